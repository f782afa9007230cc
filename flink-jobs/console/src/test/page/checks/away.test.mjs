import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, launch, needsFake, open, settled, signIn } from './browser.mjs';

/** A figure of each view that lives by the stream. */
const FIGURES = { '#/inbox': '.alert-row .numbers div:first-child dd', '#/board': '.place.out .figure.out .figure-value', '#/flow': '.stages td.number', '#/wall': '.wall-alert dd' };

/** Whether all that the selector finds is as grey as what is not important; or none of it. */
const greys = ([selector, wanted]) => {
  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.color = 'var(--muted)';
  const grey = getComputedStyle(probe).color;
  probe.remove();
  const found = [...document.querySelectorAll(selector)];
  return found.length > 0 && found.every((element) => (getComputedStyle(element).color === grey) === wanted);
};

describe('when something is away', { skip: needsFake }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  test('Kafka: the page says so, greys its numbers, and recovers', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url);
    await settled(page);
    fake.kafka(false);
    await page.getByRole('alert').getByText(/Kafka cannot be reached since/).waitFor();
    await page.waitForSelector('.statusbar.stale');
    fake.kafka(true);
    await page.getByText(/Kafka cannot be reached since/).waitFor({ state: 'detached' });
    await page.waitForSelector('.statusbar:not(.stale)');
    await page.context().close();
    await fake.close();
  });

  for (const [what, gone, back] of [['Kafka', (fake) => fake.kafka(false), (fake) => fake.kafka(true)], ['the stream', (fake) => fake.away(true), (fake) => fake.away(false)]]) {
    test(`${what}: the figures of every view are grey until it is back`, async () => {
      const fake = await aConsole();
      fake.incident('open');
      for (const [view, selector] of Object.entries(FIGURES)) {
        const page = await open(browser, fake.url, { hash: view });
        await settled(page);
        await page.waitForFunction(greys, [selector, false]);
        gone(fake);
        await page.waitForFunction(greys, [selector, true]);
        back(fake);
        await page.waitForFunction(greys, [selector, false]);
        await page.context().close();
      }
      await fake.close();
    });
  }

  test('records that the console could not read: the page says so, and only then', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url);
    await settled(page);
    await page.waitForSelector('.statusbar:not(.stale)');
    assert.equal(await page.locator('.statusbar').getByText('Not shown').count(), 0);
    fake.unreadable(3);
    const said = page.locator('.statusbar .stat.warn', { hasText: 'Not shown' });
    await said.getByText('3', { exact: true }).waitFor();
    assert.match(await said.getAttribute('title'), /^3 messages that the console could not read/);
    await page.context().close();
    await fake.close();
  });

  test('the console’s server: what was known stays, greyed; what was missed is asked for', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url);
    await settled(page);
    fake.away(true);
    await page.getByText('Reconnecting…').waitFor();
    await page.waitForSelector('.statusbar.stale');
    await page.waitForSelector('[data-alert=al_queue]');
    await page.getByRole('link', { name: 'Journey flow' }).click();
    await page.getByText('The console’s server cannot be reached. What is shown is from before.').waitFor();
    await page.goto(`${fake.url}/#/inbox`).catch(() => {});
    fake.incident('open');
    fake.away(false);
    await page.waitForSelector('.statusbar:not(.stale)');
    await page.waitForSelector('[data-alert=al_payment]');
    await page.context().close();
    await fake.close();
  });

  test('nobody is signed in: the token is asked for, a wrong one refused', async () => {
    const fake = await aConsole({ auth: 'token' });
    const page = await open(browser, fake.url, { hash: '#/board' });
    await page.getByLabel('Access token').fill('guess');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('This token is not known.').waitFor();
    await signIn(page, 'open sesame');
    await page.getByRole('heading', { name: 'Touchpoints' }).waitFor();
    await page.getByRole('button', { name: 'Settings and session' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Access token').waitFor();
    await page.context().close();
    await fake.close();
  });

  test('the server was started anew: what is done next is done, with no word of it', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url, { hash: '#/inbox/al_zero' });
    const panel = page.getByRole('complementary');
    await panel.getByRole('button', { name: 'Acknowledge' }).waitFor();
    fake.restart();
    await panel.getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('[data-alert=al_zero]').getByText('Acknowledged').waitFor();
    await page.waitForSelector('.statusbar:not(.stale)');
    fake.renewTokens();
    await page.goto(`${fake.url}/#/inbox/al_login`);
    await panel.getByRole('heading', { name: 'Sign-in fails again and again' }).waitFor();
    await panel.getByRole('button', { name: 'Acknowledge' }).click();
    await page.locator('[data-alert=al_login]').getByText('Acknowledged').waitFor();
    assert.equal(await page.getByLabel('Access token').count(), 0);
    await page.context().close();
    await fake.close();
  });

  test('the server was started anew and asks for tokens: so does the page', async () => {
    const fake = await aConsole({ auth: 'token' });
    const page = await open(browser, fake.url);
    await signIn(page, 'open sesame');
    await settled(page);
    fake.restart();
    await page.getByLabel('Access token').waitFor();
    await signIn(page, 'open sesame');
    await page.waitForSelector('.statusbar:not(.stale)');
    await page.context().close();
    await fake.close();
  });

  test('a viewer is offered nothing to change, an operator no audit', async () => {
    const fake = await aConsole({ role: 'viewer' });
    const page = await open(browser, fake.url, { hash: '#/inbox/al_queue' });
    await page.getByText('Your role may look, not change.').waitFor();
    for (const name of ['Acknowledge', 'Assign', 'Snooze', 'Silence', 'Resolve']) assert.equal(await page.getByRole('button', { name, exact: true }).count(), 0, name);
    await page.keyboard.press('s');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    assert.equal(await page.getByRole('link', { name: 'Audit' }).count(), 0);
    await page.context().close();
    await fake.close();
  });

  test('nothing is there: each view says so calmly', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url, { hash: '#/inbox?q=nothing-of-this-name' });
    await page.getByText('No alerts here.').waitFor();
    for (const [hash, text] of [['#/customers?q=zz', 'No customer is known by this.'], ['#/customers/c_none', 'Nothing of this name is known.'], ['#/inbox/al_none', 'Nothing of this name is known.'], ['#/board?q=zz', 'No touchpoint is like this.']]) {
      await page.evaluate((to) => {
        location.hash = to;
      }, hash);
      await page.getByText(text).waitFor();
    }
    await page.context().close();
    await fake.close();
  });
});
