import type { RefusalText } from "./text.js";

export const platform = {
  "request.malformed": {
    status: 400,
    vi: "Yêu cầu không đọc được. Bạn kiểm tra lại rồi gửi lại nhé.",
    en: "The request could not be read. Check it and send it again.",
  },
  "request.invalid": {
    status: 422,
    vi: "Có chỗ chưa đúng. Bạn xem từng mục được đánh dấu và sửa lại nhé.",
    en: "Something is not right. Look at the marked fields and correct them.",
  },
  "request.too_large": { status: 413, vi: "Nội dung gửi lên quá lớn.", en: "What was sent is too large." },
  "request.unsupported": { status: 415, vi: "Kiểu nội dung này không được nhận.", en: "This content type is not accepted." },
  "request.foreign": {
    status: 403,
    vi: "Yêu cầu này đến từ một trang khác nên không được nhận. Bạn mở lại trang rồi thử lại nhé.",
    en: "This request came from another site and was not accepted. Open the page again and retry.",
  },
  "request.too_many": {
    status: 429,
    vi: "Có quá nhiều lần thử. Bạn chờ một lát rồi thử lại nhé.",
    en: "Too many attempts. Wait a little and try again.",
  },
  "request.in_flight": { status: 409, vi: "Yêu cầu này đang được xử lý.", en: "This request is being processed." },
  "request.other_body": {
    status: 422,
    vi: "Khoá chống gửi trùng này đã dùng cho một nội dung khác.",
    en: "This idempotency key was used with another body.",
  },
  "request.answered": {
    status: 409,
    vi: "Việc này đã được làm với khoá chống gửi trùng ấy. Câu trả lời chỉ hiện một lần nên không còn được giữ.",
    en: "This was carried out under that idempotency key already. Its answer was shown once and is not kept.",
  },
  "page.unknown": { status: 404, vi: "Không có trang này.", en: "There is no such page." },
  "organisation.unknown": { status: 404, vi: "Không có tổ chức này ở đây.", en: "There is no such organisation here." },
  "server.fault": {
    status: 500,
    vi: "Có lỗi ở phía chúng tôi. Những gì bạn gửi chưa được ghi. Bạn thử lại sau ít phút nhé.",
    en: "Something failed on our side. What you sent was not recorded. Try again in a few minutes.",
  },
  "server.busy": {
    status: 503,
    vi: "Máy chủ đang bận. Bạn thử lại sau ít giây nhé.",
    en: "The server is busy. Try again in a few seconds.",
  },
  "server.restoring": {
    status: 503,
    vi: "Hệ thống vừa được khôi phục và đang xoá lại những gì mọi người đã xoá trước đó. Bạn quay lại sau ít phút nhé.",
    en: "This was just restored, and what people had erased before is being erased again. Please come back in a few minutes.",
  },
  "access.signed_out": { status: 401, vi: "Bạn cần đăng nhập để tiếp tục.", en: "Sign in to go on." },
  "access.step_up": { status: 403, vi: "Việc này cần xác nhận lại rằng đúng là bạn.", en: "This needs a fresh proof that it is you." },
  "access.forbidden": { status: 403, vi: "Vai trò của bạn không được làm việc này.", en: "Your role may not do this." },
  "access.key": { status: 401, vi: "Khoá API thiếu hoặc không còn dùng được.", en: "The API key is missing or no longer valid." },
} as const satisfies Record<string, RefusalText>;
