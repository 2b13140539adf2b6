import { type Database, enqueue, minutes, type OrganisationId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import { digest, type IndexRule, termsOf } from "./blind/digest.js";
import { textsOf } from "./content.js";
import { destroyRetired, isDue, newestOf, nextKey, promoteNamed } from "./epochs.js";
import { openValues } from "./read.js";
import { vault } from "./state.js";
import { type IndexRow, insertIndex } from "./store/blind.js";
import { lockVaultKey, markDestroyed, selectVaultKeys } from "./store/keys.js";
import { countOlderIndex, deleteOlderIndex, type IndexedValue, lockCounting, selectIndexed, selectUnindexed } from "./store/reindex.js";
import { selectValues } from "./store/values.js";

export const reindexTask = "vault.reindex";

/*
 * A new key for the blind index, with every person found at every moment:
 *   1. the new key is named; from now on values are indexed under both, and looked up under both;
 *   2. every value that is indexed is indexed under the new key as well; its old rows stay;
 *   3. once nothing is missing, and no process can remember a time before the new key, the old one is given up: nobody looks under it
 *      or writes under it;
 *   4. its rows are deleted, once more when nobody can remember it; then the key is destroyed.
 * Each step looks at what is, so it may be killed anywhere, repeated, and done twice at once.
 */

/** Longer than any process remembers which keys there are. */
const settled = minutes(3);

/** Begins a new index key. Answers its number. */
export async function rotateIndex(tx: Tx, at: Date): Promise<number> {
  const number = await nextKey(tx, "index", at);
  await enqueue(tx, reindexTask, {}, { key: `${reindexTask}:${tx.organisation}` });
  return number;
}

/** Begins one where the newest is `every` days old. Of two that ask at once, one does it. */
export async function rotateIndexIfDue(tx: Tx, every: number, at: Date): Promise<number | undefined> {
  const newest = newestOf(await selectVaultKeys(tx), "index");
  if (!newest || !isDue(newest, every, at)) return undefined;
  await lockVaultKey(tx, "index", newest.number);
  if (newestOf(await selectVaultKeys(tx), "index")?.number !== newest.number) return undefined;
  return rotateIndex(tx, at);
}

/** When to come again, and since when nothing has been left to do but to wait until nobody remembers the keys of before. */
export interface Reindexing {
  readonly at: Date;
  readonly clean: Date | undefined;
}

/**
 * Does what can be done now; `clean` is what the look before answered. Answers how to go on, or undefined where the old keys and their
 * rows are gone.
 */
export async function reindex(database: Database, organisation: OrganisationId, at: Date, clean?: Date): Promise<Reindexing | undefined> {
  const { keys } = vault();
  await promoteNamed(database, organisation);
  keys.refresh(organisation);
  const rows = (await database.read(organisation, selectVaultKeys)).filter((k) => k.kind === "index");
  const newest = newestOf(rows, "index");
  if (!newest) return undefined;
  const again = (since: Date | undefined): Reindexing => ({ at: new Date(at.getTime() + settled), clean: since });
  const waited = clean !== undefined && clean.getTime() + settled <= at.getTime();
  if (rows.some((k) => k.number < newest.number && !k.destroyed_at)) {
    // What is missing did not open, or somebody held it.
    if ((await indexAgain(database, organisation, newest.number)) > 0) return again(undefined);
    // Whoever knew only the old key may have written under it until now: one more look, when nobody can have.
    if (!waited) return again(clean ?? at);
    await database.write(organisation, (tx) => giveUp(tx, newest.number, at));
    return again(undefined);
  }
  for (const old of rows.filter((k) => k.destroyed_at)) await keys.retire(organisation, "index", old.number, old.destroyed_at ?? at);
  await eachPerson(database, organisation, (tx, persons) => deleteOlderIndex(tx, persons, newest.number));
  if (!(await isUndone(organisation))) return undefined;
  if (!waited || (await database.read(organisation, (db) => countOlderIndex(db, newest.number))) > 0) return again(clean ?? at);
  await destroyRetired(database, organisation, at, "index");
  return undefined;
}

/** Enqueues the next step where one is due; for the hourly look. */
export async function continueReindex(database: Database, organisation: OrganisationId, at: Date): Promise<void> {
  const rows = (await database.read(organisation, selectVaultKeys)).filter((k) => k.kind === "index" && !k.destroyed_at);
  if (rows.length > 1 || (await isUndone(organisation))) await enqueueReindex(database, organisation, { at, clean: undefined });
}

export async function enqueueReindex(database: Database, organisation: OrganisationId, { at, clean }: Reindexing): Promise<void> {
  const payload = clean ? { clean: clean.toISOString() } : {};
  await database.write(organisation, (tx) => enqueue(tx, reindexTask, payload, { at, key: `${reindexTask}:${organisation}` }));
}

/** Whether an index key that was given up is still to be destroyed. */
async function isUndone(organisation: OrganisationId): Promise<boolean> {
  const keys = vault().keys;
  return (await keys.known(organisation)).some((k) => k.kind === "index" && k.state === "retired");
}

/** Indexes under the newest key what is only under older ones. Answers how many values are still not. */
async function indexAgain(database: Database, organisation: OrganisationId, version: number): Promise<number> {
  let missing = 0;
  await eachPerson(database, organisation, async (tx, persons) => {
    const due = await selectUnindexed(tx, persons, version);
    if (due.length > 0) missing += await indexSome(tx, due, version);
  });
  return missing;
}

/** Answers how many of these values, which still count, could not be indexed. */
async function indexSome(tx: Tx, due: readonly IndexedValue[], version: number): Promise<number> {
  const key = (await vault().keys.digestKeys(tx.organisation, "index")).find((k) => k.version === version);
  if (!key) throw new Refusal("sealed.key_gone");
  const counting = await lockCounting(tx, due);
  const values = await openValues(
    tx,
    await selectValues(
      tx,
      due.map((d) => ({ person: d.person, id: d.value })),
    ),
  );
  const kinds = new Map(due.map((d) => [d.value, d.kinds]));
  let missing = 0;
  const rows: IndexRow[] = [];
  for (const { value, id, person, field, replacedAt, pending } of values) {
    // Replaced meanwhile: its rows went with it, and those that a crash left go with the old key. Held by somebody: next time.
    if (replacedAt || pending || ("fault" in value && value.fault === "sealed.erased")) continue;
    const rule = ruleOf(kinds.get(id) ?? []);
    if ("fault" in value || !rule || !counting.has(id)) {
      missing++;
      continue;
    }
    for (const term of termsOf(field, rule, textsOf(value.content))) {
      rows.push({ digest: digest(key.key, term), person, value: id, field, kind: term.kind, keyVersion: version });
    }
  }
  await insertIndex(tx, rows);
  return missing;
}

/** How a value was indexed, told from the rows it has: it is indexed again as it was, whatever the policy says today. */
function ruleOf(kinds: readonly string[]): IndexRule | undefined {
  if (kinds.includes("word")) return { index: "words", type: "line" };
  if (kinds.includes("bucket")) return { index: "bucket", type: "line" };
  if (kinds.includes("email")) return { index: "exact", type: "email" };
  if (kinds.includes("phone")) return { index: "exact", type: "phone" };
  return kinds.includes("exact") ? { index: "exact", type: "line" } : undefined;
}

/** From this commit on nobody looks or writes under the index keys before `number`, but who remembers them a minute longer. */
async function giveUp(tx: Tx, number: number, at: Date): Promise<void> {
  const { keys } = vault();
  for (const old of (await selectVaultKeys(tx)).filter((k) => k.kind === "index" && k.number < number && !k.destroyed_at)) {
    await lockVaultKey(tx, "index", old.number);
    await markDestroyed(tx, "index", old.number, at);
    tx.afterCommit(() => keys.retire(tx.organisation, "index", old.number, at));
  }
}

const some = 200;
const first = "00000000-0000-0000-0000-000000000000";

/** All persons that are in the index, some at a time, each lot in a transaction of its own. */
async function eachPerson(
  database: Database,
  organisation: OrganisationId,
  work: (tx: Tx, persons: readonly PersonId[]) => Promise<unknown>,
): Promise<void> {
  for (let after: string = first; ; ) {
    const persons = await database.write(organisation, async (tx) => {
      const next = await selectIndexed(tx, after, some);
      if (next.length > 0) await work(tx, next);
      return next;
    });
    const last = persons.at(-1);
    if (persons.length < some || !last) return;
    after = last;
  }
}
