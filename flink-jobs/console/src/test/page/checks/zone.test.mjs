import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';

const inBangkok = (at) => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'Asia/Bangkok' }).format(at);

describe('times are those of the server’s zone, wherever the browser is', { skip: needsFake }, () => {
  let browser;
  let fake;
  before(async () => {
    browser = await launch();
    fake = await aConsole();
  });
  after(async () => {
    await browser.close();
    await fake.close();
  });

  test('and the page says which zone that is', async () => {
    const page = await open(browser, fake.url, { zone: 'America/New_York' });
    await settled(page);
    await page.waitForSelector('.statusbar:not(.stale)');
    const watermark = page.locator('.statusbar .stat', { hasText: 'Watermark' });
    assert.match(await watermark.locator('dd').textContent(), /^\d\d:\d\d:\d\d GMT\+7$/);
    assert.match(await watermark.getAttribute('title'), / Asia\/Bangkok$/);
    const minutes = [Date.now() - 60_000, Date.now()].map(inBangkok);
    const shown = (await watermark.locator('dd').textContent()).slice(0, 5);
    assert.ok(minutes.includes(shown), `${shown} is not of ${minutes.join()}`);
    await page.getByRole('button', { name: 'Settings and session' }).click();
    await page.getByText('Times are those of Asia/Bangkok.').waitFor();
    await page.context().close();
  });

  test('nine tomorrow is nine there', async () => {
    const page = await open(browser, fake.url, { zone: 'America/New_York', hash: '#/inbox/al_zero' });
    await settled(page);
    const asked = page.waitForRequest(/snooze/);
    await page.getByRole('complementary').getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('button', { name: 'Tomorrow, 09:00' }).click();
    const until = new Date(JSON.parse((await asked).postData()).until);
    assert.equal(inBangkok(until), '09:00');
    const day = (at) => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Bangkok' }).format(at);
    assert.equal(day(until), day(Date.now() + 86_400_000));
    await goTo(page, '#/inbox');
    await page.context().close();
  });
});
