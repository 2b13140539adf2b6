import type { Policy } from "@kept/language";
import { type Standing as ConsentStanding, standingsOf } from "../consent/index.js";
import type { PersonId, Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import type { ValueRow } from "../vault/index.js";
import type { Candidate, Question, Standing } from "./rules.js";

/** What the decision is asked for each of these records, for whoever reads for a purpose. */
export async function questionsOf(
  tx: Tx,
  policy: PublishedPolicy,
  reader: { readonly roles: readonly string[] },
  persons: readonly PersonId[],
  purpose: string,
): Promise<ReadonlyMap<PersonId, Question>> {
  const standings = await standingsOf(tx, policy, persons, purpose);
  return new Map([...standings].map(([person, s]) => [person, questionOf(policy.policy, reader.roles, purpose, s)]));
}

function questionOf(policy: Policy, roles: readonly string[], purpose: string, standing: ConsentStanding): Question {
  return { policy, roles, purpose, standing: gateStanding(standing), assigned: true };
}

/** What the decision needs of each value, in the same order. */
export function candidatesOf(rows: readonly ValueRow[], now: Date): Candidate[] {
  const today = legalDay(now);
  return rows.map((row) => ({
    field: row.field,
    purposes: row.purposes,
    confirmed: !row.pending,
    ending: row.until !== null && row.until < today ? "due" : "live",
  }));
}

/** What consent says, as the gate takes it. */
export function gateStanding(s: ConsentStanding): Standing {
  if (s.state === "may") return { allowed: true };
  switch (s.why) {
    case "consent.objected":
      return { allowed: false, reason: "objection" };
    case "processing.restricted":
      return { allowed: false, reason: "restriction" };
    case "person.erased":
      return { allowed: false, reason: "erased" };
    case "person.unconfirmed":
      return { allowed: false, reason: "unverified" };
    case "purpose.undeclared":
    case "basis.missing":
      return { allowed: false, reason: "purpose" };
    default:
      return { allowed: false, reason: "consent" };
  }
}

/** The date in Vietnam: what legal dates are compared with. */
function legalDay(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" }).format(now);
}
