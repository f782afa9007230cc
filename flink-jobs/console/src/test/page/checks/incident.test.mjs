import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, launch, needsFake, open, settled } from './browser.mjs';

describe('an incident at the payment step', { skip: needsFake }, () => {
  let browser;
  let fake;
  let page;
  const row = (id) => page.locator(`[data-alert="${id}"]`);
  before(async () => {
    fake = await aConsole();
    browser = await launch();
    page = await open(browser, fake.url);
    await settled(page);
  });
  after(async () => {
    assert.deepEqual(page.complaints, []);
    await browser.close();
    await fake.close();
  });

  test('opens by itself, first in the list, and is called out', async () => {
    assert.equal(await row('al_payment').count(), 0);
    fake.incident('open');
    await row('al_payment').getByText('37 customers in 5 min, 11 is normal').waitFor();
    assert.equal(await page.locator('.alert-row').first().getAttribute('data-alert'), 'al_payment');
    assert.equal(await page.locator('#urgent').textContent(), 'New critical alert: Payment step in trouble: checkout/payment');
    assert.match(await row('al_payment').textContent(), /Critical/);
  });

  test('stands where the server has it, in each order, whatever the stream says in between', async () => {
    for (const sort of ['severity', 'age', 'customers', 'value']) {
      await page.goto(`${fake.url}/#/inbox?view=all&sort=${sort}`);
      await settled(page);
      fake.incident('grown');
      await row('al_payment').getByText('132 customers in 5 min, 11 is normal').waitFor();
      const { items } = await page.evaluate((by) => fetch(`api/alerts?view=all&limit=100&sort=${by}`).then((response) => response.json()), sort);
      const shown = await page.locator('.alert-row').evaluateAll((rows) => rows.map((one) => one.dataset.alert));
      assert.deepEqual(shown, items.map((alert) => alert.alert_id), sort);
      fake.incident('open');
    }
    await page.goto(`${fake.url}/#/inbox`);
    await settled(page);
  });

  test('is found by words of its title and its team, now and by the stream, and not by its channel', async () => {
    await page.getByRole('searchbox').fill('payments TROUBLE');
    await page.waitForFunction(() => document.querySelectorAll('.alert-row').length === 1);
    fake.incident('grown');
    await row('al_payment').getByText('132 customers in 5 min, 11 is normal').waitFor();
    await page.getByRole('searchbox').fill('trouble web');
    await page.getByText('No alerts here.').waitFor();
    fake.incident('grown');
    await page.getByRole('searchbox').fill('');
    await row('al_payment').waitFor();
    fake.incident('open');
    await row('al_payment').getByText('37 customers in 5 min, 11 is normal').waitFor();
  });

  test('grows where it stands', async () => {
    fake.incident('grown');
    await row('al_payment').getByText('132 customers in 5 min, 11 is normal').waitFor();
    assert.match(await row('al_payment').textContent(), /THB\s412,350/);
  });

  test('mutes the two it stands for, and they say so', async () => {
    fake.incident('muted');
    await row('al_failed').waitFor({ state: 'detached' });
    await row('al_rate').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Muted', exact: true }).click();
    await row('al_failed').getByText('Muted: another alert stands for it: Payment step in trouble').waitFor();
    await row('al_rate').waitFor();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await row('al_payment').waitFor();
  });

  test('is opened, and a customer’s timeline explains it', async () => {
    await row('al_payment').getByRole('link').click();
    const panel = page.getByRole('complementary');
    await panel.getByRole('heading', { name: 'Payment step in trouble' }).waitFor();
    assert.equal(await panel.getByRole('link', { name: /runbooks.example.org/ }).getAttribute('rel'), 'noopener noreferrer');
    await panel.getByRole('link', { name: 'c4001' }).first().click();
    await page.getByRole('heading', { name: 'c4001', level: 1 }).waitFor();
    await page.locator('.entry.decision', { hasText: 'withheld' }).getByText('quiet hours').waitFor();
    await page.getByText('waited 3 min', { exact: true }).last().waitFor();
    const waits = await page.locator('.entry.wait').evaluateAll((all) => all.map((one) => one.querySelector('p').textContent));
    assert.deepEqual(waits, ['Wait for a parcelwaitingwaited 4 min', 'Wait for an agent on the phoneansweredwaited 7 min', 'Wait for an agent in the chatgiven upwaited 4 min']);
    // The wait that a signal tells of, too, is drawn once.
    assert.equal(await page.locator('.lanes rect.wait').count(), 3);
    const signal = page.locator('.entry.signal', { hasText: 'payment-failed' });
    await signal.locator('summary').click();
    const pieces = await signal.locator('.evidence li').allTextContents();
    assert.equal(pieces.length, 2);
    for (const piece of pieces) assert.match(piece, /^\d\d:\d\d:\d\d payment failed · checkout\/payment$/);
    await page.goBack();
  });

  test('is acknowledged, assigned, snoozed', async () => {
    const panel = page.getByRole('complementary');
    await panel.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('Acknowledged.').waitFor();
    await panel.getByText('somchai', { exact: true }).first().waitFor();
    await panel.getByRole('button', { name: 'Assign' }).click();
    await page.getByLabel('Name').fill('malee');
    // What is typed stays, though the page behind it goes on.
    const age = await row('al_payment').locator('.age').textContent();
    await page.waitForFunction((old) => document.querySelector('[data-alert=al_payment] .age').textContent !== old, age);
    assert.equal(await page.getByLabel('Name').inputValue(), 'malee');
    await page.getByRole('dialog').getByRole('button', { name: 'Assign' }).click();
    await page.getByText('Assigned to malee.').waitFor();
    await panel.locator('.facts').getByText('malee').waitFor();
    await panel.getByRole('button', { name: 'Snooze' }).click();
    await page.getByRole('button', { name: '1 hour' }).click();
    await row('al_payment').waitFor({ state: 'detached' });
  });

  test('what matches can be silenced, with an end and a reason', async () => {
    await page.getByRole('complementary').getByRole('button', { name: 'Silence' }).click();
    const dialog = page.getByRole('dialog');
    assert.equal(await dialog.getByLabel('Value').first().inputValue(), 'payment-failed');
    await dialog.getByRole('button', { name: 'Add a condition' }).click();
    const last = dialog.locator('.matcher').last();
    await last.getByLabel('What', { exact: true }).selectOption('severity');
    // There is nothing to be misspelt.
    assert.deepEqual(await last.getByLabel('Value').locator('option').evaluateAll((all) => all.map((one) => one.value)), ['critical', 'high', 'medium', 'low', 'info']);
    await last.getByLabel('Value').selectOption('high');
    await dialog.getByLabel('Why').fill('the gateway knows');
    await dialog.getByRole('button', { name: 'Silence', exact: true }).click();
    await page.getByText('Silence set; it ends by itself.').waitFor();
    await page.getByRole('link', { name: 'Silences' }).click();
    await page.getByText('the gateway knows').waitFor();
    await page.locator('.chips li', { hasText: 'Severity = High' }).waitFor();
    await page.getByRole('button', { name: 'End now' }).last().click();
    await page.getByText('the gateway knows').waitFor({ state: 'detached' });
  });

  test('is resolved with a cause', async () => {
    await page.goto(`${fake.url}/#/inbox/al_payment`);
    await page.getByRole('complementary').getByRole('button', { name: 'Resolve' }).click();
    await page.getByLabel('A provider’s trouble').check();
    await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Resolved.', { exact: true }).waitFor();
    await page.getByRole('complementary').locator('.facts').getByText('A provider’s trouble').waitFor();
    assert.equal(await page.getByRole('complementary').getByRole('button', { name: 'Resolve' }).count(), 0);
  });

  test('does not redden what is of one or two, far off as it is', async () => {
    await page.goto(`${fake.url}/#/board`);
    const place = page.getByRole('region', { name: 'queue/few, voice' });
    const figure = (name) => place.locator('.figure', { hasText: name });
    for (const name of ['Queue abandonment', 'Wait, p90', 'NPS']) {
      await figure(name).getByText('too few to say').waitFor();
      assert.equal(await figure(name).locator('.figure-value').textContent(), '–');
    }
    assert.equal(await place.locator('.out').count(), 0);
    assert.match(await figure('Oldest wait').locator('.figure-value').textContent(), /min|s/);
    assert.equal(await figure('In queue').locator('.figure-value').textContent(), '1');
    await page.goto(`${fake.url}/#/wall`);
    await page.locator('.wall-out li').first().waitFor();
    assert.equal(await page.locator('.wall-out', { hasText: 'queue/few' }).count(), 0);
    await page.goto(`${fake.url}/#/inbox`);
  });

  test('has gone from the board when the figures are back', async () => {
    await page.goto(`${fake.url}/#/board?out=1`);
    await page.getByRole('heading', { name: 'checkout/payment web' }).waitFor();
    fake.incident('recovered');
    await page.getByRole('heading', { name: 'checkout/payment web' }).waitFor({ state: 'detached' });
  });

  test('the board can be of one persona alone, chosen without a mouse', async () => {
    await page.goto(`${fake.url}/#/board`);
    await page.getByRole('heading', { name: 'store/central store' }).waitFor();
    const choice = page.getByRole('combobox', { name: 'Persona' });
    assert.deepEqual(await choice.locator('option').allTextContents(), ['All personas', 'family', 'student', 'vip']);
    await choice.focus();
    await page.keyboard.type('vip');
    await page.waitForFunction(() => location.hash.includes('persona=vip'));
    await page.getByRole('heading', { name: 'checkout/payment web' }).waitFor();
    await page.getByRole('heading', { name: 'checkout/payment app' }).waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'checkout/payment, web' }).getByText('n 31', { exact: true }).first().waitFor();
    // The stream tells of all personas together: that is not mixed in. What it tells last has come when the first has.
    fake.lack(null);
    fake.unreadable(3);
    await page.getByText('Not shown', { exact: true }).waitFor();
    assert.equal(await page.getByText('n 312', { exact: true }).count(), 0);
    fake.unreadable(0);
    await choice.selectOption('');
    await page.getByRole('heading', { name: 'checkout/payment app' }).waitFor();
  });

  test('a rule that is tried out stands beside the one it may replace, with the command that compares them', async () => {
    await page.goto(`${fake.url}/#/rules/checkout-abandoned-sooner`);
    const details = page.locator('tr.details');
    await details.getByText('Fired in 24 h: this one 5,120 in shadow, checkout-abandoned 4,210.').waitFor();
    await details.getByText('./waymark rules compare checkout-abandoned checkout-abandoned-sooner').waitFor();
    await page.goto(`${fake.url}/#/rules/checkout-abandoned`);
    await details.getByText('./waymark explain').waitFor();
    assert.equal(await details.getByText('rules compare').count(), 0);
  });

  test('a figure that is looked at may be said no more, and is as it was when it is said again', async () => {
    await page.goto(`${fake.url}/#/board`);
    const place = page.getByRole('region', { name: 'store/central, store' });
    const figure = place.locator('.figure', { hasText: 'CSAT' });
    await figure.getByRole('button').click();
    await page.getByRole('dialog', { name: 'CSAT' }).waitFor();
    fake.lack('csat');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await figure.waitFor({ state: 'detached' });
    fake.lack(null);
    await page.getByRole('dialog', { name: 'CSAT' }).waitFor();
    await page.keyboard.press('Escape');
    const line = await figure.locator('.sparkline .line').getAttribute('d');
    assert.ok(line.split(/[ML]/).length > 30, line);
  });

  test('a guardrail says how many it happened to, and which share of those assigned', async () => {
    await page.goto(`${fake.url}/#/interventions`);
    const one = page.getByRole('article', { name: 'Checkout abandoned' });
    await one.getByText(/Treated 12 \(0\.3\s?%\) · Holdout 1 \(0\.2\s?%\)/).waitFor();
  });

  test('a funnel ends with who reached the goal, and a result says of which version it is and what customers were worth', async () => {
    await page.goto(`${fake.url}/#/interventions`);
    const one = page.getByRole('article', { name: 'Checkout abandoned' });
    await one.locator('.funnel-row', { hasText: 'Goal reached, treated' }).getByText('874', { exact: true }).waitFor();
    await one.getByText(/^\s*version 4 · Lift 35\.7\s?% · p 0\.002$/).waitFor();
    await one.getByText('Difference in worth per customer, adjusted for history: +12.40, 95 % interval -3.10 to +27.90').waitFor();
  });

  test('all interventions together come first, and are of no rule', async () => {
    await page.goto(`${fake.url}/#/interventions`);
    const all = page.getByRole('article').first();
    await all.getByRole('heading', { name: 'All interventions together' }).waitFor();
    await all.getByText('16.1', { exact: false }).first().waitFor();
    await all.getByText(/^\s*Lift 13\.6\s?% · p 0\.310$/).waitFor();
    assert.equal(await all.getByRole('button').count(), 0);
  });

  test('a rule’s interventions are paused with a reason, and go on', async () => {
    await page.goto(`${fake.url}/#/interventions`);
    const one = page.getByRole('article', { name: 'Checkout abandoned' });
    await one.getByRole('button', { name: 'Pause' }).click();
    await page.getByLabel('Reason').fill('payments are in trouble');
    await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
    await one.getByText(/Paused by somchai at .*: payments are in trouble/).waitFor();
    await one.getByRole('button', { name: 'Resume' }).click();
    await page.getByLabel('Reason').fill('it is over');
    await page.getByRole('dialog').getByRole('button', { name: 'Resume' }).click();
    await one.getByText(/Paused by/).waitFor({ state: 'detached' });
  });

  test('a rule says how often it fires, of how many events, and what its command is for', async () => {
    await page.goto(`${fake.url}/#/rules/checkout-abandoned`);
    const row = page.locator('.rules tbody tr', { hasText: 'Checkout abandoned' }).first();
    await row.waitFor();
    assert.equal(await row.locator('td').nth(3).textContent(), '2.29n 1.8m');
    await page.getByRole('columnheader', { name: /^Hit rate 24 h\s*fired \/ 1,000 events$/ }).waitFor();
    const details = page.locator('tr.details');
    await details.getByText('A command: run it where the events are', { exact: false }).waitFor();
    await details.getByRole('button', { name: 'Copy' }).waitFor();
  });

  test('the Buddhist era changes the year that is shown', async () => {
    await page.goto(`${fake.url}/#/flow`);
    const year = new Date().getFullYear();
    await page.getByText(new RegExp(`${year},`)).first().waitFor();
    await page.getByRole('button', { name: 'Settings and session' }).click();
    await page.selectOption('select[name=era]', 'buddhist');
    await page.keyboard.press('Escape');
    await page.getByText(new RegExp(`${year + 543}`)).first().waitFor();
  });
});
