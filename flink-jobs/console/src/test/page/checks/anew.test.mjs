import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, launch, needsFake, open, settled } from './browser.mjs';

describe('what the stream does not say is asked for', { skip: needsFake }, () => {
  let browser;
  let fake;
  let page;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /** The inbox, in a browser whose time can be moved on. */
  async function inbox() {
    fake = await aConsole();
    page = await open(browser, fake.url);
    await page.clock.install();
    // The list is asked for at the start, and when the stream is open: what is done after that is in neither answer.
    let answers = 0;
    const atRest = new Promise((resolve) => page.on('response', (response) => response.url().includes('api/alerts?') && ++answers === 2 && resolve()));
    await page.reload();
    await settled(page);
    await atRest;
    await page.waitForSelector('.statusbar:not(.stale)');
    assert.equal(await page.locator('[data-alert=al_switch]').count(), 0);
  }
  async function done() {
    await page.context().close();
    await fake.close();
  }

  test('each half minute: a snooze that ended is back', async () => {
    await inbox();
    fake.endSnooze('al_switch');
    await page.clock.fastForward(31_000);
    await page.waitForSelector('[data-alert=al_switch]');
    await done();
  });

  test('when the page is looked at again; meanwhile it holds no connection', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url);
    await settled(page);
    const look = (hidden) => page.evaluate((now) => {
      Object.defineProperty(document, 'hidden', { value: now, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    const listening = async (wanted) => {
      const until = Date.now() + 10_000;
      while (fake.listening() !== wanted && Date.now() < until) await page.waitForTimeout(50);
      assert.equal(fake.listening(), wanted);
    };
    await listening(1);
    await look(true);
    await listening(0);
    fake.incident('open');
    assert.equal(await page.locator('[data-alert=al_payment]').count(), 0);
    await look(false);
    await page.waitForSelector('[data-alert=al_payment]');
    await listening(1);
    await page.context().close();
    await fake.close();
  });

  test('when the stream is open again', async () => {
    await inbox();
    fake.endSnooze('al_switch');
    fake.restart();
    await page.waitForSelector('[data-alert=al_switch]');
    await done();
  });

  test('a load under way is let finish; whatever asks meanwhile gets one more', async () => {
    await inbox();
    const given = [];
    const broken = [];
    let answered;
    let release;
    const first = new Promise((resolve) => (answered = resolve));
    const held = new Promise((resolve) => (release = resolve));
    page.on('requestfailed', (request) => request.url().includes('api/alerts') && broken.push(request.url()));
    await page.route('**/api/alerts?*', async (route) => {
      const response = await route.fetch();
      given.push(response.status());
      if (given.length === 1) {
        answered();
        await held;
      }
      await route.fulfill({ response });
    });
    fake.refresh();
    await page.clock.fastForward(3000);
    await first;
    fake.endSnooze('al_switch');
    for (let times = 0; times < 20; times++) fake.refresh();
    // Said after the refreshes, and so heard after them.
    fake.kafka(false);
    await page.getByText(/Kafka cannot be reached since/).waitFor();
    await page.clock.fastForward(3000);
    release();
    await page.waitForSelector('[data-alert=al_switch]');
    assert.deepEqual(broken, []);
    assert.deepEqual(given, [200, 200]);
    await done();
  });
});
