import type { Right } from "../schema/parts.js";
import type { Both, Period } from "../schema/words.js";
import { article } from "./articles.js";

export type Law = "vn" | "gdpr";

/** What the law gives an organisation to answer one kind of request. Days are calendar days unless they say otherwise. */
export type RightTerm = Readonly<{
  law: Law;
  rights: readonly Right[];
  /** First day in force, and the last, where it is past. */
  from: string;
  until?: string;
  /** The first answer, with full information on the procedure; the GDPR sets none. */
  respond?: Period;
  perform: Period;
  /** Where a processor or third party must act. The decree's 30 and 20 days for one case conflict: the shorter is used. */
  through_others?: Period;
  /** One extension, with its reason. */
  extension: Period;
  article: Both;
}>;

/** Decree 356/2025 art. 5.2–5.5. Decree 13/2023's 72 hours ended with it on 1 January 2026. */
export const rightTerms: readonly RightTerm[] = [
  {
    law: "vn",
    rights: ["withdraw", "restrict", "object"],
    from: "2026-01-01",
    respond: "2 working days",
    perform: "15 days",
    through_others: "20 days",
    extension: "15 days",
    article: article("D356", "5.2"),
  },
  {
    law: "vn",
    rights: ["see", "correct", "copy"],
    from: "2026-01-01",
    respond: "2 working days",
    perform: "10 days",
    through_others: "15 days",
    extension: "10 days",
    article: article("D356", "5.3"),
  },
  {
    law: "vn",
    rights: ["erase"],
    from: "2026-01-01",
    respond: "2 working days",
    perform: "20 days",
    through_others: "30 days",
    extension: "20 days",
    article: article("D356", "5.4"),
  },
  {
    law: "vn",
    rights: ["protect"],
    from: "2026-01-01",
    respond: "2 working days",
    perform: "15 days",
    extension: "15 days",
    article: article("D356", "5.5"),
  },
];

/** GDPR art. 12.3: one month for every right, two more where it is complex, told within the first. */
export const gdprTerms: readonly RightTerm[] = [
  {
    law: "gdpr",
    rights: ["know", "see", "copy", "correct", "erase", "restrict", "object", "withdraw"],
    from: "2018-05-25",
    perform: "1 month",
    extension: "2 months",
    article: article("GDPR", "12.3"),
  },
];

/** The term in force for a right on a day (`YYYY-MM-DD`; left out: the newest known), or null where the law names none. */
export function rightTerm(right: Right, on?: string, law: Law = "vn"): RightTerm | null {
  const known = [...rightTerms, ...gdprTerms].filter(
    (t) => t.law === law && t.rights.includes(right) && (!on || (t.from <= on && (!t.until || on <= t.until))),
  );
  return known.reduce<RightTerm | null>((newest, t) => (newest && newest.from > t.from ? newest : t), null);
}
