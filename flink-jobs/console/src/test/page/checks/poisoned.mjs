import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { goTo, launch, open, REAL, settled } from './browser.mjs';
import { CORPUS, harmless } from './harmless.mjs';

// A console at CONSOLE_URL that has been told each text of the corpus in each field that messages have: HostileStore puts them there.
const VIEWS = ['#/inbox', '#/inbox?view=muted', '#/inbox?view=resolved', '#/inbox?view=all', '#/board', '#/flow', '#/customers', '#/interventions', '#/rules', '#/silences', '#/audit', '#/wall'];
/** Where each text is to be seen, so that there is something to be careful with. */
const SAYING = ['#/inbox', '#/inbox?view=muted', '#/inbox?view=resolved', '#/board', '#/flow', '#/interventions', '#/rules', '#/silences'];
const DIALOGS = ['Assign', 'Snooze', 'Silence', 'Resolve'];

describe('what customers’ events say is text, from the topics to the page', { skip: REAL ? false : 'no console runs at CONSOLE_URL' }, () => {
  let browser;
  let page;
  const panel = () => page.getByRole('complementary');
  const dialog = () => page.locator('dialog[open]');
  const says = (text) => page.waitForFunction((wanted) => [document.getElementById('app').textContent, ...[...document.querySelectorAll('#app [aria-label]')].map((element) => element.ariaLabel)].some((said) => said.includes(wanted)), text);
  const close = async () => {
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };

  before(async () => {
    browser = await launch();
    page = await open(browser, REAL);
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.complaints, []);
    await browser.close();
  });

  for (const view of VIEWS) {
    test(view, async () => {
      await goTo(page, view);
      assert.equal(await page.locator('.load-failed').count(), 0);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await harmless(page, view);
      if (SAYING.includes(view)) for (const text of CORPUS) await says(text);
    });
  }

  for (const [at, text] of CORPUS.entries()) {
    test(`in an alert, what is done with it, the figure, the customer and the rule: ${text}`, async () => {
      await goTo(page, `#/inbox/hostile-${at}`);
      await panel().getByRole('heading', { name: text }).waitFor();
      assert.equal(await panel().locator('a[target=_blank]').count(), 0, 'a runbook that leads nowhere is no link');
      await harmless(page, 'the alert');
      for (const name of DIALOGS) {
        await panel().getByRole('button', { name }).click();
        await dialog().waitFor();
        await harmless(page, name);
        await close();
      }
      await panel().getByRole('button', { name: 'Assign' }).click();
      await page.getByLabel('Name').fill(text);
      await dialog().getByRole('button', { name: 'Assign' }).click();
      await page.getByText(`Assigned to ${text}.`).waitFor();
      await harmless(page, 'what is said of what was done');

      await goTo(page, `#/board?q=${encodeURIComponent(text)}`);
      await page.locator('.figure button').first().click();
      await dialog().waitFor();
      await harmless(page, 'a figure');
      await close();

      await goTo(page, `#/customers?q=${encodeURIComponent(text)}`);
      await page.locator('#app table a').first().click();
      await settled(page);
      for (const summary of await page.locator('summary').all()) await summary.click();
      await says(text);
      await harmless(page, 'the customer');

      await goTo(page, `#/rules/${encodeURIComponent(text)}`);
      await page.locator('tr.details').waitFor();
      await harmless(page, 'the rule');

      await goTo(page, '#/interventions');
      await page.getByRole('article').filter({ has: page.locator(`a[href="#/rules/hostile-${at}"]`) }).getByRole('button').first().click();
      await dialog().waitFor();
      await harmless(page, 'the pause');
      await close();
    });
  }
});
