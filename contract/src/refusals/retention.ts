import type { RefusalText } from "./text.js";

export const retention = {
  "occasion.unknown": { status: 404, vi: "Không có mã này để tham gia.", en: "There is nothing to join under this reference." },
  "occasion.kind": { status: 422, vi: "Chính sách không có loại việc này.", en: "The policy declares no such kind of occasion." },
  "review.unknown": { status: 404, vi: "Dòng này không còn trong hàng xét.", en: "This line is not in the queue any more." },
  "review.acted": { status: 409, vi: "Đã quá lúc rút lại quyết định này.", en: "It is too late to take this decision back." },
  "review.owner": {
    status: 422,
    vi: "Người này không được quyết các mục chờ xét. Chọn người có vai trò làm việc ấy.",
    en: "This colleague may not decide reviews. Choose somebody whose role may.",
  },
  "review.purpose": {
    status: 422,
    vi: "Không giữ được cho mục đích này: chính sách không khai nó cho mục dữ liệu ấy, hoặc người này chưa đồng ý.",
    en: "It cannot be kept for this purpose: the policy does not declare it for this field, or the person has not agreed.",
  },
  "review.next_look": {
    status: 422,
    vi: "Chọn ngày xem lại từ ngày mai đến một năm sau.",
    en: "Choose a day to look again, from tomorrow to a year ahead.",
  },
  "occasion.outcome": { status: 422, vi: "Chính sách không có kết quả này.", en: "The policy declares no such outcome." },
  "occasion.not_in": { status: 404, vi: "Người này không có trong việc ấy.", en: "This person takes no part in it." },
  "occasion.event": { status: 422, vi: "Chính sách không có mốc này.", en: "The policy declares no such event." },
  "occasion.date": {
    status: 422,
    vi: "Đây không phải một ngày: ghi năm-tháng-ngày, như 2026-12-31, trong khoảng 1990 đến 2149.",
    en: "This is not a date: write year-month-day, such as 2026-12-31, between 1990 and 2149.",
  },
  "occasion.columns": {
    status: 422,
    vi: "Dòng đầu của tệp phải ghi tên bốn cột: loại, mã, mốc, ngày.",
    en: "The first row of the file must name four columns: kind, reference, event, date.",
  },
  "occasion.reference": {
    status: 422,
    vi: "Mã này không dùng được: chỉ gồm chữ, số và dấu . _ - /, và không được là số điện thoại, email hay số giấy tờ.",
    en: "This reference cannot be used: letters, digits and . _ - / only, and never a phone number, an e-mail or an identity number.",
  },
} as const satisfies Record<string, RefusalText>;
