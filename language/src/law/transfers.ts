import type { Both } from "../schema/words.js";
import { article } from "./articles.js";

export interface TransferItem {
  readonly text: Both;
  readonly article: Both;
}

const in71 = article("D356", "7.1");

/** What an agreement on passing personal data on must contain: each of them, in the contract with whoever receives. */
export const transferItems = {
  purpose: { text: { vi: "Mục đích chuyển giao", en: "What the data is passed on for" }, article: in71 },
  subjects: { text: { vi: "Dữ liệu của ai, những loại nào", en: "Whose data, and which kinds" }, article: in71 },
  period: { text: { vi: "Xử lý trong bao lâu, xoá khi nào", en: "How long it is processed, and when deleted" }, article: in71 },
  basis: { text: { vi: "Căn cứ pháp lý", en: "The legal basis" }, article: in71 },
  protection: { text: { vi: "Trách nhiệm bảo vệ dữ liệu", en: "Duties to protect it" }, article: in71 },
  rights: { text: { vi: "Trách nhiệm bảo đảm quyền của người có dữ liệu", en: "Duties towards people's rights" }, article: in71 },
  cooperation: { text: { vi: "Phối hợp khi có vi phạm", en: "Working together when something is violated" }, article: in71 },
} as const satisfies Record<string, TransferItem>;
export type TransferItemName = keyof typeof transferItems;

const in72 = article("D356", "7.2");

/** What it must say besides, where sensitive data is passed on. */
export const sensitiveTransferItems = {
  physical: { text: { vi: "An toàn vật lý nơi giữ dữ liệu", en: "Physical security where it is held" }, article: in72 },
  encryption: { text: { vi: "Mã hoá khi chuyển", en: "Encryption on the way" }, article: in72 },
  anonymisation: { text: { vi: "Ẩn danh khi chuyển, ở mức làm được", en: "Anonymisation on the way, as far as it serves" }, article: in72 },
} as const satisfies Record<string, TransferItem>;
export type SensitiveTransferItemName = keyof typeof sensitiveTransferItems;
