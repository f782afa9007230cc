// What anomalies say to people, as `pattern.ID`; where and how much is said beside it.
const names = {
  'abandonment-spike': ['Abandonment is up', 'ลูกค้าทิ้งกลางคันเพิ่มขึ้น'],
  'wait-spike': ['Waits are long', 'เวลารอนาน'],
  'error-spike': ['Errors are up', 'ข้อผิดพลาดเพิ่มขึ้น'],
  'service-level-breach': ['The service level is missed', 'ระดับบริการต่ำกว่าเป้า'],
  'conversion-drop': ['Conversion is down', 'อัตราไปขั้นถัดไปลดลง'],
  'frustration-spike': ['Frustration is up', 'ความหงุดหงิดเพิ่มขึ้น'],
  'vitals-degraded': ['Pages are slow', 'หน้าเว็บช้า'],
  'payment-failure-spike': ['Payments fail', 'การชำระเงินล้มเหลว'],
  silence: ['Nothing comes in', 'ไม่มีข้อมูลเข้ามา'],
  'voc-topic-surge': ['A topic is complained of', 'มีเรื่องที่ถูกร้องเรียนมาก'],
  'contact-reason-surge': ['Contacts are up', 'การติดต่อเพิ่มขึ้น'],
  'delivery-cluster': ['Deliveries are late', 'การจัดส่งล่าช้าหลายรายการ'],
  'survey-drop': ['Survey scores are down', 'คะแนนแบบสำรวจลดลง'],
  'transfer-surge': ['Transfers are up', 'การโอนสายเพิ่มขึ้น'],
  'capacity-gap': ['Nobody is there to answer', 'ไม่มีเจ้าหน้าที่รับเรื่อง'],
  'slo-burn': ['The error budget burns', 'โควตาข้อผิดพลาดหมดเร็วเกินไป'],
  'intervention-health': ['Interventions are in trouble', 'การเข้าช่วยเหลือมีปัญหา'],
  'cohort-hit': ['Many customers meet the same', 'ลูกค้าหลายรายพบปัญหาเดียวกัน'],
};

const said = (at) => Object.fromEntries(Object.entries(names).map(([id, both]) => [`pattern.${id}`, both[at]]));

export const patterns = { en: said(0), th: said(1) };
