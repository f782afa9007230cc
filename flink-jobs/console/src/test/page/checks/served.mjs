import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { goTo, launch, open, REAL, settled } from './browser.mjs';

// A console at CONSOLE_URL with a store that is full, whoever fills it; what is done there goes through its server and comes back by its stream.
describe('what is done goes to the server, and to others who look', { skip: REAL ? false : 'no console runs at CONSOLE_URL' }, () => {
  let browser;
  let page;
  let other;
  const panel = () => page.getByRole('complementary');

  before(async () => {
    browser = await launch();
    page = await open(browser, REAL);
    other = await open(browser, REAL);
    await settled(page);
    await settled(other);
  });
  after(async () => {
    assert.deepEqual([...page.complaints, ...other.complaints], []);
    await browser.close();
  });

  test('an alert is acknowledged here and has an owner there', async () => {
    const row = page.locator('.alert-row').filter({ hasNotText: 'Acknowledged' }).first();
    const id = await row.getAttribute('data-alert');
    const there = other.locator(`[data-alert="${id}"]`);
    await there.waitFor();
    await row.getByRole('link').click();
    await panel().getByRole('button', { name: 'Acknowledge' }).click();
    await there.getByText('Acknowledged').waitFor();
    await panel().getByRole('button', { name: 'Resolve' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await there.waitFor({ state: 'detached' });
    await goTo(other, '#/inbox?view=resolved');
    await there.waitFor();
  });

  test('what matches is silenced, and sounds again', async () => {
    await goTo(page, '#/silences');
    await page.getByRole('button', { name: 'New silence' }).click();
    await page.getByRole('dialog').getByLabel('Value').fill('/nowhere');
    await page.getByRole('dialog').getByLabel('Why').fill('looked at by hand');
    await page.getByRole('dialog').getByRole('button', { name: 'Silence', exact: true }).click();
    const card = page.locator('.cards > li', { hasText: 'looked at by hand' });
    await card.waitFor();
    await card.getByRole('button', { name: 'End now' }).click();
    await card.waitFor({ state: 'detached' });
  });

  test('a customer is found by the beginning of an id, and has a timeline', async () => {
    await goTo(page, '#/customers?q=c-0000000');
    await page.locator('#app table a').first().click();
    await page.locator('.entry').first().waitFor();
  });

  test('all of it is in the audit, which is whole', async () => {
    await goTo(page, '#/audit');
    for (const done of ['acknowledged an alert', 'resolved an alert', 'set a silence', 'ended a silence']) await page.getByText(done, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Verify the chain' }).click();
    await page.getByText(/entries checked: the chain is whole/).waitFor();
  });

  test('Kafka is away: the server says so, and the page', async () => {
    await page.getByRole('alert').getByText(/Kafka cannot be reached/).waitFor();
    await page.waitForSelector('.statusbar.stale');
  });

  test('who has signed out is asked for a token again', async () => {
    await page.getByRole('button', { name: 'Settings and session' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Access token').waitFor();
    // That nobody is signed in any more is an answer that the browser complains of.
    page.complaints.length = 0;
  });
});
