import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Mở quyền vào", en: "Set up access" },
  noToken: { vi: "Liên kết thiếu phần sau dấu #", en: "The link lacks what follows the #" },
  noTokenText: {
    vi: "Mở đúng cả liên kết đã nhận, gồm phần sau dấu #. Phần ấy không gửi lên máy chủ qua địa chỉ trang.",
    en: "Open the whole link as it was given, with what follows the #. That part is never sent in an address.",
  },
  first: {
    vi: "Bạn là người quản trị đầu tiên. Đặt tên, email và cách đăng nhập; không có mật khẩu mặc định nào.",
    en: "You are the first administrator. Give your name, your email and how you will sign in; there is no default password.",
  },
  invite: {
    vi: "Bạn được mời làm việc ở đây. Chọn cách đăng nhập của riêng bạn.",
    en: "You were invited to work here. Choose how you alone will sign in.",
  },
  reset: { vi: "Quyền vào cũ đã ngừng. Chọn lại cách đăng nhập.", en: "Your former access has stopped. Choose how to sign in again." },
  where: { vi: "Bạn sẽ vào", en: "You will enter" },
  name: { vi: "Tên của bạn", en: "Your name" },
  nameHint: { vi: "Đồng nghiệp thấy tên này.", en: "Your colleagues see it." },
  email: { vi: "Email", en: "Email" },
  next: { vi: "Tiếp tục", en: "Continue" },
  how: { vi: "Đăng nhập bằng gì?", en: "How will you sign in?" },
  passkey: { vi: "Khoá truy cập", en: "A passkey" },
  passkeyText: {
    vi: "Vân tay, khuôn mặt hay PIN của máy này. Nhanh nhất, và không bị lừa lấy được.",
    en: "This device's fingerprint, face or PIN. The quickest, and cannot be phished.",
  },
  makePasskey: { vi: "Tạo khoá truy cập", en: "Make a passkey" },
  totp: { vi: "Mật khẩu và ứng dụng xác thực", en: "A password and an authenticator app" },
  totpText: {
    vi: "Thêm khoá bí mật này vào ứng dụng xác thực (mục “nhập khoá thủ công”), rồi gõ số nó hiện.",
    en: "Add this secret to an authenticator app (“enter a setup key”), then type the number it shows.",
  },
  secret: { vi: "Khoá bí mật cho ứng dụng", en: "Secret for the app" },
  openApp: { vi: "Mở ứng dụng xác thực trên máy này", en: "Open the authenticator on this device" },
  password: { vi: "Mật khẩu mới", en: "New password" },
  passwordHint: {
    vi: "Từ 12 chữ trở lên; một câu ngắn chỉ bạn biết là dễ nhớ nhất. Dán từ trình quản lý mật khẩu cũng được.",
    en: "12 letters or more; a short sentence only you know is easiest. Pasting from a password manager works.",
  },
  otp: { vi: "Số ứng dụng đang hiện", en: "Number the app shows now" },
  finish: { vi: "Xong", en: "Finish" },
  codes: { vi: "Cất các mã dự phòng này", en: "Put these recovery codes away" },
  codesText: {
    vi: "Mỗi mã thay ứng dụng xác thực được một lần. Chúng chỉ hiện lúc này; cất ở nơi không phải máy này.",
    en: "Each stands in for the authenticator once. They are shown only now; keep them somewhere other than this device.",
  },
  copy: { vi: "Chép các mã", en: "Copy the codes" },
  copied: { vi: "Đã chép.", en: "Copied." },
  kept: { vi: "Tôi đã cất các mã.", en: "I have put the codes away." },
  keepFirst: { vi: "Cất các mã và đánh dấu ở trên trước khi vào.", en: "Put the codes away and tick the box above before you enter." },
  enter: { vi: "Vào trang làm việc", en: "Enter the console" },
} as const satisfies Record<string, Both>;
