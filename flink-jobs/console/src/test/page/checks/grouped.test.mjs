import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';

const OF = {
  al_gateway_acme: { en: 'Payments fail: gateway acme', th: 'การชำระเงินล้มเหลว: เกตเวย์ acme' },
  al_topic_billing: { en: 'Contacts are up: topic billing', th: 'การติดต่อเพิ่มขึ้น: เรื่อง billing' },
  al_slo_6: { en: 'The error budget burns: checkout · web · over 6 h', th: 'โควตาข้อผิดพลาดหมดเร็วเกินไป: checkout · web · ในช่วง 6 ชม.' },
  al_cohort_0: { en: 'Many customers meet the same: checkout · payment-failed by payment failed', th: 'ลูกค้าหลายรายพบปัญหาเดียวกัน: checkout · payment-failed จาก ชำระเงินไม่สำเร็จ' },
  al_carrier_kerry: { en: 'Delivery is late: carrier kerry', th: 'Delivery is late: ผู้ขนส่ง kerry' },
};

describe('alerts of one kind are told apart by what they are grouped by', { skip: needsFake }, () => {
  let browser;
  let fake;
  before(async () => {
    browser = await launch();
    fake = await aConsole();
    fake.incident('twins');
  });
  after(async () => {
    await browser.close();
    await fake.close();
  });

  for (const language of ['en', 'th']) {
    test(`in the inbox, in the panel and on the wall, ${language}`, async () => {
      const page = await open(browser, fake.url, { language });
      await settled(page);
      await page.waitForSelector('[data-alert=al_carrier_flash]');
      const titles = await page.locator('.alert-row .title').allTextContents();
      assert.equal(new Set(titles).size, titles.length, titles.join('\n'));
      for (const [id, title] of Object.entries(OF)) assert.equal(await page.locator(`[data-alert=${id}] .title`).textContent(), title[language]);
      await goTo(page, '#/inbox/al_gateway_beta');
      await page.getByRole('heading', { name: OF.al_gateway_acme[language].replace('acme', 'beta') }).waitFor();
      await goTo(page, '#/wall');
      const shown = await page.locator('.wall-alert .wall-title').allTextContents();
      assert.equal(new Set(shown).size, shown.length, shown.join('\n'));
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
});
