import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { aConsole, goTo, launch, needsFake, open, settled } from './browser.mjs';

describe('a Thai page says in Thai what the server says in English', { skip: needsFake }, () => {
  let browser;
  let fake;
  let page;
  before(async () => {
    browser = await launch();
    fake = await aConsole({ role: 'admin' });
    fake.incident('open');
    fake.incident('muted');
    page = await open(browser, fake.url, { language: 'th' });
    await settled(page);
  });
  after(async () => {
    await browser.close();
    await fake.close();
  });

  for (const [status, code, error, thai] of [
    [409, 'closed', 'the alert is closed: it comes back if it fires on', 'เรื่องนี้จบไปแล้ว'],
    [429, 'too_many', 'too many attempts: wait a minute', 'ลองหรือเปิดหน้าพร้อมกันมากเกินไป โปรดรอหนึ่งนาที'],
    [400, 'out_of_bounds', 'until has to be ahead, by at most 7 days', 'เวลานี้ต้องอยู่ข้างหน้า และไม่ไกลขนาดนั้น'],
    [503, 'what the page has never heard of', 'in English', 'ทำที่เซิร์ฟเวอร์ไม่สำเร็จ โปรดลองอีกครั้ง'],
  ]) {
    test(`why something was not done: ${status} ${code}`, async () => {
      fake.refuse(status, code, error);
      await goTo(page, '#/inbox/al_zero');
      await page.getByRole('complementary').getByRole('button', { name: 'เลื่อนเตือน' }).click();
      await page.getByRole('button', { name: '15 นาที' }).click();
      const said = page.getByRole('dialog').getByRole('alert');
      await said.waitFor();
      assert.equal(await said.textContent(), thai);
      await page.keyboard.press('Escape');
      fake.refuse(null);
    });
  }

  test('what stands for another alert, and what a customer is part of', async () => {
    await goTo(page, '#/customers/c_7f3a1eef');
    await page.getByRole('link', { name: 'การชำระเงินล้มเหลว: checkout/payment · web' }).waitFor();
  });

  test('what a customer waited for, how long, and how it ended', async () => {
    await goTo(page, '#/customers/c_7f3a1eef');
    const waits = page.locator('.entry.wait');
    await waits.first().waitFor();
    assert.equal(await waits.count(), 3);
    assert.equal(await waits.nth(1).locator('p').first().textContent(), 'การรอ รอเจ้าหน้าที่รับสายได้รับการตอบรอ 7 นาที');
  });

  test('modes of rules, formulas of measures, what the audit knows of', async () => {
    await goTo(page, '#/rules/checkout-abandoned');
    await page.locator('tr.details').getByText('เกิดสัญญาณระดับปานกลาง').waitFor();
    await page.locator('.tag', { hasText: 'ปิดใช้งาน' }).waitFor();
    await goTo(page, '#/board');
    await page.getByText('ชำระเงินล้มเหลว / ที่พยายามชำระ').first().waitFor();
    assert.deepEqual(await page.getByRole('combobox', { name: 'กลุ่มลูกค้า' }).locator('option').first().textContent(), 'ทุกกลุ่มลูกค้า');
    await goTo(page, '#/audit');
    await page.getByRole('cell', { name: 'ตั้งการปิดเสียง' }).waitFor();
    for (const action of await page.locator('.audit tbody td:nth-child(4)').allTextContents()) assert.match(action, /[\u0e00-\u0e7f]/);
  });
});
