import { type Standing as ConsentStanding, standingsOf } from "../consent/index.js";
import type { Actor } from "../evidence/index.js";
import type { Db, PersonId, Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { endings } from "../retention/index.js";
import { heldBy, holdsOf, legalDate, type ValueRow } from "../vault/index.js";
import { isAssigned } from "./assignment/assign.js";
import { grantedPurposes, runningGrant } from "./break-glass/store.js";
import { type Candidate, needsAssignment, type Question, type Standing } from "./rules.js";

interface Reads {
  readonly actor: Actor;
  readonly roles: readonly string[];
}

/** What the decision is asked for each record of a person, and the grant by which it is read, if it is by one. */
export interface Asked {
  readonly questions: ReadonlyMap<PersonId, Question>;
  readonly grant: string | undefined;
}

/** The questions of one reading: whose standing, whose assignment, which grant. The records are one person. */
export async function questionsOf(
  tx: Tx,
  policy: PublishedPolicy,
  reader: Reads,
  persons: readonly PersonId[],
  purpose: string,
  now: Date,
): Promise<Asked> {
  const standings = await standingsOf(tx, policy, persons, purpose);
  const assigned = await assignedTo(tx, policy, reader, persons, now);
  const grant = reader.actor.kind === "staff" ? await runningGrant(tx, reader.actor.id, persons, purpose, now) : undefined;
  const same = { policy: policy.policy, roles: reader.roles, purpose, assigned, granted: grant !== undefined };
  return { questions: new Map([...standings].map(([person, s]) => [person, { ...same, standing: gateStanding(s) }])), grant };
}

/** The question for each of many people, none of whom is another: for lists. Grants open one person, so they count for none here. */
export async function questionsOfMany(
  tx: Tx,
  policy: PublishedPolicy,
  reader: Reads,
  persons: readonly PersonId[],
  purpose: string,
  now: Date,
): Promise<ReadonlyMap<PersonId, Question>> {
  const questions = new Map<PersonId, Question>();
  for (const [person, s] of await standingsOf(tx, policy, persons, purpose)) {
    const standing = gateStanding(s);
    const assigned = standing.allowed && (await assignedTo(tx, policy, reader, [person], now));
    questions.set(person, { policy: policy.policy, roles: reader.roles, purpose, standing, assigned });
  }
  return questions;
}

/** What of a reader counts for every purpose of a person: for saying beforehand which of them would open something. */
export async function readerOf(
  db: Db,
  policy: PublishedPolicy,
  reader: Reads,
  persons: readonly PersonId[],
  now: Date,
): Promise<{ readonly assigned: boolean; readonly granted: ReadonlySet<string> }> {
  const granted = reader.actor.kind === "staff" ? await grantedPurposes(db, reader.actor.id, persons, now) : new Set<string>();
  return { assigned: await assignedTo(db, policy, reader, persons, now), granted };
}

/** Asked only of roles that read their own people alone: of the others it would change nothing. */
async function assignedTo(db: Db, policy: PublishedPolicy, reader: Reads, persons: readonly PersonId[], now: Date): Promise<boolean> {
  if (!reader.roles.some((r) => needsAssignment(policy.policy, r))) return false;
  return isAssigned(db, reader.actor, persons, now);
}

/** What the decision needs of each value, in the same order. */
export async function candidatesOf(db: Db, policy: PublishedPolicy, rows: readonly ValueRow[], now: Date): Promise<Candidate[]> {
  const today = legalDate(now);
  const persons = [...new Set(rows.map((r) => r.person_id))];
  const holds = await holdsOf(db, persons);
  const ends = await endings(db, policy, persons, now);
  return rows.map((row) => ({
    field: row.field,
    purposes: row.purposes,
    confirmed: !row.pending,
    // A date that was set on the value itself counts beside the policy's rules.
    ending: row.until !== null && row.until < today ? "due" : (ends.get(row.id)?.state ?? "live"),
    hold: heldBy(holds, { person: row.person_id, field: row.field, occasion: row.occasion_id }),
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
