import type { Both } from "@kept/language";

/** What the account's own pages say. */
export const words = {
  signIn: { vi: "Đăng nhập", en: "Sign in" },
  signOut: { vi: "Đăng xuất", en: "Sign out" },
  nameOrEmail: { vi: "Tên đăng nhập hoặc email", en: "Username or e-mail" },
  email: { vi: "Email", en: "E-mail" },
  password: { vi: "Mật khẩu", en: "Password" },
  newPassword: { vi: "Mật khẩu mới", en: "New password" },
  newPasswordHint: {
    vi: "Ít nhất 15 ký tự. Một câu ngắn chỉ mình bạn biết là dễ nhớ nhất; có dấu, có khoảng trắng đều được.",
    en: "At least 15 characters. A short sentence that only you know is easiest to remember; accents and spaces are fine.",
  },
  forgot: { vi: "Quên mật khẩu", en: "Forgot the password" },
  byCode: { vi: "Gửi mã cho tôi", en: "Send me a code" },
  byCodeHint: {
    vi: "Chúng tôi gửi một mã 8 chữ số tới email này nếu email đã có tài khoản ở đây.",
    en: "We send a code of 8 digits to this address if it has an account here.",
  },
  byPasskey: { vi: "Dùng khoá truy cập (passkey)", en: "Use a passkey" },
  noAccount: { vi: "Chưa có tài khoản?", en: "No account yet?" },
  code: { vi: "Mã 8 chữ số", en: "Code of 8 digits" },
  codeTitle: { vi: "Nhập mã trong email", en: "Enter the code from the e-mail" },
  codeSent: {
    vi: "Nếu email bạn nhập có tài khoản ở đây, mã đang trên đường tới. Mã dùng được một lần, trong 10 phút, trên đúng trình duyệt này.",
    en: "If the address you entered has an account here, a code is on its way. It works once, for 10 minutes, in this very browser.",
  },
  codeLate: {
    vi: "Chưa thấy thư? Bạn xem cả mục thư rác, hoặc quay lại và xin mã mới.",
    en: "No mail yet? Look into the spam folder as well, or go back and ask for a new code.",
  },
  goOn: { vi: "Tiếp tục", en: "Go on" },
  again: { vi: "Xin mã mới", en: "Ask for a new code" },
  stepUp: { vi: "Xác nhận đúng là bạn", en: "Confirm that it is you" },
  stepUpWhy: {
    vi: "Việc bạn sắp làm không dễ làm lại, nên chúng tôi hỏi thêm một lần. Lần xác nhận có hiệu lực 10 phút.",
    en: "What you are about to do is hard to undo, so we ask once more. The proof counts for 10 minutes.",
  },
  sendCode: { vi: "Gửi mã tới email của tôi", en: "Send a code to my e-mail" },
  sessions: { vi: "Các phiên đăng nhập", en: "Where you are signed in" },
  sessionsHint: {
    vi: "Mỗi dòng là một trình duyệt đang mở tài khoản của bạn. Thấy dòng lạ thì kết thúc nó, rồi khoá tài khoản nếu cần.",
    en: "Each line is a browser that has your account open. End one you do not know, and lock the account if need be.",
  },
  device: { vi: "Trình duyệt", en: "Browser" },
  since: { vi: "Đăng nhập", en: "Signed in" },
  seen: { vi: "Dùng gần nhất", en: "Last used" },
  thisOne: { vi: "phiên này", en: "this one" },
  unknownDevice: { vi: "Không rõ", en: "Unknown" },
  end: { vi: "Kết thúc", en: "End" },
  endOthers: { vi: "Kết thúc mọi phiên khác", en: "End all other sessions" },
  lock: { vi: "Khoá tài khoản ngay", en: "Lock the account now" },
  lockWhat: {
    vi: "Mọi phiên đăng nhập kết thúc ngay, kể cả phiên này, và không mật khẩu hay khoá truy cập nào mở được tài khoản nữa. Để mở lại, bạn nhận mã qua email đã xác nhận; nếu tài khoản có mật khẩu, bạn đặt mật khẩu mới. Dữ liệu của bạn vẫn còn nguyên.",
    en: "Every session ends at once, this one too, and no password or passkey opens the account any more. To open it again you get a code at your confirmed e-mail; where the account has a password, you set a new one. Your data stays as it is.",
  },
  locked: { vi: "Tài khoản đã khoá", en: "The account is locked" },
  lockedCode: {
    vi: "Mọi phiên đã kết thúc. Khi muốn mở lại, bạn đăng nhập bằng mã gửi tới email đã xác nhận.",
    en: "Every session has ended. To open it again, sign in by a code sent to the confirmed e-mail.",
  },
  lockedPassword: {
    vi: "Mọi phiên đã kết thúc. Khi muốn mở lại, bạn đặt mật khẩu mới bằng mã gửi tới email đã xác nhận.",
    en: "Every session has ended. To open it again, set a new password by a code sent to the confirmed e-mail.",
  },
  reset: { vi: "Đặt lại mật khẩu", en: "Reset the password" },
  resetDone: { vi: "Mật khẩu đã đổi", en: "The password has changed" },
  resetDoneWhat: {
    vi: "Mọi phiên đăng nhập đã kết thúc. Bạn đăng nhập lại bằng mật khẩu mới nhé.",
    en: "Every session has ended. Sign in with the new password.",
  },
  changePassword: { vi: "Đổi mật khẩu", en: "Change the password" },
  changed: { vi: "Đã đổi", en: "Changed" },
  changedWhat: {
    vi: "Các phiên khác đã kết thúc, và chúng tôi đã báo cho bạn qua email.",
    en: "Other sessions have ended, and we have told you by e-mail.",
  },
  passkeys: { vi: "Khoá truy cập (passkey)", en: "Passkeys" },
  passkeysHint: {
    vi: "Khoá truy cập nằm trong điện thoại hoặc máy tính của bạn và mở bằng vân tay, khuôn mặt hoặc mã máy. Không ai lừa lấy được nó qua trang giả.",
    en: "A passkey lives in your phone or computer and opens by fingerprint, face or the device's code. No false site can trick it out of you.",
  },
  passkeyAdd: { vi: "Thêm khoá truy cập", en: "Add a passkey" },
  passkeyRemove: { vi: "Xoá", en: "Remove" },
  passkeyNone: { vi: "Chưa có khoá truy cập nào", en: "No passkeys yet" },
  passkeyScript: {
    vi: "Thêm khoá truy cập cần JavaScript; mọi cách đăng nhập khác thì không.",
    en: "Adding a passkey needs JavaScript; no other way to sign in does.",
  },
  added: { vi: "Ngày thêm", en: "Added" },
  security: { vi: "Đăng nhập và bảo vệ tài khoản", en: "Signing in and keeping the account safe" },
} as const satisfies Record<string, Both>;
