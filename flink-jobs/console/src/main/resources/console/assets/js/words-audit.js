// What the audit says was done, as `audit.action.ACTION`.
const names = {
  login: ['signed in', 'เข้าสู่ระบบ'],
  'login.refused': ['sign-in refused', 'ถูกปฏิเสธการเข้าสู่ระบบ'],
  logout: ['signed out', 'ออกจากระบบ'],
  'customer.view': ['looked at a customer', 'ดูข้อมูลลูกค้า'],
  'customer.search': ['searched for customers', 'ค้นหาลูกค้า'],
  'customer.erase': ['erased a customer', 'ลบลูกค้า'],
  'alert.acknowledge': ['acknowledged an alert', 'รับทราบการแจ้งเตือน'],
  'alert.assign': ['assigned an alert', 'มอบหมายการแจ้งเตือน'],
  'alert.snooze': ['snoozed an alert', 'เลื่อนการแจ้งเตือน'],
  'alert.resolve': ['resolved an alert', 'ปิดการแจ้งเตือน'],
  'silence.add': ['set a silence', 'ตั้งการปิดเสียง'],
  'silence.end': ['ended a silence', 'เลิกการปิดเสียง'],
  'intervention.pause': ['paused interventions', 'หยุดพักการเข้าช่วย'],
  'intervention.pause.asked': ['asked to pause interventions', 'ขอหยุดพักการเข้าช่วย'],
  'intervention.pause.failed': ['could not pause interventions', 'หยุดพักการเข้าช่วยไม่สำเร็จ'],
  'intervention.pause.unconfirmed': ['pause not confirmed', 'ยังไม่ยืนยันการหยุดพัก'],
  'intervention.resume': ['let interventions go on', 'ให้การเข้าช่วยทำต่อ'],
  'intervention.resume.asked': ['asked to let interventions go on', 'ขอให้การเข้าช่วยทำต่อ'],
  'intervention.resume.failed': ['could not let interventions go on', 'ให้การเข้าช่วยทำต่อไม่สำเร็จ'],
  'intervention.resume.unconfirmed': ['going on not confirmed', 'ยังไม่ยืนยันการทำต่อ'],
};

const said = (at) => Object.fromEntries(Object.entries(names).map(([action, both]) => [`audit.action.${action}`, both[at]]));

export const actions = { en: said(0), th: said(1) };
