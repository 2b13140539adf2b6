import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Cam kết", en: "Promises" },
  under: {
    vi: "Từng câu tổ chức đã hứa trong chính sách, cách giữ, và điều phép kiểm thấy trong sự việc thật.",
    en: "Each sentence the organisation promised, what keeps it, and what the check found in what really happened.",
  },
  checkNow: { vi: "Kiểm ngay", en: "Check now" },
  checked: { vi: "Đã kiểm lại mọi cam kết.", en: "Every promise was checked again." },
  at: { vi: "Kiểm lúc", en: "Checked at" },
  never: { vi: "Chưa kiểm lần nào", en: "Never checked" },
  look: { vi: "Cần nhìn tới", en: "Look at these" },
  rest: { vi: "Các cam kết khác", en: "The others" },
  all: { vi: "Mọi cam kết", en: "Every promise" },
  none: { vi: "Chính sách chưa có cam kết nào", en: "The policy makes no promises" },
  noneText: {
    vi: "Ghi mỗi câu hứa vào mục promises của tệp chính sách, kèm cách giữ; phép kiểm chạy mỗi giờ và hiện ở đây.",
    en: "Write each promise under promises in the policy file, with what keeps it; the checks run hourly and show here.",
  },
  how: { vi: "Cách giữ và chứng cứ", en: "How it is kept, with evidence" },
  done: { vi: "Số lần đã làm", en: "Done" },
  refused: { vi: "Số lần từ chối", en: "Refused" },
  violations: { vi: "Sự kiện trái cam kết", en: "Events that break it" },
  since: { vi: "Như vậy từ", en: "So since" },
  gap: { vi: "Thiếu trong chính sách", en: "Missing in the policy" },
  line: { vi: "dòng", en: "line" },
  attest: { vi: "Xác nhận", en: "Attest" },
  attestTitle: { vi: "Xác nhận cam kết", en: "Attest a promise" },
  attestText: {
    vi: "Điều không phép kiểm nào chứng minh được thì một người đứng tên xác nhận, đến một ngày. Tên bạn được ghi.",
    en: "What no query can prove, a named person confirms, until a day. Your name is recorded.",
  },
  until: { vi: "Có giá trị đến", en: "Holds until" },
  document: { vi: "Văn bản làm chứng", en: "The document behind it" },
  documentHint: { vi: "Tên và số của văn bản, thí dụ: QĐ 12/2026", en: "Its name and number, for example: Decision 12/2026" },
  attested: { vi: "Đã xác nhận.", en: "Attested." },
} as const satisfies Record<string, Both>;
