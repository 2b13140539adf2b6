import { mask } from "@kept/language";
import { type Actor, record, refused } from "../evidence/index.js";
import { type Database, type OrganisationId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Content, current, type HeldValue, openValues, personState, sealedValues, type ValueRow } from "../vault/index.js";
import { fitsCall } from "./calls/within.js";
import { sameAs } from "./merge.js";
import { type Decision, decidePurpose, decideValue, type Reason } from "./rules.js";
import { candidatesOf, questionsOf } from "./states.js";
import { watchReading } from "./watch/raise.js";

/** Who reads, and in which roles of the policy. */
export interface Reader {
  readonly actor: Actor;
  readonly roles: readonly string[];
  /** The call in which the person asks, where staff answer one. */
  readonly call?: string | undefined;
  /** Sensitive values only where they were asked for with a fresh proof; left out: they open as the others do. */
  readonly reveal?: boolean | undefined;
}

/** A value as the decision left it: opened, or masked with the reason. */
export interface ReadValue extends Omit<HeldValue, "value"> {
  readonly shown: { readonly content: Content } | { readonly masked: string; readonly reason: Reason };
}

export interface Reading {
  readonly state: string;
  readonly values: readonly ReadValue[];
  /** Id of the event that records this reading. */
  readonly event: string;
}

/**
 * Reads a person's values for one purpose: the only door. Each value is decided by itself; what is allowed is opened, the rest
 * masked; the reading is an event of the same transaction, so a reading that cannot be recorded does not happen. Refuses
 * `person.unknown`, and `read.…` with the condition that failed; those refusals are events as well.
 */
export async function readFor(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  reader: Reader,
  person: PersonId,
  purpose: string,
  now: Date,
): Promise<Reading> {
  const outcome = await database.write(organisation, (tx) => decideAndOpen(tx, policy, reader, person, purpose, now));
  if ("values" in outcome) return outcome;
  await refused(database, organisation, {
    type: "value.read_refused",
    at: now,
    actor: reader.actor,
    about: [person],
    purpose,
    policyVersion: policy.version,
    detail: { reason: outcome.reason, roles: reader.roles },
  });
  throw new Refusal(`read.${outcome.reason}`);
}

async function decideAndOpen(
  tx: Tx,
  policy: PublishedPolicy,
  reader: Reader,
  person: PersonId,
  purpose: string,
  now: Date,
): Promise<Reading | { reason: Reason }> {
  const state = await personState(tx, person);
  if (state === undefined) throw new Refusal("person.unknown");
  const all = await sameAs(tx, person);
  const { questions, grant } = await questionsOf(tx, policy, reader, all, purpose, now);
  const purposes = [...questions.values()].map(decidePurpose);
  const first = purposes.find((d) => d.allowed) ?? purposes[0];
  if (!first?.allowed) return first ?? { reason: "role" };
  if (!(await fitsCall(tx, policy, reader, all, now))) return { reason: "caller" };
  const rows = await sealedValues(tx, all);
  const candidates = await candidatesOf(tx, policy, rows, now);
  const decided = rows.map((row, i) => {
    const question = questions.get(row.person_id);
    const candidate = candidates[i];
    const no: Decision = { allowed: false, reason: "role" };
    const decision = question && candidate ? decideValue(question, candidate) : no;
    return { row, decision: decision.allowed && unasked(policy, reader, row.field) ? unrevealed : decision };
  });
  const values = await openDecided(tx, policy, decided);
  const opened = values.filter((v) => "content" in v.shown).map((v) => v.field);
  const detail = {
    opened: opened.length,
    masked: values.length - opened.length,
    roles: reader.roles,
    ...(reader.call === undefined ? {} : { call: reader.call }),
    ...(grant === undefined ? {} : { break_glass: grant }),
  };
  const event = await record(tx, {
    type: "value.read",
    at: now,
    actor: reader.actor,
    about: all,
    purpose,
    fields: [...new Set(opened)],
    policyVersion: policy.version,
    detail,
  });
  await watchReading(tx, policy, reader.actor, event, now);
  return { state, values, event };
}

const unrevealed: Decision = { allowed: false, reason: "reveal" };

/** Whether a field is sensitive (decree 356/2025 art. 4) and was not asked for as such. */
function unasked(policy: PublishedPolicy, reader: Reader, field: string): boolean {
  return reader.reveal === false && policy.policy.fields[field]?.category === "sensitive";
}

type Decided = { readonly row: ValueRow; readonly decision: ReturnType<typeof decideValue> };

/** Masks are made from the value (its last digits, its first letter), so all are opened here and only the allowed leave. */
async function openDecided(tx: Tx, policy: PublishedPolicy, decided: readonly Decided[]): Promise<ReadValue[]> {
  const held = await openValues(
    tx,
    decided.map((d) => d.row),
  );
  return held.map((h, i) => {
    const { value, ...rest } = h;
    const decision = decided[i]?.decision ?? { allowed: false, reason: "role" };
    if ("fault" in value) return { ...rest, shown: { masked: "•••••", reason: "erased" } };
    if (decision.allowed) return { ...rest, shown: value };
    return { ...rest, shown: { masked: maskOf(policy, h.field, value.content), reason: decision.reason } };
  });
}

/** What stands for a value where the value may not: never a sensitive or secret one. */
export function maskOf(policy: PublishedPolicy, field: string, content: Content): string {
  const declared = Object.hasOwn(policy.policy.fields, field) ? policy.policy.fields[field] : undefined;
  return declared && typeof content === "string" ? mask(declared, content) : "•••••";
}

/** All of a person's values, masked: what may be seen before a purpose is named. */
export async function maskedValues(tx: Tx, policy: PublishedPolicy, person: PersonId): Promise<(HeldValue & { masked: string })[]> {
  return (await current(tx, person)).map((h) => ({
    ...h,
    masked: "content" in h.value ? maskOf(policy, h.field, h.value.content) : "•••••",
  }));
}
