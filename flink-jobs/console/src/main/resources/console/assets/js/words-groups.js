// By what alerts are grouped, as `group.ID`; the value stands behind it.
const names = {
  touchpoint: ['touchpoint', 'จุดสัมผัส'],
  channel: ['channel', 'ช่องทาง'],
  stage: ['stage', 'ระยะ'],
  persona: ['persona', 'กลุ่มลูกค้า'],
  event_type: ['event', 'เหตุการณ์'],
  rule_id: ['rule', 'กฎ'],
  kind: ['kind', 'ชนิด'],
  topic: ['topic', 'เรื่อง'],
  gateway: ['gateway', 'เกตเวย์'],
  method: ['payment method', 'วิธีชำระเงิน'],
  issuer: ['issuer', 'ผู้ออกบัตร'],
  hub: ['hub', 'ศูนย์กระจายสินค้า'],
  carrier: ['carrier', 'ผู้ขนส่ง'],
  queue: ['queue', 'คิว'],
  branch: ['branch', 'สาขา'],
  form_id: ['form', 'แบบฟอร์ม'],
  item_id: ['item', 'สินค้า'],
  intervention: ['interventions of', 'การเข้าช่วยของ'],
};

const said = (at) => Object.fromEntries(Object.entries(names).map(([id, both]) => [`group.${id}`, both[at]]));

export const groups = { en: said(0), th: said(1) };
