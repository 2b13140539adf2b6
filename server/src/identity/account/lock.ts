import { type Actor, record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { alertPerson } from "../session/alert.js";
import { endSessions } from "../session/end.js";
import { forgetDevices, lastProof } from "../session/store.js";
import { moveAccount } from "./store.js";

/**
 * Locks an account at once: every session ends, no password and no passkey opens it. The way back is a code to the proved contact;
 * where the account has a password, a new one comes with it.
 */
export async function lockAccount(tx: Tx, person: PersonId, now: Date): Promise<void> {
  if (!(await moveAccount(tx, person, ["active"], "locked", now))) throw new Refusal("account.not_active");
  await record(tx, { type: "identity.locked", at: now, actor: { kind: "person", id: person }, about: [person] });
  await endSessions(tx, person, undefined, "lock", now);
  await forgetDevices(tx, person);
  await alertPerson(tx, person, "locked", now);
}

/**
 * Closes an account for good: no session stays, and nothing opens it again. The event names the proof (signing in or stepping up)
 * that stood behind it when its person did it, so that anybody can look how fresh it was.
 */
export async function cancelAccount(tx: Tx, person: PersonId, by: Actor, now: Date): Promise<void> {
  if (!(await moveAccount(tx, person, ["pending", "active", "locked"], "cancelled", now))) return;
  const own = by.kind === "person" ? await lastProof(tx, by.id) : undefined;
  const about = by.kind === "person" ? [...new Set([person, by.id])] : [person];
  await record(tx, { type: "identity.account_cancelled", at: now, actor: by, about, detail: own ? { proof: own } : {} });
  await endSessions(tx, person, undefined, "cancelled", now);
}
