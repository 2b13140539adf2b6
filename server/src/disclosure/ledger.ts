import { sameAs } from "../access/index.js";
import type { Db, PersonId } from "../platform/index.js";
import { dayOf } from "../platform/page/index.js";
import { type LedgerRow, ledgerOf } from "./store.js";

/** Who received a person's data, over the records that are one with it, newest first. `now` left out: also what the person is not shown yet. */
export async function receivedOf(db: Db, person: PersonId, now?: Date): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  for (const one of await sameAs(db, person)) all.push(...(await ledgerOf(db, one, now && dayOf(now))));
  return all.sort((a, b) => b.at.getTime() - a.at.getTime());
}
