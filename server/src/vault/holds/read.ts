import type { Db, PersonId } from "../../platform/index.js";
import { holdWords } from "./place.js";
import type { Hold } from "./rules.js";
import { type HoldRow, holdOf, selectByEnd, selectLive } from "./store.js";

/** The holds on these persons that have not ended: ask `heldBy` whether one covers a value. */
export async function holdsOf(db: Db, persons: readonly PersonId[]): Promise<Hold[]> {
  return persons.length === 0 ? [] : (await selectLive(db, persons)).map(holdOf);
}

/** A hold with its free words; null where they do not open. */
export interface HoldSaid extends Hold {
  readonly reason: string | null;
  readonly reference: string | null;
}

/** The holds on these persons with what was said of them: for those who may place them. */
export async function holdsSaid(db: Db, persons: readonly PersonId[]): Promise<HoldSaid[]> {
  return persons.length === 0 ? [] : said(db, await selectLive(db, persons));
}

/** Holds in force of the organisation by their end, after the one given (keyset). */
export async function holdsByEnd(db: Db, limit: number, after?: { readonly until: string; readonly id: string }): Promise<HoldSaid[]> {
  return said(db, await selectByEnd(db, limit, after));
}

async function said(db: Db, rows: readonly HoldRow[]): Promise<HoldSaid[]> {
  const all: HoldSaid[] = [];
  for (const row of rows) {
    const words = await holdWords(db, row.id, row.words_sealed);
    all.push({ ...holdOf(row), reason: words?.reason ?? null, reference: words?.reference ?? null });
  }
  return all;
}
