import type { Both } from "@kept/language";
import { lower } from "../words.js";

export const holdWords = {
  title: { vi: "Được giữ lại", en: "Held back" },
  more: {
    vi: "Trong thời hạn dưới đây, những phần này không bị xoá, kể cả khi bạn yêu cầu. Hết hạn, chúng bị huỷ.",
    en: "Until the dates below these are not erased, even if you ask. Then they are destroyed.",
  },
  all: { vi: "mọi dữ liệu", en: "everything" },
  apart: {
    vi: "Phần này chuyển sang một khoá riêng, chỉ mở được cho đúng việc ấy.",
    en: "It moves under a key of its own, and opens for that duty alone.",
  },
  until: (day: string): Both => ({ vi: `đến hết ${day}`, en: `until the end of ${day}` }),
} as const;

export const eraseWords = {
  fieldTitle: (field: string): Both => ({ vi: `Xoá ${lower(field)}?`, en: `Erase: ${lower(field)}?` }),
  what: { vi: "Sẽ bị xoá", en: "What will be erased" },
  stays: { vi: "Còn lại, và vì sao", en: "What stays, and why" },
  values: (n: number): Both => ({
    vi: `${n} giá trị của mục này, kể cả giá trị trước đây và tệp`,
    en: `${n} value(s) of this, former ones and files included`,
  }),
  needed: (purposes: string): Both => ({
    vi: `Mục này đang được dùng để: ${purposes}. Thiếu nó, việc ấy có thể không làm tiếp được.`,
    en: `It is in use to: ${purposes}. Without it, that may not go on.`,
  }),
  yesField: { vi: "Xoá mục này", en: "Erase it" },
  title: { vi: "Xoá mọi thứ về bạn?", en: "Erase everything about you?" },
  everything: {
    vi: "Mọi thông tin bạn đã gửi, các giá trị trước đây, tệp, câu trả lời đồng ý, thư đã soạn, tài khoản, thiết bị và mọi phiên đăng nhập.",
    en: "Everything you gave, former values, files, answers on consent, mails, the account, devices and every session.",
  },
  counts: (values: number, files: number, submissions: number): Both => ({
    vi: `Hiện có ${values} giá trị, ${files} tệp, ${submissions} lần gửi.`,
    en: `At present: ${values} values, ${files} files, ${submissions} submissions.`,
  }),
  events: {
    vi: "Các dòng nhật ký không chứa thông tin nào của bạn và không còn nối được với bạn. Chúng ở lại để chứng minh chúng tôi đã làm gì.",
    en: "Lines of the log hold nothing of yours and can no longer be tied to you. They stay, to prove what we did.",
  },
  ledger: {
    vi: "Mã của lần xoá, trong một sổ nằm ngoài các bản sao lưu, để biết ai đã được xoá.",
    en: "The id of the erasure, in a ledger kept apart from backups, so that it is known who was erased.",
  },
  occasion: {
    vi: "Mã đơn hay sự kiện mà người khác còn tham gia. Nó không nói gì về bạn.",
    en: "References of orders or events that others still take part in. They say nothing about you.",
  },
  tick: { vi: "Tôi hiểu rằng không khôi phục lại được.", en: "I understand that this cannot be undone." },
  yes: { vi: "Xoá vĩnh viễn", en: "Erase for good" },
  done: { vi: "Đã xoá mọi thứ về bạn", en: "Everything about you is erased" },
  doneMore: {
    vi: "Khoá dữ liệu của bạn vừa bị huỷ; trên hệ thống này không gì của bạn còn mở được. Các dòng đã khoá được dọn nốt trong ít phút. Bạn lưu hoặc in trang này: nó không xem lại được.",
    en: "Your data key was destroyed just now; on this system nothing of yours opens any more. The locked rows are cleared within minutes. Save or print this page: it cannot be shown again.",
  },
  pdf: { vi: "Tải chứng nhận (PDF)", en: "Get the certificate (PDF)" },
  json: { vi: "Tải cho máy đọc (JSON)", en: "Get it for machines (JSON)" },
} as const;
