import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';
import { CORPUS, harmless } from './harmless.mjs';

const VIEWS = ['#/inbox', '#/inbox?view=muted', '#/inbox?view=resolved', '#/inbox/al_payment', '#/board', '#/flow', '#/customers?q=c40', '#/customers/c_7f3a1eef', '#/interventions', '#/rules', '#/rules/cart-abandoned', '#/silences', '#/audit', '#/wall'];

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
        await harmless(page, view);
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
