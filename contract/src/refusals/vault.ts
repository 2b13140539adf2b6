import type { RefusalText } from "./text.js";

export const vault = {
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
} as const satisfies Record<string, RefusalText>;
