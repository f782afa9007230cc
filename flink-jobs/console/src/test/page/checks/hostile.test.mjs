import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';

const PWN = 'document.documentElement.dataset.pwned=1';
const CORPUS = [
  `<script>${PWN}</script>`,
  `<img src=x onerror="${PWN}">`,
  `"><svg onload=${PWN}>`,
  `'-${PWN}-'`,
  `javascript:${PWN}`,
  `</title><iframe srcdoc="<script>parent.${PWN}</script>">`,
  `<a href="javascript:${PWN}">x</a>`,
  `{{constructor.constructor('${PWN}')()}}`,
  `\u202e<b onmouseover=${PWN}>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${PWN}>`,
];
const VIEWS = ['#/inbox', '#/inbox?view=muted', '#/inbox/al_payment', '#/board', '#/flow', '#/customers/c_7f3a1eef', '#/interventions', '#/rules', '#/audit', '#/wall'];
const FOREIGN = '#app script, #app iframe, #app object, #app embed, #app style, #app b[onmouseover], #app math, #app img:not([src="assets/icon.svg"]), #app [onerror], #app [onload], #app a[href^="javascript" i]';

describe('what customers’ events say is text', { skip: needsFake }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const poison of CORPUS) {
    test(poison, async () => {
      const fake = await aConsole({ role: 'admin', poison });
      fake.incident('open');
      fake.incident('muted');
      const page = await open(browser, fake.url);
      await settled(page);
      for (const view of VIEWS) {
        await goTo(page, view);
        for (const summary of await page.locator('summary').all()) await summary.click();
        assert.equal(await page.evaluate(() => document.documentElement.dataset.pwned), undefined, view);
        assert.equal(await page.locator(FOREIGN).count(), 0, view);
      }
      await goTo(page, '#/inbox/al_payment');
      assert.ok((await page.getByRole('complementary').textContent()).includes(poison), 'it is shown as it is');
      assert.equal(await page.getByRole('complementary').locator('a[target=_blank]').count(), 0, 'a runbook that leads nowhere is no link');
      assert.deepEqual(page.complaints, []);
      await page.context().close();
      await fake.close();
    });
  }
});
