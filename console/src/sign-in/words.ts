import type { Both } from "@kept/language";

export const words = {
  choose: { vi: "Bạn làm việc ở đâu?", en: "Where do you work?" },
  chooseText: {
    vi: "Trang dành cho nhân viên. Chọn tổ chức để đăng nhập.",
    en: "This page is for staff. Choose an organisation to sign in.",
  },
  noneHere: { vi: "Chưa có tổ chức nào", en: "No organisations yet" },
  noneHereText: {
    vi: "Máy chủ công bố các tệp chính sách trong thư mục policies khi khởi động; mỗi tệp là một tổ chức.",
    en: "The server publishes the policy files of its policies folder when it starts; each is an organisation.",
  },
  other: { vi: "Chọn tổ chức khác", en: "Choose another organisation" },
  title: { vi: "Đăng nhập", en: "Sign in" },
  passkey: { vi: "Dùng khoá truy cập", en: "Use a passkey" },
  passkeyText: {
    vi: "Vân tay, khuôn mặt hay mã PIN của máy này, hoặc một khoá bảo mật.",
    en: "This device's fingerprint, face or PIN, or a security key.",
  },
  passkeyStopped: {
    vi: "Chưa dùng được khoá truy cập: bạn đã dừng, hoặc máy này chưa có khoá cho nơi đây.",
    en: "No passkey was used: you stopped, or this device has none for this place.",
  },
  sso: { vi: "Đăng nhập bằng tài khoản của tổ chức", en: "Sign in with the organisation's account" },
  ssoText: { vi: "Bạn sẽ được đưa sang", en: "This takes you to" },
  ssoOnly: {
    vi: "Tổ chức này chỉ đăng nhập bằng cách trên. Không vào được? Hỏi người quản trị của tổ chức.",
    en: "This organisation signs in by that alone. You cannot? Ask its administrator.",
  },
  proveSso: { vi: "Xác nhận ở hệ thống đăng nhập của tổ chức", en: "Prove it at the organisation's sign-in" },
  proveSsoText: {
    vi: "Một cửa sổ mới đã mở. Xác nhận xong ở đó, việc ở đây tự chạy tiếp.",
    en: "A new window has opened. Once you are done there, this goes on by itself.",
  },
  proved: { vi: "Đã xác nhận", en: "Proved" },
  provedText: { vi: "Bạn đóng cửa sổ này và làm tiếp ở cửa sổ cũ.", en: "Close this window and go on in the one before." },
  or: { vi: "Hoặc dùng mật khẩu và ứng dụng xác thực", en: "Or use a password and an authenticator app" },
  email: { vi: "Email", en: "Email" },
  password: { vi: "Mật khẩu", en: "Password" },
  otp: { vi: "Số trên ứng dụng xác thực", en: "Number in your authenticator" },
  otpHint: { vi: "6 chữ số, đổi mỗi 30 giây", en: "6 digits, changing every 30 seconds" },
  recovery: { vi: "Mã dự phòng", en: "Recovery code" },
  recoveryHint: {
    vi: "Một trong các mã bạn đã cất khi cài đặt; dùng được một lần.",
    en: "One of the codes you put away at set-up; it works once.",
  },
  withRecovery: { vi: "Mở lại bằng mã dự phòng", en: "Start again with a recovery code" },
  recoverText: {
    vi: "Mã dự phòng cho bạn đặt lại cách đăng nhập. Ai chỉ dùng khoá truy cập thì để trống mật khẩu.",
    en: "A recovery code lets you set up signing in anew. Leave the password empty if you only had a passkey.",
  },
  recover: { vi: "Đặt lại cách đăng nhập", en: "Set up anew" },
  lost: { vi: "Mất ứng dụng xác thực hay khoá truy cập?", en: "Lost the authenticator or the passkey?" },
  found: { vi: "Quay lại đăng nhập", en: "Back to signing in" },
  send: { vi: "Đăng nhập", en: "Sign in" },
  help: {
    vi: "Mất cả hai? Nhờ một người quản trị mở lại quyền vào cho bạn ở mục Nhân viên.",
    en: "Lost both? Ask an administrator to reset your access under Staff.",
  },
  prove: { vi: "Xác nhận lại rằng đúng là bạn", en: "Prove again that it is you" },
  proveText: {
    vi: "Việc này cần một lần xác nhận mới. Sau đó bạn có 10 phút.",
    en: "This needs a fresh proof. After it you have 10 minutes.",
  },
  proveSend: { vi: "Xác nhận", en: "Prove" },
  signedInElsewhere: { vi: "Bạn đang đăng nhập ở tổ chức khác", en: "You are signed in to another organisation" },
  goThere: { vi: "Về nơi đang đăng nhập", en: "Go where you are signed in" },
  signInHere: { vi: "Đăng nhập vào đây", en: "Sign in here" },
} as const satisfies Record<string, Both>;

/** Why a visit to the organisation's sign-in let nobody in, by the code that came back. */
export const refusals = {
  "sso.refused": {
    vi: "Chưa vào được bằng tài khoản ấy: chưa được mời ở đây, hoặc lần đăng nhập đã cũ. Bạn thử lại từ đầu, hoặc hỏi người quản trị.",
    en: "That account did not let you in: it is not invited here, or the sign-in was too old. Start again, or ask an administrator.",
  },
  "sso.unreachable": {
    vi: "Hệ thống đăng nhập của tổ chức chưa trả lời. Bạn thử lại sau ít phút.",
    en: "The organisation's sign-in did not answer. Try again in a few minutes.",
  },
  "request.too_many": { vi: "Thử quá nhiều lần. Bạn đợi vài phút nhé.", en: "Too many tries. Wait a few minutes." },
} as const satisfies Record<string, Both>;
