import type { RefusalText } from "./text.js";

export const imports = {
  "import.unknown": { status: 404, vi: "Không có lần nhập này.", en: "There is no such import." },
  "import.ended": {
    status: 409,
    vi: "Lần nhập này đã kết thúc và tệp đã được huỷ.",
    en: "This import has ended and its file is destroyed.",
  },
  "import.under_way": { status: 409, vi: "Lần nhập này đang chạy.", en: "This import is under way." },
  "import.empty": { status: 422, vi: "Tệp này trống.", en: "The file is empty." },
  "import.no_names": {
    status: 422,
    vi: "Dòng đầu của tệp phải là tên các cột, mỗi tên một lần. Dòng đầu của tệp này có vẻ là dữ liệu.",
    en: "The first row of the file must name its columns, each once. In this file it looks like data.",
  },
  "import.unreadable": {
    status: 422,
    vi: "Tệp không đọc được: không phải CSV hay XLSX như đã nói, hoặc bị hỏng.",
    en: "The file cannot be read: it is not the CSV or XLSX it is said to be, or it is damaged.",
  },
  "import.encoding": {
    status: 422,
    vi: "Tệp CSV phải dùng bảng mã UTF-8. Bạn lưu lại với UTF-8 nhé.",
    en: "A CSV file must be in UTF-8. Save it as UTF-8.",
  },
  "import.unproved": {
    status: 422,
    vi: "Nơi này chỉ dùng liên hệ đã được xác nhận. Bạn xác nhận là tổ chức đã kiểm các liên hệ trong tệp.",
    en: "This touchpoint uses only proved contacts. Say that the organisation has proved those in the file.",
  },
} as const satisfies Record<string, RefusalText>;
