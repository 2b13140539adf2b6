import { standingsOf } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { type Db, days, newId, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { findByIndex } from "../../vault/index.js";
import { callHours, contactOf, mostADay, mostTries } from "./rules.js";
import { type CallRow, checkedAgain, checksSince, insertCall, insertCallers, lockCall } from "./store.js";

export interface CallerAsked {
  /** What the caller gave, as typed: a whole number or e-mail. */
  readonly text: string;
  readonly purpose: string;
  /** An open call of this member of staff, in which another number is tried. */
  readonly call: string | undefined;
  readonly staff: StaffId;
  /** In which roles, for the person's timeline. */
  readonly role: string;
  readonly now: Date;
}

export interface CallerAnswer {
  readonly call: string;
  readonly agreed: boolean;
  readonly triesLeft: number;
}

/**
 * Registered and agreed: yes or no. The same steps run whoever is known, and the answer has one shape. The event names the persons whom the
 * contact finds, so that they see it, and never the contact. Refuses `call.contact`, `call.purpose`, `call.open`, `call.unknown`,
 * `call.closed`, `call.settled`, `call.tries` and `request.too_many`.
 */
export async function checkCaller(tx: Tx, policy: PublishedPolicy, asked: CallerAsked): Promise<CallerAnswer> {
  const { purpose, staff, now } = asked;
  const contact = contactOf(asked.text);
  if (!contact) throw new Refusal("call.contact");
  if (!Object.hasOwn(policy.policy.purposes, purpose)) throw new Refusal("call.purpose");
  if ((await checksSince(tx, staff, new Date(now.getTime() - days(1)))) >= mostADay) throw new Refusal("request.too_many");
  const before = asked.call === undefined ? undefined : await retried(tx, asked.call, staff, now);
  const held = await whoHas(tx, contact.type, contact.text);
  const standings = await standingsOf(tx, policy, held, purpose);
  const agreed = held.filter((p) => standings.get(p)?.state === "may");
  const call = before?.id ?? newId();
  if (before) await checkedAgain(tx, call, agreed.length > 0);
  else if (!(await insertCall(tx, { id: call, staff, purpose, version: policy.version, openedAt: now, agreed: agreed.length > 0 })))
    throw new Refusal("call.open");
  await insertCallers(tx, call, agreed, now);
  const checks = (before?.checks ?? 0) + 1;
  await record(tx, {
    type: "call.checked",
    at: now,
    actor: { kind: "staff", id: staff, role: asked.role },
    about: held,
    purpose,
    policyVersion: policy.version,
    detail: { call, by: contact.type, agreed: agreed.length > 0, checks },
  });
  return { call, agreed: agreed.length > 0, triesLeft: agreed.length > 0 ? 0 : mostTries - checks };
}

/** The open call of this member of staff. Refuses what is another's, closed, or open for too long. */
export async function ongoing(tx: Tx, id: string, staff: StaffId, now: Date): Promise<CallRow> {
  const call = await lockCall(tx, id, staff);
  if (!call) throw new Refusal("call.unknown");
  if (call.closedAt) throw new Refusal("call.closed");
  if (isOver(call, now)) throw new Refusal("call.over");
  return call;
}

export function isOver(call: CallRow, now: Date): boolean {
  return now.getTime() - call.openedAt.getTime() > callHours * 3_600_000;
}

async function retried(tx: Tx, id: string, staff: StaffId, now: Date): Promise<CallRow> {
  const call = await ongoing(tx, id, staff, now);
  if (call.agreed) throw new Refusal("call.settled");
  if (call.checks >= mostTries) throw new Refusal("call.tries");
  return call;
}

/** Everyone who is found by a contact, in whichever field; what still waits for its proof finds nobody. */
async function whoHas(db: Db, type: "phone" | "email", text: string): Promise<PersonId[]> {
  const found = await findByIndex(db, [{ field: "", rule: { index: "exact", type }, text }], 20);
  // A number that more people share than a family tells nobody apart.
  return found.outcome === "found" ? found.matches.map((m) => m.person) : [];
}
