import type { Both } from "../schema/words.js";
import { article } from "./articles.js";

/** Papers that the law has kept, whatever their subject asks. */
export const paperKinds = ["invoice", "accounting_voucher", "management_paper"] as const;
export type PaperKind = (typeof paperKinds)[number];

/** How long a paper is kept, in years from the end of the accounting year it belongs to. */
export type KeepingTerm = Readonly<{ years: number; from: string; articles: readonly Both[]; says: Both }>;

/*
 * Law 88/2015/QH13 art. 41.5 and decree 174/2016/NĐ-CP: at least 5 years for papers of management and vouchers not used directly for the
 * books (art. 12), at least 10 for vouchers used directly for the books and statements (art. 13), both counted from the end of the annual
 * accounting period (art. 15). An invoice is kept as the law on accounting says (decree 123/2020/NĐ-CP art. 6). We read it strictly: an
 * invoice is a voucher used directly for the books, so 10 years.
 */
export const keepingTerms: Readonly<Record<PaperKind, KeepingTerm>> = {
  invoice: {
    years: 10,
    from: "2022-07-01",
    articles: [article("L88", "41.5"), article("D174", "13, 15"), article("D123", "6")],
    says: {
      vi: "hoá đơn được giữ 10 năm kể từ khi hết năm kế toán",
      en: "an invoice is kept 10 years from the end of its accounting year",
    },
  },
  accounting_voucher: {
    years: 10,
    from: "2017-01-01",
    articles: [article("L88", "41.5"), article("D174", "13, 15")],
    says: {
      vi: "chứng từ dùng trực tiếp để ghi sổ được giữ 10 năm kể từ khi hết năm kế toán",
      en: "a voucher used directly for the books is kept 10 years from the end of its accounting year",
    },
  },
  management_paper: {
    years: 5,
    from: "2017-01-01",
    articles: [article("L88", "41.5"), article("D174", "12, 15")],
    says: {
      vi: "tài liệu dùng cho quản lý, điều hành được giữ 5 năm kể từ khi hết năm kế toán",
      en: "a paper of management is kept 5 years from the end of its accounting year",
    },
  },
};

/** The last day a paper of that day is kept: the accounting year is the calendar year (law 88/2015 art. 12.1). `on`: `YYYY-MM-DD`. */
export function keptUntil(kind: PaperKind, on: string): string {
  return `${Number(on.slice(0, 4)) + keepingTerms[kind].years}-12-31`;
}
