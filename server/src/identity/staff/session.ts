import { record } from "../../evidence/index.js";
import { newId, type StaffId, type Tx } from "../../platform/index.js";
import { staffSession } from "../rules.js";
import { newOwnToken } from "../session/token.js";
import { insertStaffSession, type StaffWay } from "./session-store.js";

/** What the identity provider says of a signing in: when it proved, how long it may last, and by which methods (`amr`). */
export interface FromProvider {
  readonly provedAt: Date;
  readonly endsAt: Date;
  readonly methods: readonly string[];
}

/** Signs a member of staff in, with a new token. Answers the cookie's value. */
export async function startStaffSession(tx: Tx, staff: StaffId, way: StaffWay, now: Date, from?: FromProvider): Promise<string> {
  const id = newId();
  const { token, hash } = newOwnToken(tx.organisation);
  const endsAt = from?.endsAt ?? new Date(now.getTime() + staffSession.absolute);
  await insertStaffSession(tx, { id, staff, hash, way, at: now, provedAt: from?.provedAt ?? now, endsAt });
  const detail = { session: id, way, ...(from && from.methods.length > 0 ? { methods: from.methods } : {}) };
  await record(tx, { type: "staff.signed_in", at: now, actor: { kind: "staff", id: staff }, about: [], detail });
  return token;
}
