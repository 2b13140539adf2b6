import type { Both } from "@kept/language";

export const words = {
  title: { vi: "Báo cho bên nhận", en: "Telling recipients" },
  under: {
    vi: "Khi ai đó được sửa, phản đối hay được xoá, mọi bên đã nhận dữ liệu của họ phải được báo và xác nhận đã làm theo.",
    en: "When somebody is corrected, objects or is erased, everyone who received their data must be told and say that they followed.",
  },
  none: { vi: "Không còn ai phải báo", en: "Nobody is left to tell" },
  noneText: {
    vi: "Lời báo xuất hiện ở đây khi dữ liệu đã chuyển đi được sửa, bị phản đối hay bị xoá, và ở lại đến khi bên nhận xác nhận.",
    en: "Something appears here when data that was passed on is corrected, objected to or erased, and stays until the recipient acknowledges it.",
  },
  party: { vi: "Bên nhận", en: "Recipient" },
  what: { vi: "Báo điều gì", en: "What to tell" },
  ref: { vi: "Họ biết người ấy bằng mã", en: "They know the person as" },
  state: { vi: "Tình trạng", en: "State" },
  due: { vi: "Hạn xác nhận", en: "Acknowledge by" },
  overdue: { vi: "Quá hạn", en: "Overdue" },
  acknowledge: { vi: "Ghi là đã xác nhận", en: "Enter as acknowledged" },
  entered: { vi: "Đã ghi lời xác nhận.", en: "The acknowledgement is entered." },
  dead: { vi: "Thư không đến được webhook", en: "Messages that did not arrive" },
  attempts: { vi: "Số lần gửi", en: "Attempts" },
  last: { vi: "Lần cuối", en: "Last answer" },
  retry: { vi: "Gửi lại", en: "Send again" },
  retried: { vi: "Đang gửi lại.", en: "Sending again." },
} as const satisfies Record<string, Both>;

export const kinds = {
  corrected: { vi: "Đã sửa", en: "Corrected" },
  objected: { vi: "Phản đối", en: "Objected" },
  erased: { vi: "Đã xoá", en: "Erased" },
} as const satisfies Record<string, Both>;

export const states = {
  by_hand: { vi: "Bạn báo tận tay", en: "Tell them yourself" },
  sent: { vi: "Đang gửi", en: "On its way" },
  received: { vi: "Đã đến, chờ xác nhận", en: "Arrived, not acknowledged" },
  acknowledged: { vi: "Đã xác nhận", en: "Acknowledged" },
} as const satisfies Record<string, Both>;
