import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Recorded, recordAct } from "./record.js";
import type { By, Method, Stop } from "./rules.js";

/** A stop, and how it reached us. */
export interface Stopped {
  /** Where the sender may have to send it again: the same id is the same act, however often it comes. A UUID of the caller's. */
  readonly id?: string | undefined;
  readonly person: PersonId;
  readonly purpose: string;
  readonly at: Date;
  readonly method: Method;
  readonly by: By;
  readonly touchpoint?: string | undefined;
}

/**
 * Withdraws a consent, with its event. It depends on the database alone: no key, mail, mirror or ledger can stop it, and no
 * person we know is refused, whatever version of the notice they last saw. Said twice, it stands once.
 */
export async function withdrawConsent(tx: Tx, policy: PublishedPolicy, stopped: Stopped): Promise<Recorded> {
  return recordAct(tx, stop(policy, "withdrawn", stopped));
}

/** Records an objection to a purpose (law 91/2025 art. 4.1.d). What it stops is for `judge` to say; it is recorded in any case. */
export async function object(tx: Tx, policy: PublishedPolicy, stopped: Stopped): Promise<Recorded> {
  return recordAct(tx, stop(policy, "objected", stopped));
}

/** Ends an objection. It gives no consent back: a purpose that rests on consent is asked anew. */
export async function liftObjection(tx: Tx, policy: PublishedPolicy, stopped: Stopped): Promise<Recorded> {
  return recordAct(tx, stop(policy, "objection_lifted", stopped));
}

/** The act of a stop, for callers that hand it to a group. A purpose of an earlier version may be stopped as well. */
export function stop(policy: PublishedPolicy, act: Stop["act"], s: Stopped): Stop {
  if (!/^[a-z][a-z0-9_]{0,47}$/.test(s.purpose)) throw new Refusal("purpose.unknown");
  return { ...s, act, policyVersion: policy.version };
}
