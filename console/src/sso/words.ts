import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Đăng nhập một lần", en: "Single sign-on" },
  under: {
    vi: "Nhân viên đăng nhập bằng tài khoản sẵn có của tổ chức (OpenID Connect). Vai trò vẫn do chính sách và mục Nhân viên quyết định.",
    en: "Staff sign in with the account they have at the organisation (OpenID Connect). Roles still come from the policy and the Staff page.",
  },
  none: { vi: "Chưa đặt đăng nhập một lần", en: "No single sign-on yet" },
  noneText: {
    vi: "Tạo một ứng dụng web ở hệ thống tài khoản của tổ chức, đăng ký địa chỉ quay về dưới đây, rồi điền ba mục đầu.",
    en: "Make a web application at the organisation's identity provider, register the redirect address below, then fill in the first three answers.",
  },
  redirect: { vi: "Địa chỉ quay về (redirect URI)", en: "Redirect address (redirect URI)" },
  connected: { vi: "Tài khoản đã nối", en: "Accounts connected" },
  issuer: { vi: "Địa chỉ hệ thống đăng nhập (issuer)", en: "Address of the provider (issuer)" },
  issuerHint: { vi: "Ví dụ https://accounts.google.com", en: "For example https://accounts.google.com" },
  clientId: { vi: "Mã ứng dụng (client ID)", en: "Client ID" },
  secret: { vi: "Mã bí mật của ứng dụng (client secret)", en: "Client secret" },
  secretKept: { vi: "Đang giữ một mã, niêm phong. Để trống thì giữ nguyên.", en: "One is kept, sealed. Leave empty to keep it." },
  hours: { vi: "Phiên dài nhất, tính bằng giờ", en: "Longest session, in hours" },
  hoursHint: { vi: "Từ 1 đến 12. Quá giờ này phải đăng nhập lại.", en: "From 1 to 12. After that, staff sign in again." },
  acr: { vi: "Mức xác thực bắt buộc (acr)", en: "Required authentication context (acr)" },
  acrHint: { vi: "Để trống nếu không cần.", en: "Leave empty if none is needed." },
  mfa: { vi: "Chỉ nhận khi hệ thống kia đã hỏi yếu tố thứ hai", en: "Only where the provider asked for a second factor" },
  mfaText: { vi: "Hệ thống kia phải ghi “mfa” trong amr.", en: "The provider must say “mfa” in amr." },
  only: { vi: "Chỉ đăng nhập bằng cách này", en: "Sign in by this alone" },
  onlyText: {
    vi: "Mật khẩu và khoá truy cập không còn đăng nhập được; các phiên khác kết thúc. Lối vào khi hệ thống kia hỏng: kept admin, chạy trên máy chủ.",
    en: "Passwords and passkeys no longer sign in; other sessions end. The way in when the provider fails: kept admin, run on the server.",
  },
  saved: { vi: "Đã lưu cách đăng nhập.", en: "Single sign-on saved." },
  end: { vi: "Bỏ đăng nhập một lần", en: "End single sign-on" },
  endTitle: { vi: "Bỏ đăng nhập một lần?", en: "End single sign-on?" },
  endText: {
    vi: "Mã bí mật bị xoá, các tài khoản đã nối bị gỡ và mọi phiên vào bằng cách này kết thúc. Ai chưa có cách khác thì cần bạn đặt lại xác thực.",
    en: "The secret is deleted, connected accounts are untied and every session that came by it ends. Whoever has no other way needs a reset from you.",
  },
  ended: { vi: "Đã bỏ đăng nhập một lần.", en: "Single sign-on ended." },
} as const satisfies Record<string, Both>;
