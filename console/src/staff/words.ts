import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Nhân viên", en: "Staff" },
  under: {
    vi: "Ai vào được đây, và vai trò nào. Vai trò do chính sách quy định; mỗi người tự đặt cách đăng nhập của mình.",
    en: "Who may enter here, and in which role. Roles come from the policy; everyone sets up their own way to sign in.",
  },
  invite: { vi: "Mời nhân viên", en: "Invite someone" },
  sso: { vi: "Đăng nhập một lần", en: "Single sign-on" },
  name: { vi: "Tên", en: "Name" },
  email: { vi: "Email", en: "Email" },
  roles: { vi: "Vai trò", en: "Roles" },
  state: { vi: "Tình trạng", en: "State" },
  since: { vi: "Từ", en: "Since" },
  you: { vi: "bạn", en: "you" },
  change: { vi: "Đổi vai trò", en: "Change roles" },
  disable: { vi: "Ngừng quyền vào", en: "Disable" },
  reset: { vi: "Đặt lại xác thực", en: "Reset authenticator" },
  disableTitle: { vi: "Ngừng quyền vào?", en: "Disable this access?" },
  disableText: {
    vi: "Mọi phiên, khoá truy cập, mật khẩu, tài khoản đã nối và liên kết của người này hết dùng ngay. Việc họ đã làm vẫn còn trong nhật ký.",
    en: "Every session, passkey, password, connected account and link of theirs ends at once. What they did stays in the records.",
  },
  keys: { vi: "Kết thúc cả các khoá API người này đã tạo", en: "End the API keys they made, too" },
  keysText: {
    vi: "Chỉ người này từng thấy các khoá ấy. Bỏ chọn thì khoá vẫn chạy, và mục Khoá API nhắc bạn thay.",
    en: "They alone saw those keys. Leave it unticked and the keys go on working; the API keys page asks you to replace them.",
  },
  disabled: { vi: "Đã ngừng quyền vào.", en: "Access disabled." },
  resetTitle: { vi: "Đặt lại xác thực?", en: "Reset the authenticator?" },
  resetText: {
    vi: "Cách đăng nhập hiện nay của họ ngừng dùng được, và bạn nhận một liên kết dùng một lần để trao tận tay.",
    en: "Their present ways to sign in stop working, and you get a one-time link to hand over in person.",
  },
  changed: { vi: "Đã đổi vai trò.", en: "Roles changed." },
  linkTitle: { vi: "Trao liên kết này", en: "Hand over this link" },
  linkText: {
    vi: "Ai mở liên kết này trước sẽ đặt được cách đăng nhập, nên hãy trao tận tay hoặc qua kênh bạn tin. Nó chỉ hiện lần này.",
    en: "Whoever opens it first sets up the access, so hand it over in person or by a channel you trust. It is shown this once.",
  },
} as const satisfies Record<string, Both>;

export const states = {
  invited: { vi: "Đã mời, chưa vào", en: "Invited" },
  active: { vi: "Đang làm", en: "Active" },
  disabled: { vi: "Đã ngừng", en: "Disabled" },
} as const satisfies Record<string, Both>;
