import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { goTo, launch, open, REAL, settled } from './browser.mjs';
import { cut, overflow, serious } from './layout.mjs';

// What the demo tells, seen in its own console at CONSOLE_URL from before the incident on.
const INCIDENT = 'Many customers meet the same: /checkout';
const RULE = 'payment-failed';
/** Until something has happened in the shop; generous, since the demo may share its machine. What the page does by itself takes less. */
const PATIENCE = { timeout: 240_000 };
const SOON = { timeout: 60_000 };
const TEST = { timeout: 300_000 };
/** The three widths, both themes and both languages; all of them together are looked at with the fake. */
const LOOKS = [[1280, 'light', 'en'], [1920, 'dark', 'en'], [390, 'light', 'th'], [1280, 'dark', 'th']];

describe('the incident at minute 3', { skip: REAL ? false : 'no demo runs at CONSOLE_URL' }, () => {
  let browser;
  let page;
  let id;
  const begun = Date.now();
  /** What is done or waited for, so that whoever reads of a failure knows how far it came. */
  const step = (words) => console.log(`${Math.round((Date.now() - begun) / 1000)} s: ${words}`);
  /** Waits for something on the page; says what was there instead if it does not come. */
  const seen = async (words, wanted, options = {}) => {
    step(`waiting until ${words}`);
    try {
      await wanted.waitFor(options);
    } catch (error) {
      const there = await page.locator('body').innerText();
      throw new Error(`not seen that ${words}: ${error.message}\nOn the page is:\n${there.slice(0, 3_000)}`, { cause: error });
    }
  };
  const row = () => page.locator(`[data-alert="${id}"]`);
  const panel = () => page.getByRole('complementary');
  const fact = (name) => panel().locator('.facts > div').filter({ has: page.locator('dt', { hasText: name }) }).locator('dd').first();

  before(async () => {
    browser = await launch();
    page = await open(browser, REAL);
    page.setDefaultTimeout(SOON.timeout);
    await settled(page);
  });
  after(async () => {
    await browser.close();
  });

  test('appears by itself, before all that is less severe', TEST, async () => {
    const first = page.locator('.alert-row', { hasText: INCIDENT }).first();
    await seen(`"${INCIDENT}" is in the inbox`, first, PATIENCE);
    id = await first.getAttribute('data-alert');
    const above = await page.evaluate((own) => {
      const rows = [...document.querySelectorAll('.alert-row')];
      return rows.slice(0, rows.findIndex((one) => one.dataset.alert === own)).map((one) => one.className);
    }, id);
    for (const severity of above) assert.match(severity, /\b(critical|high)\b/);
  });

  test('is opened, and says how many customers it concerns, what is expected, and what is at risk', TEST, async () => {
    step('opening it');
    await row().getByRole('link').click();
    await panel().getByRole('heading', { name: INCIDENT }).waitFor();
    await seen(`it names the rule ${RULE}`, panel().locator('.facts').getByRole('link', { name: RULE, exact: true }));
    assert.match(await fact('Last reading').textContent(), /^\d+$/);
    assert.match(await fact('Expected').textContent(), /^\d+$/);
    assert.match(await fact('Customers, at least').textContent(), /^\d+$/);
    assert.match(await fact('Value at risk').textContent(), /EUR/);
  });

  test('is acknowledged, and has an owner then', TEST, async () => {
    step('acknowledging it');
    await panel().getByRole('button', { name: 'Acknowledge' }).click();
    await seen('it is acknowledged', row().getByText('Acknowledged'));
    await seen('it has an owner', row().locator('.who', { hasText: 'local' }));
    assert.equal(await fact('Owner').textContent(), 'local');
    await panel().locator('.history', { hasText: 'acknowledged' }).waitFor();
  });

  test('is explained by the timelines of its customers', TEST, async () => {
    step('opening the timeline of a customer whom it met');
    await panel().locator('.signals li', { hasText: RULE }).getByRole('link').first().click();
    await seen('the payment that failed is in the timeline', page.locator('.entry.touchpoint', { hasText: 'payment failed' }).first());
    const signal = page.locator('.entry.signal', { hasText: RULE }).first();
    await signal.locator('summary').click();
    await seen('the signal shows it as its evidence', signal.locator('.evidence li', { hasText: 'payment failed' }).first());
  });

  for (const [width, theme, language] of LOOKS) {
    test(`meanwhile every view at ${width} px, ${theme}, ${language}: nothing runs over, nothing is cut`, TEST, async () => {
      step(`looking at every view at ${width} px, ${theme}, ${language}`);
      // With those two the third: the console gives one browser four streams at a time.
      const look = await open(browser, REAL, { width, theme, language });
      look.setDefaultTimeout(SOON.timeout);
      await settled(look);
      const views = ['#/inbox', `#/inbox/${id}`, '#/inbox?view=all', '#/board', '#/flow', '#/customers?q=c1000', '#/interventions', `#/rules/${RULE}`, '#/silences', '#/audit', '#/wall'];
      for (const view of views) {
        await goTo(look, view);
        assert.deepEqual(await look.evaluate(overflow), null, `${view} runs over`);
        assert.deepEqual(await look.evaluate(cut), [], `${view} is cut`);
      }
      assert.deepEqual(look.complaints, []);
      await look.context().close();
    });
  }

  test('meanwhile nobody is shut out of it', TEST, async () => {
    // What is out of line alone: to look through the thousands of figures of the whole board takes longer than the incident.
    for (const view of ['#/inbox', `#/inbox/${id}`, '#/board?out=1', '#/flow', '#/interventions', `#/rules/${RULE}`, '#/wall']) {
      step(`looking who is shut out of ${view}`);
      await goTo(page, view);
      assert.deepEqual(await serious(page), [], view);
    }
  });

  test('is over by itself, says why, and is among the resolved ones', TEST, async () => {
    await goTo(page, `#/inbox/${id}?view=resolved`);
    await seen('it is resolved', panel().locator('.panel-top').getByText('Resolved'), PATIENCE);
    assert.equal(await fact('Cause').textContent(), 'The figure is back to normal');
    assert.equal(await panel().getByRole('button', { name: 'Acknowledge' }).count(), 0);
    await seen('it is among the resolved ones', row().getByText('Resolved'));
    await goTo(page, '#/inbox');
    await seen('it is no more among the open ones', row(), { state: 'detached' });
    assert.deepEqual(page.complaints, []);
    step('done');
  });
});
