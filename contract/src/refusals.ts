/**
 * Every reason Kept refuses something, with what is said to the person. Codes are stable: they are in the API's
 * problem documents, in events and in tests. The text says what happened, to what, and what to do.
 */
export const refusals = {
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
  "access.signed_out": { status: 401, vi: "Bạn cần đăng nhập để tiếp tục.", en: "Sign in to go on." },
  "access.step_up": { status: 403, vi: "Việc này cần xác nhận lại rằng đúng là bạn.", en: "This needs a fresh proof that it is you." },
  "access.forbidden": { status: 403, vi: "Vai trò của bạn không được làm việc này.", en: "Your role may not do this." },
  "access.key": { status: 401, vi: "Khoá API thiếu hoặc không còn dùng được.", en: "The API key is missing or no longer valid." },
  "sealed.damaged": {
    status: 500,
    vi: "Dữ liệu này không còn nguyên vẹn nên không mở được. Chúng tôi đã được báo.",
    en: "This data is damaged and cannot be opened. We have been told.",
  },
  "sealed.other_key": {
    status: 500,
    vi: "Dữ liệu này được niêm phong bằng một khoá khác nên không mở được. Chúng tôi đã được báo.",
    en: "This data was sealed with another key and cannot be opened. We have been told.",
  },
  "sealed.key_gone": {
    status: 500,
    vi: "Khoá của dữ liệu này không còn nên không mở được nữa.",
    en: "The key to this data no longer exists, so it cannot be opened.",
  },
  "sealed.erased": { status: 410, vi: "Dữ liệu này đã được xoá vĩnh viễn.", en: "This data has been erased for good." },
  "person.unknown": { status: 404, vi: "Không tìm thấy người này.", en: "There is no such person." },
  "value.unknown": { status: 404, vi: "Không tìm thấy mục dữ liệu này.", en: "There is no such value." },
  "value.replaced": {
    status: 409,
    vi: "Mục này vừa được thay đổi ở nơi khác. Bạn tải lại trang rồi thử lại nhé.",
    en: "This was changed elsewhere a moment ago. Load the page again and retry.",
  },
  "ledger.unwritable": {
    status: 503,
    vi: "Dữ liệu đã được xoá, nhưng sổ xoá chưa ghi được. Hệ thống sẽ tự ghi tiếp, bạn không cần làm gì thêm.",
    en: "The data is erased, but the erasure ledger could not be written yet. This finishes by itself; nothing more is needed from you.",
  },
  "file.too_large": { status: 413, vi: "Tệp này lớn quá mức cho phép.", en: "This file is larger than allowed." },
  "file.other_type": {
    status: 415,
    vi: "Loại tệp này không được nhận, hoặc nội dung tệp không đúng với đuôi tên của nó.",
    en: "This type of file is not accepted, or its content is not what its name says.",
  },
  "file.infected": { status: 422, vi: "Tệp này có mã độc nên không được nhận.", en: "This file carries malware and was not accepted." },
  "file.unknown": { status: 404, vi: "Không tìm thấy tệp này.", en: "There is no such file." },
} as const satisfies Record<string, { status: number; vi: string; en: string }>;

export type RefusalCode = keyof typeof refusals;
