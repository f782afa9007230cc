import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** What customers' events may say, that a page could take for its own. Each of them, if it is taken so, leaves a mark at the page's root. */
export const CORPUS = JSON.parse(readFileSync(new URL('../hostile.json', import.meta.url), 'utf8'));

const FOREIGN = '#app script, #app iframe, #app object, #app embed, #app style, #app b[onmouseover], #app math, #app img:not([src="assets/icon.svg"]), #app [onerror], #app [onload], #app a[href^="javascript" i]';

/** Nothing of what events say has run, nor become a part of the page. */
export async function harmless(page, where) {
  assert.equal(await page.evaluate(() => document.documentElement.dataset.pwned), undefined, `${where}: it has run`);
  assert.equal(await page.locator(FOREIGN).count(), 0, `${where}: it is a part of the page`);
}
