import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';
import { serious } from './layout.mjs';

const WORDS = {
  en: { offer: 'Sign in with your organisation', away: 'The sign-in service cannot be reached.', no_role: 'have no role here' },
  th: { offer: 'เข้าสู่ระบบด้วยบัญชีองค์กร', away: 'ติดต่อบริการเข้าสู่ระบบไม่ได้', no_role: 'ยังไม่มีบทบาทที่นี่' },
};

describe('signing in', { skip: needsFake }, () => {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  for (const language of ['en', 'th']) {
    test(`at the organisation's provider, ${language}`, async () => {
      const fake = await aConsole({ auth: 'oidc' });
      const words = WORDS[language];
      const page = await open(browser, fake.url, { language });
      const offer = page.getByRole('link', { name: words.offer });
      await offer.waitFor();
      assert.equal(await page.getAttribute('html', 'lang'), language);
      assert.equal(await page.locator('input').count(), 0, 'no token is asked for');
      assert.deepEqual(await serious(page), []);
      for (const reason of ['away', 'no_role']) {
        await page.goto(`${fake.url}/?login=${reason}`);
        await offer.waitFor();
        assert.ok((await page.getByRole('alert').textContent()).includes(words[reason]), reason);
        assert.equal(new URL(page.url()).search, '', 'it is said once');
        assert.deepEqual(await serious(page), [], reason);
      }
      await page.goto(`${fake.url}/?login=${encodeURIComponent('<b>else</b>')}`);
      await offer.waitFor();
      assert.equal(await page.getByRole('alert').count(), 0, 'nobody puts words into its mouth');
      await offer.click();
      await page.waitForSelector('.frame');
      await page.context().close();
      await fake.close();
    });
  }

  test('who signs out here signs out there', async () => {
    const fake = await aConsole({ auth: 'oidc' });
    const page = await open(browser, fake.url);
    await page.getByRole('link', { name: WORDS.en.offer }).click();
    await page.waitForSelector('.frame');
    await page.getByRole('button', { name: 'Settings and session' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(/left=there/);
    await page.getByRole('link', { name: WORDS.en.offer }).waitFor();
    await page.context().close();
    await fake.close();
  });

  test('only what somebody does makes a session last', async () => {
    const fake = await aConsole();
    const page = await open(browser, fake.url);
    const asked = [];
    page.on('request', (request) => request.url().includes('/api/') && asked.push(request.headers()['x-waymark-acted']));
    await settled(page);
    asked.length = 0;
    await goTo(page, '#/rules');
    assert.ok(asked.length > 0 && asked.every((acted) => acted === undefined), 'the page asked by itself');
    asked.length = 0;
    await page.keyboard.press('g');
    await page.keyboard.press('b');
    await page.waitForFunction(() => location.hash.startsWith('#/board'));
    await settled(page);
    assert.deepEqual(asked.filter((acted) => acted === '1').length, 1, 'somebody pressed a key');
    await page.context().close();
    await fake.close();
  });
});
