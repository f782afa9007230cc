import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';

const SAID = { en: /Unseen for (6|12) min/, th: /รอรับทราบ (6|12) นาที/ };

describe('what nobody acknowledges in time is marked, by its severity', { skip: needsFake }, () => {
  let browser;
  let fake;
  before(async () => {
    browser = await launch();
    fake = await aConsole();
    fake.incident('unseen');
  });
  after(async () => {
    await browser.close();
    await fake.close();
  });

  for (const language of ['en', 'th']) {
    test(`in the inbox, in the panel, on the wall, ${language}`, async () => {
      const page = await open(browser, fake.url, { language });
      await settled(page);
      await page.waitForSelector('[data-alert=al_high_12] .overdue');
      const marked = await page.locator('.alert-row').evaluateAll((rows) => rows.filter((one) => one.querySelector('.overdue')).map((one) => one.dataset.alert));
      assert.deepEqual(marked.sort(), ['al_critical_6', 'al_high_12']);
      assert.match(await page.locator('[data-alert=al_critical_6] .overdue').textContent(), SAID[language]);
      await goTo(page, '#/wall');
      assert.equal(await page.locator('.wall-alert .overdue').count(), 2);
      await goTo(page, '#/inbox/al_critical_6');
      await page.locator('.panel .overdue').waitFor();
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }

  test('until somebody does', async () => {
    const page = await open(browser, fake.url, { hash: '#/inbox/al_high_12' });
    await page.locator('.panel .overdue').waitFor();
    await page.getByRole('complementary').getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('[data-alert=al_high_12] .overdue').waitFor({ state: 'detached' });
    await page.context().close();
  });
});
