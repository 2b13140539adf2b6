import type { Db, PersonId } from "../../platform/index.js";
import type { Hold } from "./rules.js";
import { holdOf, selectLive } from "./store.js";

/** The holds on these persons that have not ended: ask `heldBy` whether one covers a value. */
export async function holdsOf(db: Db, persons: readonly PersonId[]): Promise<Hold[]> {
  return persons.length === 0 ? [] : (await selectLive(db, persons)).map(holdOf);
}
