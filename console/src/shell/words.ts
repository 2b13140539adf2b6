import type { Both } from "@kept/language";

export const words = {
  skip: { vi: "Tới nội dung chính", en: "Skip to the content" },
  pages: { vi: "Trang chính", en: "Main pages" },
  work: { vi: "Công việc", en: "Work" },
  guarded: { vi: "Giữ gìn", en: "Guarded" },
  promised: { vi: "Đã hứa", en: "Promised" },
  house: { vi: "Vận hành", en: "House" },
  open: { vi: "Mở danh sách trang", en: "Show the pages" },
  shut: { vi: "Đóng danh sách trang", en: "Hide the pages" },
  today: { vi: "Hôm nay", en: "Today" },
  people: { vi: "Người", en: "People" },
  calls: { vi: "Gọi đến", en: "Calls" },
  intake: { vi: "Ghi cuộc gọi", en: "Record a call" },
  policy: { vi: "Chính sách", en: "Policy" },
  promises: { vi: "Cam kết", en: "Promises" },
  disclosures: { vi: "Chuyển giao", en: "Disclosures" },
  recipients: { vi: "Bên nhận", en: "Recipients" },
  outbox: { vi: "Thư đi", en: "Outbox" },
  import: { vi: "Nhập", en: "Import" },
  staff: { vi: "Nhân viên", en: "Staff" },
  keys: { vi: "Khoá API", en: "API keys" },
  language: { vi: "Ngôn ngữ", en: "Language" },
  theme: { vi: "Nền", en: "Theme" },
  system: { vi: "Theo máy", en: "As the device" },
  light: { vi: "Sáng", en: "Light" },
  dark: { vi: "Tối", en: "Dark" },
  mine: { vi: "Bảo mật của tôi", en: "My security" },
  out: { vi: "Đăng xuất", en: "Sign out" },
  menu: { vi: "Của tôi", en: "Mine" },
  unknown: { vi: "Không có trang này", en: "There is no such page" },
  unknownText: { vi: "Có thể địa chỉ gõ nhầm, hoặc trang đã dời.", en: "The address may be mistyped, or the page moved." },
  home: { vi: "Về trang đầu", en: "Go to the first page" },
  closed: { vi: "Vai trò của bạn không mở màn hình này", en: "Your role does not open this screen" },
  closedText: {
    vi: "Chính sách quy định vai trò nào làm việc gì. Cần việc này thì nhờ người quản trị đổi vai trò cho bạn ở mục Nhân viên.",
    en: "The policy says which role does what. If you need this, ask an administrator to change your roles under Staff.",
  },
  broken: { vi: "Màn hình này bị lỗi", en: "This screen failed" },
} as const satisfies Record<string, Both>;

/** Each language named in itself. */
export const languageNames = { vi: "Tiếng Việt", en: "English" } as const;
