import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, launch, needsFake, open, settled } from './browser.mjs';

describe('without a mouse', { skip: needsFake }, () => {
  let browser;
  let fake;
  let page;
  const marked = () => page.locator('.alert-row.chosen').getAttribute('data-alert');
  const at = (hash) => page.waitForFunction((expected) => location.hash === expected, hash);
  before(async () => {
    fake = await aConsole();
    fake.incident('open');
    fake.incident('muted');
    browser = await launch();
    page = await open(browser, fake.url);
    await settled(page);
  });
  after(async () => {
    await browser.close();
    await fake.close();
  });

  test('j and k go down and up, Enter opens, Esc goes back', async () => {
    await page.keyboard.press('j');
    assert.equal(await marked(), 'al_payment');
    await page.keyboard.press('j');
    assert.equal(await marked(), 'al_queue');
    await page.keyboard.press('k');
    assert.equal(await marked(), 'al_payment');
    await page.keyboard.press('Enter');
    await at('#/inbox/al_payment');
    await page.getByRole('complementary').getByRole('heading', { name: 'Payment step in trouble' }).waitFor();
    await page.keyboard.press('Escape');
    await at('#/inbox');
  });

  test('a acknowledges what is marked, s asks how long, r asks for the cause', async () => {
    await page.keyboard.press('a');
    await page.locator('[data-alert=al_payment]').getByText('Acknowledged').waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog', { name: 'Snooze until' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'What was it?' }).waitFor();
    // Letters belong to the dialog now.
    await page.keyboard.press('j');
    assert.equal(await page.locator('dialog[open]').count(), 1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('/ goes to the search, and letters there are letters', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('sign');
    await page.waitForFunction(() => document.querySelectorAll('.alert-row').length === 1);
    assert.equal(await page.inputValue('[data-search]'), 'sign');
    await page.keyboard.press('Escape');
    await page.fill('[data-search]', '');
  });

  test('g and a letter go to a view, ? tells all of them', async () => {
    await page.evaluate(() => document.activeElement.blur());
    for (const [letter, hash] of [['b', '#/board'], ['f', '#/flow'], ['c', '#/customers'], ['n', '#/interventions'], ['r', '#/rules'], ['s', '#/silences'], ['i', '#/inbox']]) {
      await page.keyboard.press('g');
      await page.keyboard.press(letter);
      await at(hash);
    }
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
  });

  test('a letter alone goes nowhere, not even in the first second of a page', async () => {
    await page.goto(`${fake.url}/#/board`);
    // A page whose clock stands at its beginning.
    await page.addInitScript(() => (performance.now = () => 500));
    await page.reload();
    await settled(page);
    await page.keyboard.press('w');
    assert.equal(await page.evaluate(() => location.hash), '#/board');
  });

  test('where the focus is can be seen', async () => {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    assert.ok(seen);
  });

  test('the wallboard has nothing to press, and Esc leaves it', async () => {
    await page.goto(`${fake.url}/#/wall`);
    await page.getByText('Payment step in trouble').waitFor();
    assert.equal(await page.locator('button, a, input, select').count(), 0);
    await page.keyboard.press('Escape');
    await at('#/inbox');
  });
});
