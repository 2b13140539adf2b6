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
  "recovery.words": {
    status: 422,
    vi: "24 từ này không đúng. Bạn so lại từng từ với tờ giấy khoá khôi phục nhé: đủ 24 từ, đúng thứ tự.",
    en: "These 24 words are not right. Compare them one by one with the recovery sheet: all 24, in order.",
  },
  "recovery.none": {
    status: 409,
    vi: "Chưa có khoá khôi phục. Bạn chạy `kept keys recovery` trên máy chủ trước nhé.",
    en: "There is no recovery key yet. Run `kept keys recovery` on the server first.",
  },
  "recovery.not_sealed": {
    status: 422,
    vi: "Tệp này không phải tệp được niêm phong bằng khoá khôi phục.",
    en: "This file was not sealed under a recovery key.",
  },
  "recovery.other_key": {
    status: 422,
    vi: "Tệp này được niêm phong bằng một khoá khôi phục khác. Bạn tìm tờ giấy cũ hơn nhé: mỗi tờ có ghi dấu và ngày.",
    en: "This file was sealed under another recovery key. Look for an earlier sheet: each has a mark and a date.",
  },
  "recovery.not_export": {
    status: 422,
    vi: "Tệp này mở được, nhưng không phải bản xuất khoá của Kept.",
    en: "This file opens, but it is not an export of Kept's keys.",
  },
  "recovery.not_empty": {
    status: 409,
    vi: "Thư mục khoá (KEPT_KEYS) đã có khoá. Chỉ khôi phục vào một thư mục trống; không có gì bị thay đổi.",
    en: "The folder of keys (KEPT_KEYS) holds keys. Restore into an empty one only; nothing was changed.",
  },
  "recovery.damaged": {
    status: 422,
    vi: "Tệp này đã bị sửa hoặc bị cắt ngắn. Không dùng phần nào của nó; bạn lấy một bản khác nhé.",
    en: "This file was changed or cut short. Use no part of it; take another copy.",
  },
  "file.too_large": { status: 413, vi: "Tệp này lớn quá mức cho phép.", en: "This file is larger than allowed." },
  "file.no_space": {
    status: 507,
    vi: "Máy chủ đang hết chỗ chứa tệp. Chưa có gì được ghi; bạn gửi lại sau nhé.",
    en: "The server has no room for files right now. Nothing was kept; please send it again later.",
  },
  "file.other_type": {
    status: 415,
    vi: "Loại tệp này không được nhận, hoặc nội dung tệp không đúng với đuôi tên của nó.",
    en: "This type of file is not accepted, or its content is not what its name says.",
  },
  "file.infected": { status: 422, vi: "Tệp này có mã độc nên không được nhận.", en: "This file carries malware and was not accepted." },
  "file.unknown": { status: 404, vi: "Không tìm thấy tệp này.", en: "There is no such file." },
} as const satisfies Record<string, RefusalText>;
