import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Người", en: "People" },
  search: { vi: "Tìm người theo số điện thoại, tên, email hoặc mã đơn", en: "Find a person by phone, name, email or order reference" },
  placeholder: { vi: "Số điện thoại, tên, mã đơn", en: "Phone, name, reference" },
  start: { vi: "Tìm người đang gọi tới", en: "Find who is calling" },
  startText: {
    vi: "Gõ số điện thoại, vài chữ của tên (không cần dấu), email hoặc mã đơn vào ô ở trên rồi nhấn Enter. Danh sách chỉ hiện đủ để phân biệt người này với người kia; mỗi lần tìm đều được ghi.",
    en: "Type a phone number, some words of a name (accents not needed), an email or a reference in the box above and press Enter. The list shows just enough to tell one person from another; each search is recorded.",
  },
  none: { vi: "Không thấy ai", en: "Nobody found" },
  noneText: {
    vi: "Không có ai khớp với điều bạn gõ. Thử bốn số cuối của điện thoại, hoặc hai chữ liền nhau của tên. Nếu là người mới, bạn ghi cuộc gọi của họ.",
    en: "Nobody matches what you typed. Try the last digits of the phone, or two words of the name that stand together. If they are new, record their call.",
  },
  intake: { vi: "Ghi cuộc gọi", en: "Record a call" },
  label: { vi: "Người", en: "Person" },
  matched: { vi: "Khớp ở", en: "Matched by" },
  since: { vi: "Có từ", en: "Since" },
  state: { vi: "Tình trạng", en: "State" },
  more: {
    vi: "Còn nhiều người khác khớp. Gõ thêm chữ hoặc số để thu hẹp.",
    en: "More people match. Type more words or digits to narrow it down.",
  },
  short: { vi: "Bạn gõ ít nhất hai chữ hoặc số nhé.", en: "Please type at least two letters or digits." },
} as const satisfies Record<string, Both>;

export const states: Readonly<Record<string, Both>> = {
  active: { vi: "Đang giữ", en: "Held" },
  pending: { vi: "Chờ xác nhận", en: "Not confirmed" },
  merged: { vi: "Đã gộp", en: "Merged" },
  erased: { vi: "Đã xoá", en: "Erased" },
};

export const matches: Readonly<Record<string, Both>> = {
  phone: { vi: "số điện thoại", en: "phone" },
  phone_tail: { vi: "các số cuối", en: "last digits" },
  email: { vi: "email", en: "email" },
  name: { vi: "tên", en: "name" },
  username: { vi: "tên đăng nhập", en: "username" },
  reference: { vi: "mã đơn", en: "reference" },
};
