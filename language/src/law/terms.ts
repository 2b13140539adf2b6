import type { Both, Period } from "../schema/words.js";
import { article } from "./articles.js";

/** A term the law sets, from a day on. */
export type LawTerm = Readonly<{ period: Period; from: string; until?: string; article: Both; says: Both }>;

export const lawTerms = {
  complaint_acknowledged: [
    {
      period: "3 working days",
      from: "2024-07-01",
      article: article("L19", "31.2"),
      says: { vi: "xác nhận đã nhận khiếu nại", en: "a complaint is acknowledged" },
    },
  ],
  breach_authority: [
    {
      period: "72 hours",
      from: "2026-01-01",
      article: article("L91", "23.1"),
      says: { vi: "báo cơ quan chuyên trách kể từ khi phát hiện", en: "the authority is told, from discovery" },
    },
  ],
  /** Only for location, biometric, and financial data. */
  breach_persons: [
    {
      period: "72 hours",
      from: "2026-01-01",
      article: article("D356", "8.3, 29"),
      says: { vi: "báo người bị ảnh hưởng", en: "those affected are told" },
    },
  ],
  consumer_system_attack: [
    {
      period: "24 hours",
      from: "2024-07-01",
      article: article("L19", "19.3"),
      says: {
        vi: "báo cơ quan khi hệ thống thông tin người tiêu dùng bị tấn công",
        en: "an attack on a consumer information system is reported",
      },
    },
  ],
  /** Kept even after the person is erased. */
  marketing_records: [
    {
      period: "1 year",
      from: "2020-10-01",
      article: article("D91", "11"),
      says: { vi: "lưu việc đồng ý và từ chối nhận quảng cáo, ít nhất", en: "records of agreeing to and refusing advertising, at least" },
    },
  ],
  breach_file: [
    {
      period: "5 years",
      from: "2026-01-01",
      article: article("D356", "29"),
      says: { vi: "giữ hồ sơ sự cố vị trí, sinh trắc học, ít nhất", en: "the file of a location or biometric breach, at least" },
    },
  ],
} as const satisfies Record<string, readonly LawTerm[]>;
export type LawTermName = keyof typeof lawTerms;

/** The term in force on a day (`YYYY-MM-DD`; left out: the newest known), or null. */
export function lawTerm(name: LawTermName, on?: string): LawTerm | null {
  const all: readonly LawTerm[] = lawTerms[name];
  const known = all.filter((t) => !on || (t.from <= on && (!t.until || on <= t.until)));
  return known.reduce<LawTerm | null>((newest, t) => (newest && newest.from > t.from ? newest : t), null);
}
