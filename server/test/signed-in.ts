import { randomBytes } from "node:crypto";
import { startStaffSession } from "../src/identity/staff/session.js";
import { equipStaff, insertStaff } from "../src/identity/staff/store.js";
import { sealStaff } from "../src/identity/staff/who.js";
import { type StaffId, staffId, type Tx } from "../src/platform/index.js";
import { createHolder } from "../src/vault/index.js";

/** A new member of staff with these roles, and the cookie of a session that began at `at`. */
export async function signedIn(
  tx: Tx,
  roles: readonly string[],
  at: Date,
  name = "Nhân viên Thử",
): Promise<{ id: StaffId; cookie: string }> {
  const staff = staffId.parse(await createHolder(tx));
  const who = await sealStaff(tx, staff, { name, email: `${staff}@mau.example` });
  const handle = randomBytes(32);
  await insertStaff(tx, { id: staff, state: "invited", roles, ...who, handle, by: undefined, at });
  await equipStaff(tx, staff, { ...who, handle, password: null, totp: null, step: 0, at });
  return { id: staff, cookie: await startStaffSession(tx, staff, "passkey", at) };
}
