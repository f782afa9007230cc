import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { goTo, launch, open, REAL, settled } from './browser.mjs';
import { cut, overflow, serious } from './layout.mjs';

// What the demo tells, seen in its own console at CONSOLE_URL from before the incident on. SHOWN: a file for when which alert was on the screen.
const INCIDENT = 'Many customers meet the same: /checkout';
const RULE = 'payment-failed';
const PATIENCE = 300_000;

/** Notes when alerts that open have been drawn. */
const noteWhatIsShown = () => {
  const known = new Set();
  self.shown = [];
  const drawn = (then) => requestAnimationFrame(() => requestAnimationFrame(then));
  self.EventSource = class extends EventSource {
    constructor(...address) {
      super(...address);
      this.addEventListener('alert', ({ data }) => {
        const { alert_id: id, status, first_at: happened } = JSON.parse(data);
        if (known.has(id)) return;
        known.add(id);
        if (status === 'open') drawn(() => document.querySelector(`[data-alert="${CSS.escape(id)}"]`) && self.shown.push({ happened, shown: Date.now() }));
      });
    }
  };
};

describe('the incident at minute 3', { skip: REAL ? false : 'no demo runs at CONSOLE_URL' }, () => {
  let browser;
  let inbox;
  let page;
  let id;
  const panel = () => page.getByRole('complementary');
  const fact = (name) => panel().locator('.facts > div').filter({ has: page.locator('dt', { hasText: name }) }).locator('dd').first();

  before(async () => {
    browser = await launch();
    inbox = await open(browser, REAL, { first: noteWhatIsShown });
    page = await open(browser, REAL);
  });
  after(async () => {
    if (process.env.SHOWN) await writeFile(process.env.SHOWN, JSON.stringify(await inbox.evaluate(() => self.shown)));
    await browser.close();
  });

  test('appears by itself, before all that is less severe', { timeout: PATIENCE }, async () => {
    await settled(page);
    const row = page.locator('.alert-row', { hasText: INCIDENT }).first();
    await row.waitFor({ timeout: PATIENCE });
    id = await row.getAttribute('data-alert');
    const before = await page.evaluate((own) => {
      const rows = [...document.querySelectorAll('.alert-row')];
      return rows.slice(0, rows.findIndex((one) => one.dataset.alert === own)).map((one) => one.className);
    }, id);
    for (const severity of before) assert.match(severity, /\b(critical|high)\b/);
  });

  test('says how many customers it concerns, what is expected, and what is at risk', { timeout: 60_000 }, async () => {
    await page.getByRole('link', { name: INCIDENT }).first().click();
    await panel().getByRole('heading', { name: INCIDENT }).waitFor();
    await panel().locator('.facts').getByRole('link', { name: RULE }).waitFor({ timeout: 50_000 });
    assert.match(await fact('Last reading').textContent(), /^\d+$/);
    assert.match(await fact('Expected').textContent(), /^\d+$/);
    assert.match(await fact('Customers, at least').textContent(), /^\d+$/);
    assert.match(await fact('Value at risk').textContent(), /EUR/);
  });

  test('is explained by the timelines of its customers', { timeout: 60_000 }, async () => {
    await panel().locator('.signals li', { hasText: RULE }).getByRole('link').first().click();
    await page.locator('.entry.signal', { hasText: RULE }).first().waitFor({ timeout: 50_000 });
    await page.locator('.entry.touchpoint', { hasText: 'payment failed' }).first().waitFor({ timeout: 50_000 });
    const signal = page.locator('.entry.signal', { hasText: RULE }).first();
    await signal.locator('summary').click();
    await signal.locator('.evidence li', { hasText: 'payment failed' }).first().waitFor();
  });

  test('is acknowledged by who looks after it', { timeout: 60_000 }, async () => {
    await goTo(page, `#/inbox/${id}`);
    await panel().getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator(`[data-alert="${id}"]`).getByText('Acknowledged').waitFor();
    await panel().locator('.history', { hasText: 'acknowledged' }).waitFor();
  });

  for (const [width, theme] of [[1280, 'light'], [1280, 'dark'], [1920, 'light'], [390, 'light']]) {
    test(`meanwhile every view at ${width} px, ${theme}: nothing runs over, nothing is cut, nobody is shut out`, { timeout: PATIENCE }, async () => {
      // No page of its own: the console gives one user three streams at a time.
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme: theme });
      const views = ['#/inbox', `#/inbox/${id}`, '#/inbox?view=all', '#/board', '#/flow', '#/customers?q=c1000', '#/interventions', `#/rules/${RULE}`, '#/silences', '#/audit', '#/wall'];
      for (const view of views) {
        await goTo(page, view);
        assert.deepEqual(await page.evaluate(overflow), null, `${view} runs over`);
        assert.deepEqual(await page.evaluate(cut), [], `${view} is cut`);
        if (width === 1280) assert.deepEqual(await serious(page), [], view);
      }
    });
  }

  test('is over by itself, and says why', { timeout: PATIENCE }, async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await goTo(page, `#/inbox/${id}`);
    await panel().locator('.panel-top').getByText('Resolved').waitFor({ timeout: PATIENCE });
    assert.equal(await fact('Cause').textContent(), 'The figure is back to normal');
    assert.deepEqual([...page.complaints, ...inbox.complaints], []);
  });
});
