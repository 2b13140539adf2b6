import type { RefusalText } from "./text.js";

/** What people do with their own data, and staff for them. */
export const rights = {
  "value.fixed": {
    status: 422,
    vi: "Mục này không sửa ở đây được. Tệp thì bạn gửi lại bản mới; mật khẩu thì đổi ở trang mật khẩu.",
    en: "This cannot be corrected here. A file is sent anew; a password has a page of its own.",
  },
  "value.waits": {
    status: 409,
    vi: "Mục này đang chờ mã xác nhận. Bạn nhập mã, hoặc sửa mục đang có hiệu lực.",
    en: "This is waiting for its code. Enter the code, or correct the value that counts now.",
  },
  "value.other_record": {
    status: 409,
    vi: "Địa chỉ này nằm ở một hồ sơ đã gộp với hồ sơ của bạn. Bạn sửa địa chỉ ở hồ sơ chính, hoặc xoá mục này.",
    en: "This address is in a record that was merged with yours. Correct the address of your main record, or erase this one.",
  },
  "erase.opens_account": {
    status: 409,
    vi: "Bạn đăng nhập bằng mục này nên không xoá riêng được. Bạn đổi sang mục khác, hoặc xoá mọi thứ.",
    en: "You sign in by this, so it cannot be erased by itself. Change it, or erase everything.",
  },
  "people.too_many": {
    status: 422,
    vi: "Có quá nhiều người khớp. Bạn gõ thêm một từ của tên, hoặc cả số điện thoại.",
    en: "Too many people match. Type one more word of the name, or the whole phone number.",
  },
  "erase.unconfirmed": {
    status: 422,
    vi: "Chưa có gì được xoá. Bạn đánh dấu vào ô xác nhận nếu thật sự muốn xoá.",
    en: "Nothing was erased. Tick the box if you really want to erase it.",
  },
} as const satisfies Record<string, RefusalText>;
