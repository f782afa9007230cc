// Why the server did not do something, as `refused.CODE`.
const names = {
  invalid: ['The server does not understand this. Check what you typed.', 'เซิร์ฟเวอร์ไม่เข้าใจคำขอนี้ โปรดตรวจสิ่งที่พิมพ์'],
  out_of_bounds: ['This time has to be ahead, and not that far.', 'เวลานี้ต้องอยู่ข้างหน้า และไม่ไกลขนาดนั้น'],
  no_login: ['You are not signed in any more.', 'คุณไม่ได้เข้าสู่ระบบแล้ว'],
  forbidden: ['Your role may not do this.', 'สิทธิ์ของคุณทำสิ่งนี้ไม่ได้'],
  stale_page: ['This page is too old. Load it anew.', 'หน้านี้เก่าเกินไป โปรดโหลดใหม่'],
  not_found: ['It is not there any more. Load the page anew.', 'ไม่มีสิ่งนี้แล้ว โปรดโหลดหน้าใหม่'],
  no_stream: ['The server does not send this as a stream.', 'เซิร์ฟเวอร์ไม่ส่งสิ่งนี้เป็นสตรีม'],
  closed: ['It is over already.', 'เรื่องนี้จบไปแล้ว'],
  too_large: ['This is too long for the server.', 'ข้อความนี้ยาวเกินไปสำหรับเซิร์ฟเวอร์'],
  too_many: ['Too many tries or pages at once. Wait a minute.', 'ลองหรือเปิดหน้าพร้อมกันมากเกินไป โปรดรอหนึ่งนาที'],
  failed: ['That failed at the server. Try again.', 'ทำที่เซิร์ฟเวอร์ไม่สำเร็จ โปรดลองอีกครั้ง'],
  not_said: ['Kafka has not taken it, so it may not hold. Try again in a while.', 'Kafka ยังไม่รับ จึงอาจไม่มีผล โปรดลองใหม่ภายหลัง'],
};

const said = (at) => Object.fromEntries(Object.entries(names).map(([code, both]) => [`refused.${code}`, both[at]]));

export const refusals = { en: said(0), th: said(1) };
