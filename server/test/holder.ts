import { randomBytes } from "node:crypto";
import { holderOf, sealStaff } from "../src/identity/staff/who.js";
import { type StaffId, staffId } from "../src/platform/index.js";
import { createHolder } from "../src/vault/index.js";
import type { TestAccount } from "./account.js";

/** Somebody of the staff, active, with roles and a name, without going through an invitation. */
export async function createHolderStaff(
  { db, id, clock }: Pick<TestAccount, "db" | "id" | "clock">,
  roles: readonly string[],
): Promise<StaffId> {
  const staff = staffId.parse(await db.database.write(id, (tx) => createHolder(tx)));
  const who = { name: "Nguyễn Văn Mẫu", email: `mau.${staff.slice(-6)}@nhanvien.example` };
  const sealed = await db.database.write(id, (tx) => sealStaff(tx, staff, who));
  await db.owner(
    `insert into staff (organisation_id, id, state, roles, name, email, email_digest, handle, invited_at, active_at)
     values ($1, $2, 'active', $3, $4, $5, $6, $7, $8, $8)`,
    [id, holderOf(staff), roles, sealed.name, sealed.email, sealed.digest, randomBytes(32), clock.now()],
  );
  return staff;
}
