import type { Actor } from "../../evidence/index.js";
import { type PersonId, Refusal, type StaffId, staffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { isOver, ongoing } from "./check-caller.js";
import { demandsCheck } from "./rules.js";
import { callersIn, lockCall, openCallOf } from "./store.js";

/** Who may be shown within a call: those for whom the answer was yes. Refuses `call.unknown`, `call.closed`, `call.over`, `call.not_agreed`. */
export async function callers(tx: Tx, call: string, staff: StaffId, now: Date): Promise<PersonId[]> {
  const row = await ongoing(tx, call, staff, now);
  if (!row.agreed) throw new Refusal("call.not_agreed");
  return callersIn(tx, row.id);
}

/**
 * Whether a reading fits the call it is made in. With a call: it must be the reader's own, open, answered yes, and for one of these persons.
 * Without one: whoever is on a call under a policy that promises the check opens nobody but its caller.
 */
export async function fitsCall(
  tx: Tx,
  policy: PublishedPolicy,
  reader: { readonly actor: Actor; readonly call?: string | undefined },
  persons: readonly PersonId[],
  now: Date,
): Promise<boolean> {
  if (reader.actor.kind !== "staff") return reader.call === undefined;
  const staff = staffId.parse(reader.actor.id);
  if (reader.call === undefined && !demandsCheck(policy.policy)) return true;
  const call = reader.call === undefined ? await openCallOf(tx, staff) : await lockCall(tx, reader.call, staff);
  if (!call) return reader.call === undefined;
  if (call.closedAt || !call.agreed || isOver(call, now)) return false;
  const callers = await callersIn(tx, call.id);
  return persons.some((p) => callers.includes(p));
}
