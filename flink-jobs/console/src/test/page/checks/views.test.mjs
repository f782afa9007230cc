import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aConsole, goTo, launch, open, REAL, settled } from './browser.mjs';
import { cut, overflow, serious } from './layout.mjs';

const VIEWS = ['#/inbox', '#/inbox?view=muted', '#/inbox?view=all', '#/board', '#/flow', '#/customers', '#/customers?q=c40', '#/interventions', '#/rules', '#/silences', '#/audit', '#/wall', '#/nowhere'];
const OF_THE_FAKE = ['#/inbox/al_payment', '#/inbox/al_rage', '#/customers/c_7f3a1eef', '#/rules/cart-abandoned'];
const views = REAL ? VIEWS : [...VIEWS, ...OF_THE_FAKE];

let browser;
let fake;
before(async () => {
  fake = await aConsole({ role: 'admin' });
  fake.incident('open');
  fake.incident('muted');
  browser = await launch();
});
after(async () => {
  await browser.close();
  await fake.close();
});

const ALL = [390, 1280, 1920].flatMap((width) => ['light', 'dark'].flatMap((theme) => ['en', 'th'].map((language) => [width, theme, language])));
/** The three widths, both themes and both languages; all of them together are looked at with the fake. */
const LOOKS = REAL ? [[390, 'light', 'en'], [1280, 'dark', 'th'], [1920, 'light', 'en']] : ALL;

for (const [width, theme, language] of LOOKS) {
  test(`every view at ${width} px, ${theme}, ${language}: nothing runs over, nothing is cut, nobody is shut out`, async () => {
    const page = await open(browser, fake.url, { width, theme, language });
    await settled(page);
    for (const view of views) {
      await goTo(page, view);
      assert.deepEqual(await page.evaluate(overflow), null, `${view} runs over`);
      assert.deepEqual(await page.evaluate(cut), [], `${view} is cut`);
      assert.equal(await page.getAttribute('html', 'lang'), language, `${view} says which language it speaks`);
      if (width === 1280 || (!REAL && width === 390 && language === 'en')) assert.deepEqual(await serious(page), [], view);
    }
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test('dialogs are open to everybody', async () => {
  const page = await open(browser, fake.url, { hash: '#/inbox' });
  await settled(page);
  for (const label of ['Keyboard', 'Settings and session']) {
    await page.getByRole('button', { name: label }).click();
    await page.waitForSelector('dialog[open]');
    assert.deepEqual(await serious(page), [], label);
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog[open]', { state: 'detached' });
  }
  await page.context().close();
});

test('a theme and a language that were chosen stay', async () => {
  const page = await open(browser, fake.url, { theme: 'light' });
  await settled(page);
  await page.getByRole('button', { name: 'Settings and session' }).click();
  await page.selectOption('select[name=theme]', 'dark');
  await page.selectOption('select[name=language]', 'th');
  await page.reload();
  await settled(page);
  assert.equal(await page.getAttribute('html', 'data-theme'), 'dark');
  assert.equal(await page.getAttribute('html', 'lang'), 'th');
  assert.equal(await page.evaluate(() => getComputedStyle(document.body.parentElement).backgroundColor), 'rgb(14, 18, 23)');
  await page.context().close();
});
