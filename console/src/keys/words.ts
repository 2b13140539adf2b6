import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Khoá API", en: "API keys" },
  under: {
    vi: "Cho trang web và phần mềm của bạn gửi bài, ghi đồng ý, hỏi tình trạng. Khoá mang vai trò như nhân viên, và được ghi như nhân viên.",
    en: "For your sites and software to send submissions, record consents and ask for standing. A key carries roles like staff, and is recorded like them.",
  },
  make: { vi: "Tạo khoá", en: "Make a key" },
  label: { vi: "Dùng cho", en: "Used for" },
  labelHint: { vi: "Thí dụ: biểu mẫu trên trang chủ", en: "For example: the form on the front page" },
  roles: { vi: "Vai trò", en: "Roles" },
  made: { vi: "Tạo ngày", en: "Made" },
  state: { vi: "Tình trạng", en: "State" },
  live: { vi: "Đang dùng", en: "In use" },
  makerLeft: {
    vi: "Người tạo khoá này đã nghỉ: tạo khoá mới thay cho nó, rồi thu hồi.",
    en: "Whoever made it has left: make a new one in its place, then revoke it.",
  },
  revoked: { vi: "Đã thu hồi", en: "Revoked" },
  revoke: { vi: "Thu hồi", en: "Revoke" },
  revokeTitle: { vi: "Thu hồi khoá này?", en: "Revoke this key?" },
  revokeText: {
    vi: "Phần mềm đang dùng khoá bị từ chối trong vòng một giây. Không lấy lại được; muốn dùng tiếp thì tạo khoá mới.",
    en: "Software that uses it is refused within a second. It cannot be brought back; make a new one to go on.",
  },
  done: { vi: "Đã thu hồi khoá.", en: "The key is revoked." },
  shown: { vi: "Khoá mới", en: "The new key" },
  shownText: {
    vi: "Chép vào nơi cất bí mật của phần mềm. Khoá chỉ hiện lần này; máy chủ chỉ giữ dấu băm của nó.",
    en: "Copy it into your software's secret store. It is shown this once; the server keeps only its hash.",
  },
  none: { vi: "Chưa có khoá nào", en: "No keys yet" },
  noneText: {
    vi: "Tạo một khoá khi trang web hay phần mềm của bạn cần gửi dữ liệu vào đây. Mỗi nơi một khoá, để thu hồi được từng cái.",
    en: "Make a key when your site or software needs to send data here. One key for each place, so that each can be revoked alone.",
  },
} as const satisfies Record<string, Both>;
