import type { RefusalText } from "./text.js";

/** Holds: what may not be erased yet, and why. */
export const holds = {
  "hold.unknown": {
    status: 404,
    vi: "Không có lệnh giữ nào như vậy đang còn hiệu lực. Bạn tải lại trang để xem những lệnh đang có.",
    en: "There is no such hold in force. Load the page again to see those there are.",
  },
  "hold.ended": {
    status: 409,
    vi: "Lệnh giữ này đã hết hiệu lực. Nếu vẫn cần giữ, bạn đặt một lệnh mới.",
    en: "This hold has ended. If it is still needed, place a new one.",
  },
  "hold.end_past": {
    status: 422,
    vi: "Ngày hết hạn đã qua. Bạn chọn một ngày từ hôm nay trở đi.",
    en: "The end date is past. Choose today or a later day.",
  },
  "hold.end_earlier": {
    status: 422,
    vi: "Ngày mới sớm hơn ngày đang có. Muốn kết thúc sớm, bạn dùng nút Gỡ lệnh giữ.",
    en: "The new day is earlier than the present one. To end it sooner, release it.",
  },
  "hold.article_missing": {
    status: 422,
    vi: "Giữ theo luật thì phải nêu điều luật. Bạn ghi điều khoản buộc phải giữ.",
    en: "A duty of the law names its article. Write which one demands the keeping.",
  },
  "hold.reference_missing": {
    status: 422,
    vi: "Giữ theo yêu cầu của cơ quan nhà nước thì phải có số văn bản. Bạn ghi số và ngày của văn bản.",
    en: "An order of a state body has a reference. Write its number and date.",
  },
  "hold.not_due": {
    status: 409,
    vi: "Lệnh giữ này chưa đến ngày hết hạn, nên chưa có gì bị huỷ.",
    en: "This hold is not over yet, so nothing was destroyed.",
  },
  "hold.duty_not_over": {
    status: 409,
    vi: "Luật buộc giữ những giấy tờ này đến ngày đã nêu, nên chưa gỡ được.",
    en: "The law demands these papers until the day named, so the hold cannot be released yet.",
  },
  "hold.other_purpose": {
    status: 403,
    vi: "Phần đang giữ chỉ mở được cho đúng việc đã nêu khi giữ. Bạn chọn việc ấy, hoặc hỏi người phụ trách.",
    en: "What is held opens only for what it is held for. Choose that purpose, or ask whoever is in charge.",
  },
  "hold.over": {
    status: 410,
    vi: "Thời hạn giữ đã hết, nên phần này không mở được nữa.",
    en: "The time of keeping is over, so this does not open any more.",
  },
  "paper.no_occasion": {
    status: 404,
    vi: "Người này không có đơn hay dịp nào như vậy. Bạn chọn một đơn trong hồ sơ của họ.",
    en: "This person has no such order or occasion. Choose one of their record.",
  },
  "paper.no_rule": {
    status: 409,
    vi: "Chính sách chưa khai giấy tờ nào của loại đơn này phải giữ theo luật. Bạn thêm một quy tắc giữ “until: law” cho loại đơn ấy.",
    en: "The policy declares no papers of this kind of occasion that the law has kept. Add a retention rule `until: law` for it.",
  },
  "erasure.unknown": {
    status: 404,
    vi: "Không có lần xoá nào như vậy của hồ sơ này. Bạn tải lại trang hồ sơ để xem các lần xoá.",
    en: "There is no such erasure of this record. Load the record again to see its erasures.",
  },
} as const satisfies Record<string, RefusalText>;
