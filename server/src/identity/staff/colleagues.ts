import type { Db, StaffId } from "../../platform/index.js";
import { allStaff, type StaffState, staffById } from "./store.js";
import { openStaff } from "./who.js";

export interface Colleague {
  readonly staff: StaffId;
  readonly name: string;
  readonly state: StaffState;
  readonly roles: readonly string[];
}

/** Everyone on the staff by name, leavers too: what was done by them keeps its name. Never their e-mail. */
export async function colleagues(db: Db): Promise<Colleague[]> {
  const all: Colleague[] = [];
  for (const row of await allStaff(db)) {
    const { name } = await openStaff(db, row).catch(() => ({ name: "•••" }));
    all.push({ staff: row.id, name, state: row.state, roles: row.roles });
  }
  return all;
}

export async function isActiveStaff(db: Db, staff: StaffId): Promise<boolean> {
  return (await staffById(db, staff))?.state === "active";
}
