import type { RefusalText } from "./text.js";

export const identity = {
  "code.wrong": {
    status: 422,
    vi: "Mã này chưa đúng. Bạn xem lại thư mới nhất rồi nhập lại nhé.",
    en: "This code is not right. Look at the newest mail and enter it again.",
  },
  "code.expired": {
    status: 410,
    vi: "Mã này không còn dùng được: đã quá 10 phút, đã dùng rồi, sai quá 5 lần, hoặc được hỏi từ trình duyệt khác. Bạn xin mã mới nhé.",
    en: "This code can no longer be used: it is over 10 minutes old, was used, was wrong 5 times, or another browser asked for it. Ask for a new one.",
  },
  "sign_in.wrong": {
    status: 422,
    vi: "Tên hoặc mật khẩu chưa đúng. Bạn thử lại, hoặc đặt lại mật khẩu nhé.",
    en: "The name or the password is not right. Try again, or reset the password.",
  },
  "sign_in.refused": {
    status: 401,
    vi: "Không đăng nhập được bằng những gì bạn vừa gửi.",
    en: "What you sent does not sign you in.",
  },
  "passkey.refused": {
    status: 422,
    vi: "Khoá truy cập này không mở được tài khoản ở đây. Bạn thử lại, hoặc dùng cách khác nhé.",
    en: "This passkey opens no account here. Try again, or use another way.",
  },
  "account.not_active": {
    status: 409,
    vi: "Tài khoản này đang không hoạt động nên chưa làm được việc này.",
    en: "This account is not active, so this cannot be done now.",
  },
  "account.taken": {
    status: 409,
    vi: "Địa chỉ này đã có một tài khoản khác. Bạn đăng nhập vào tài khoản ấy nhé.",
    en: "This address already has another account. Sign in to that one.",
  },
  "password.weak": {
    status: 422,
    vi: "Mật khẩu này quá ngắn hoặc dễ bị đoán. Một câu ngắn chỉ mình bạn biết là dễ nhớ nhất.",
    en: "This password is too short or easily guessed. A short sentence that only you know is easiest to remember.",
  },
  "link.expired": {
    status: 410,
    vi: "Liên kết này đã dùng rồi hoặc không còn hiệu lực.",
    en: "This link was used already or no longer works.",
  },
  "staff.unknown": { status: 404, vi: "Không có nhân viên này ở đây.", en: "There is no such member of staff here." },
  "staff.known": { status: 409, vi: "Địa chỉ này đã thuộc về một nhân viên.", en: "This address already belongs to a member of staff." },
  "staff.last": {
    status: 409,
    vi: "Đây là người quản trị cuối cùng. Bạn giao quyền quản trị cho người khác trước nhé.",
    en: "This is the last administrator. Give another person that role first.",
  },
  "staff.self": {
    status: 409,
    vi: "Bạn không tự đổi vai trò hay tự khoá mình được; một người quản trị khác làm việc này.",
    en: "You cannot change your own roles or disable yourself; another administrator does that.",
  },
  "role.unknown": { status: 422, vi: "Chính sách không có vai trò này.", en: "The policy declares no such role." },
  "sso.none": {
    status: 404,
    vi: "Tổ chức này chưa đặt cách đăng nhập một lần.",
    en: "This organisation has not set up single sign-on.",
  },
  "sso.only": {
    status: 403,
    vi: "Tổ chức này chỉ cho nhân viên đăng nhập qua hệ thống tài khoản chung của tổ chức.",
    en: "Staff of this organisation sign in through its identity provider only.",
  },
  "sso.unreachable": {
    status: 502,
    vi: "Chưa hỏi được hệ thống đăng nhập của tổ chức. Bạn xem lại địa chỉ, hoặc thử lại sau.",
    en: "The identity provider could not be asked. Look at its address, or try again later.",
  },
  "sso.issuer": {
    status: 422,
    vi: "Địa chỉ này không phải của một hệ thống đăng nhập dùng được: cần https, một máy chủ công khai, và tài liệu OpenID Connect mang đúng địa chỉ ấy.",
    en: "This is not the address of an identity provider that can be used: it needs https, a public server, and an OpenID Connect document that names that very address.",
  },
  "sso.secret": {
    status: 422,
    vi: "Hệ thống đăng nhập mới cần mã bí mật của ứng dụng (client secret).",
    en: "A new identity provider needs its client secret.",
  },
  "sso.own_sign_in": {
    status: 409,
    vi: "Để bắt buộc cách đăng nhập này, chính bạn phải đang đăng nhập bằng nó: như vậy không ai bị khoá bên ngoài vì một chỗ đặt sai.",
    en: "To demand this way of signing in you must be signed in by it yourself: so nobody is locked out by a wrong setting.",
  },
  "key.unknown": { status: 404, vi: "Không có khoá API này.", en: "There is no such API key." },
} as const satisfies Record<string, RefusalText>;
