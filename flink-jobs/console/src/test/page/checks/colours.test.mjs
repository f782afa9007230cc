import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { aConsole, goTo, launch, open, settled } from './browser.mjs';

const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'];

let browser;
let fake;
let page;
before(async () => {
  fake = await aConsole();
  fake.incident('open');
  browser = await launch();
  page = await open(browser, fake.url, { hash: '#/inbox?view=all' });
  await settled(page);
});
after(async () => {
  await browser.close();
  await fake.close();
});

test('who sees no colours tells severities apart by their words and their shapes', async () => {
  const seen = new Map();
  for (const severity of SEVERITIES) {
    const one = page.locator(`.alert-row .severity.${severity}`).first();
    seen.set(await one.locator('.word').textContent(), await one.locator('path').getAttribute('d'));
  }
  assert.equal(seen.size, SEVERITIES.length, [...seen.keys()].join());
  assert.equal(new Set(seen.values()).size, SEVERITIES.length, 'each has a shape of its own');
});

test('who sees no colours tells what is out of line by an arrow and a word', async () => {
  await goTo(page, '#/board?out=1');
  const states = await page.locator('.figure.out .figure-state').allTextContents();
  assert.ok(states.length > 0);
  for (const state of states) assert.match(state, /^[▲▼] (above|below)/i);
  for (const tag of await page.locator('.place.out .tag.out').allTextContents()) assert.match(tag, /^▲ \d+/);
});
