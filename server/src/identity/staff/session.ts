import { record } from "../../evidence/index.js";
import { newId, type StaffId, type Tx } from "../../platform/index.js";
import { newOwnToken } from "../session/token.js";
import { insertStaffSession, type StaffWay } from "./session-store.js";

/** Signs a member of staff in, with a new token. Answers the cookie's value. */
export async function startStaffSession(tx: Tx, staff: StaffId, way: StaffWay, now: Date): Promise<string> {
  const id = newId();
  const { token, hash } = newOwnToken(tx.organisation);
  await insertStaffSession(tx, { id, staff, hash, way, at: now });
  await record(tx, { type: "staff.signed_in", at: now, actor: { kind: "staff", id: staff }, about: [], detail: { session: id, way } });
  return token;
}
