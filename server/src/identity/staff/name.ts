import type { Db, StaffId } from "../../platform/index.js";
import { staffById } from "./store.js";
import { openStaff } from "./who.js";

/** The name of a member of staff, where they stand by something in their own name; undefined when they are no longer known. */
export async function nameOfStaff(db: Db, id: StaffId): Promise<string | undefined> {
  const row = await staffById(db, id);
  return row && (await openStaff(db, row)).name;
}
