import { makerOfKey } from "../../identity/index.js";
import { type Check, type CheckCall, type CheckResult, check, judge, namesIn } from "../../policy/index.js";
import { disclosureById } from "../store.js";
import { type Made, madeIn, refusedTo, sum } from "./made.js";

/** A report of our own names its article, its evidence, and who approved it: never who asked. */
export const ownReport: Check = check("disclosure.own_report", (call) => decided(call, (m) => m.article));

/** What left because a term was broken names the term, the evidence, and who approved it: never who asked. */
export const termsBreach: Check = check("disclosure.terms_breach", (call) => decided(call, (m) => m.term));

async function decided(call: CheckCall, cited: (m: Made) => string | null): Promise<CheckResult> {
  const named = namesIn(call.parameters, "recipients");
  const scope = (await madeIn(call)).filter((m) => m.recipient !== null && named.includes(m.recipient));
  const violations: Made[] = [];
  for (const m of scope) {
    const row = m.disclosure === null ? undefined : await disclosureById(call.db, m.disclosure);
    // A key that somebody made is no second person to them.
    const asker = row?.askedKind === "key" ? await makerOfKey(call.db, row.askedBy) : row?.askedBy;
    const two = row !== undefined && m.approver !== null && row.decidedBy === m.approver && asker !== m.approver;
    if (!cited(m) || !m.evidence || row?.evidenceSealed == null || !two) violations.push(m);
  }
  return judge({
    done: sum(scope),
    refused: await refusedTo(call, named),
    violations: violations.map((m) => m.one),
    explanation: {
      vi: `${sum(scope)} lần cung cấp; ${sum(violations)} lần thiếu điều luật hay điều khoản, bằng chứng, hoặc người duyệt thứ hai.`,
      en: `${sum(scope)} disclosures; ${sum(violations)} without article or term, evidence, or a second person's approval.`,
    },
  });
}
