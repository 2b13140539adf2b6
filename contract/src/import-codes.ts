import type { ValueCode } from "@kept/language";
import { z } from "zod";

interface Both {
  readonly vi: string;
  readonly en: string;
}

/** What may be wrong with a row, beside what is wrong with a value. */
const ofRows = {
  "row.columns": { vi: "Dòng này thừa hoặc thiếu cột.", en: "This row has too many or too few columns." },
  "row.too_long": { vi: "Dòng này quá dài.", en: "This row is too long." },
  "row.consent_word": {
    vi: "Không rõ ô này là đồng ý hay không đồng ý.",
    en: "It is not clear whether this cell means yes or no.",
  },
  "row.consent_missing": {
    vi: "Việc này cần người ấy đồng ý, mà dòng này không ghi là đã đồng ý.",
    en: "This needs the person's consent, and the row does not say that it was given.",
  },
  "row.consent_date": {
    vi: "Ngày đồng ý phải nằm giữa ngày công bố thông báo hiện hành và hôm nay.",
    en: "The day of consent must lie between the day the notice in force was published and today.",
  },
  "row.no_purpose": {
    vi: "Mục này chỉ dùng cho việc mà người ấy chưa đồng ý, nên không được thu.",
    en: "This serves only something the person has not agreed to, so it may not be collected.",
  },
  "row.duty": { vi: "Dòng này không ghi là cam kết đã được xác nhận.", en: "The row does not say that the declaration was acknowledged." },
  "row.accuracy": {
    vi: "Dòng này không ghi là thông tin đã được xác nhận đúng.",
    en: "The row does not say that it was confirmed as true.",
  },
  "row.occasion": { vi: "Không có mã này để tham gia.", en: "There is nothing to join under this reference." },
  "row.file": { vi: "Mục này cần một tệp, mà tệp không nhập được bằng bảng.", en: "This needs a file, and files do not come by a table." },
  "row.database": { vi: "Dòng này không ghi được.", en: "This row could not be stored." },
} as const satisfies Record<string, Both>;

const ofValues: Readonly<Record<ValueCode, Both>> = {
  "value.missing": { vi: "Mục bắt buộc còn trống.", en: "A required value is missing." },
  "value.not_text": { vi: "Không phải chữ.", en: "Not text." },
  "value.unprintable": { vi: "Có ký tự không in được.", en: "Holds characters that cannot be printed." },
  "value.too_long": { vi: "Quá dài.", en: "Too long." },
  "value.too_short": { vi: "Quá ngắn.", en: "Too short." },
  "value.email": { vi: "Email chưa đúng.", en: "Not an e-mail address." },
  "value.phone": { vi: "Số điện thoại chưa đúng.", en: "Not a telephone number." },
  "value.phone_short": { vi: "Số điện thoại thiếu chữ số.", en: "The telephone number lacks digits." },
  "value.phone_long": { vi: "Số điện thoại thừa chữ số.", en: "The telephone number has too many digits." },
  "value.date": { vi: "Ngày chưa đúng.", en: "Not a date." },
  "value.number": { vi: "Không phải là số.", en: "Not a number." },
  "value.choice": { vi: "Không có trong danh sách lựa chọn.", en: "Not among the choices." },
  "value.username": { vi: "Tên đăng nhập chưa đúng.", en: "Not a username." },
  "value.ip": { vi: "Không phải địa chỉ IP.", en: "Not an IP address." },
  "value.yes": { vi: "Chỉ nhận có hoặc không.", en: "Only yes or no." },
  "value.file": { vi: "Không phải tệp.", en: "Not a file." },
  "value.file_type": { vi: "Loại tệp không được nhận.", en: "This type of file is not accepted." },
  "value.file_size": { vi: "Tệp quá lớn.", en: "The file is too large." },
  "value.repeat": { vi: "Danh sách không đọc được.", en: "The list cannot be read." },
  "value.too_many": { vi: "Quá nhiều giá trị.", en: "Too many values." },
  "value.kind": { vi: "Không rõ là loại nào.", en: "The kind is not clear." },
};

/** Why a whole run stopped. */
const ofRuns = {
  "import.unreadable": {
    vi: "Tệp hỏng từ dòng kế tiếp: dấu nháy hoặc cấu trúc không đúng.",
    en: "The file is broken from the next row on: its quotes or its structure are wrong.",
  },
  "import.encoding": { vi: "Tệp không phải UTF-8.", en: "The file is not UTF-8." },
  "import.damaged": {
    vi: "Tệp tạm đã hỏng hoặc mất. Bạn tải tệp lên lại nhé.",
    en: "The stored file is damaged or gone. Upload it again.",
  },
  "notice.stale": {
    vi: "Thông báo đã đổi trong lúc nhập. Bạn xem lại rồi cho chạy tiếp.",
    en: "The notice changed while the import ran. Look at it and resume.",
  },
} as const satisfies Record<string, Both>;

/** Everything an import may say of a row or of itself, by its stable code. */
export const importTexts: Readonly<Record<string, Both>> = { ...ofRows, ...ofValues, ...ofRuns };

export type RowCode = keyof typeof ofRows | ValueCode;
export type RunFault = keyof typeof ofRuns;

/** A code of {@link importTexts}. */
export const importCode = z.string().regex(/^[a-z_]+\.[a-z_]+$/);
