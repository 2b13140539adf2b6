import type { Db, PersonId, StaffId } from "../../platform/index.js";
import { allStaff } from "./store.js";
import { holderOf, openStaff } from "./who.js";

/** Where a member of staff is reached, and whose key seals what is sent there. */
export interface StaffAddress {
  readonly staff: StaffId;
  readonly holder: PersonId;
  readonly email: string;
}

/** Addresses of active staff in any of these roles. Whose key does not answer is left out: nothing can be sealed for them. */
export async function staffAddresses(db: Db, roles: readonly string[]): Promise<StaffAddress[]> {
  const found: StaffAddress[] = [];
  for (const row of await allStaff(db)) {
    if (row.state !== "active" || !row.roles.some((r) => roles.includes(r))) continue;
    const who = await openStaff(db, row).catch(() => undefined);
    if (who) found.push({ staff: row.id, holder: holderOf(row.id), email: who.email });
  }
  return found;
}
