import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Thư đi", en: "Outbox" },
  under: {
    vi: "Mọi thư gửi cho từng người: mã, cảnh báo, xác nhận. Mở một thư là xem dữ liệu của người nhận, nên được ghi lại.",
    en: "Every message to a person: codes, alerts, confirmations. Opening one is reading its recipient's data, so it is recorded.",
  },
  disk: {
    vi: "Chưa có máy chủ gửi thư (SMTP_URL), nên thư dừng ở đây. Mở thư để xem nội dung, thí dụ mã xác nhận.",
    en: "No mail server is set (SMTP_URL), so messages stop here. Open one to see what it says, such as a confirmation code.",
  },
  none: { vi: "Chưa có thư nào", en: "No messages yet" },
  noneText: {
    vi: "Khi có người xác nhận email, đăng nhập bằng mã hay đăng nhập từ máy lạ, thư cho họ hiện ở đây với tình trạng gửi.",
    en: "When someone confirms an email, signs in by code or from a new device, the message to them appears here with its state.",
  },
  noneOf: { vi: "Không có thư nào ở tình trạng này", en: "No message is in this state" },
  noneOfText: { vi: "Chọn tình trạng khác, hoặc xem tất cả.", en: "Choose another state, or see all." },
  filter: { vi: "Tình trạng", en: "State" },
  all: { vi: "Tất cả", en: "All" },
  kind: { vi: "Thư", en: "Message" },
  made: { vi: "Viết lúc", en: "Written" },
  attempts: { vi: "Lần thử", en: "Attempts" },
  person: { vi: "Người nhận", en: "Recipient" },
  hers: { vi: "Mở hồ sơ", en: "Open record" },
  open: { vi: "Mở thư", en: "Open" },
  retry: { vi: "Gửi lại", en: "Send again" },
  retried: { vi: "Thư được xếp vào hàng gửi lại.", en: "The message is queued to be sent again." },
  opened: { vi: "Nội dung thư", en: "Message" },
  to: { vi: "Gửi tới", en: "To" },
  subject: { vi: "Tiêu đề", en: "Subject" },
  recorded: { vi: "Lần mở này đã được ghi vào nhật ký của người nhận.", en: "This opening was recorded in the recipient's timeline." },
} as const satisfies Record<string, Both>;

export const states = {
  waiting: { vi: "Đang chờ", en: "Waiting" },
  sent: { vi: "Đã gửi", en: "Sent" },
  failed: { vi: "Hỏng", en: "Failed" },
} as const satisfies Record<string, Both>;

export const kinds: Readonly<Record<string, Both>> = {
  "code.confirm_contact": { vi: "Mã xác nhận liên hệ", en: "Code to confirm a contact" },
  "code.changed_contact": { vi: "Mã xác nhận liên hệ mới", en: "Code to confirm a changed contact" },
  "code.sign_in": { vi: "Mã đăng nhập", en: "Sign-in code" },
  "code.step_up": { vi: "Mã xác nhận lại", en: "Code to prove again" },
  "code.reset": { vi: "Mã đặt lại mật khẩu", en: "Password reset code" },
  "code.unlock": { vi: "Mã mở khoá", en: "Unlock code" },
  "alert.break_glass": { vi: "Báo mở khẩn", en: "Notice of emergency access" },
  "alert.new_device": { vi: "Báo đăng nhập từ máy lạ", en: "Alert of a new device" },
};
