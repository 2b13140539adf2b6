import { crashPoint, enqueue, newId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import { erasings, keepBefore } from "./erasures.js";
import { removeStored } from "./files/remove.js";
import { keepHeld } from "./holds/keep.js";
import { forgetBorn } from "./persons.js";
import { openValues } from "./read.js";
import { toLedger } from "./record.js";
import { rekey } from "./rekey.js";
import { vault } from "./state.js";
import { deleteFieldIndex } from "./store/blind.js";
import { type ErasureRow, insertErasure, markPersonErased, markTried, selectErasures } from "./store/erasures.js";
import { deleteFiles } from "./store/files.js";
import { deleteKey, lockKey, personState, selectKeys } from "./store/keys.js";
import { deleteField, valuesUnder } from "./store/values.js";

export const followTask = "vault.follow_erasure";

/** An erasure as it stands: `id` for receipts and certificates, the version of the key that was destroyed. */
export type Erasure = Pick<
  ErasureRow,
  "id" | "scope" | "field" | "cause" | "key_version" | "kept_back" | "kept_refusals" | "at" | "finished_at" | "ledger_at"
>;

/** Why something is erased: the person asked; staff for them; its time was over; a review; a state body's order; a restore did it again; its record was joined to another. */
export const causes = ["asked", "assisted", "retention", "review", "ordered", "restored", "joined"] as const;
export type Cause = (typeof causes)[number];

/**
 * What happens to a thing that an erasure would have to open and that does not open: `fails` lets nothing pass, `goes` erases all the same,
 * as a replay of the ledger must: what is damaged is lost either way, and must not bring the erased back.
 */
export type Broken = "fails" | "goes";

/**
 * Erases a person by destroying their data key (Law 91/2025 art. 14): a handful of rows, however much is stored. From the commit on
 * nothing of theirs opens or is found; rows and files follow in a job enqueued here. The ledger entry is on disk before the caller's
 * `write` returns; where the disk refuses, `write` throws `ledger.unwritable` though the erasure stands, and the job writes it
 * later. What a hold in force covers moves under the hold's key before, in this transaction. Erasing twice answers the first erasure.
 * `cause`: one of {@link causes}. `id`: its own, where a replay of the ledger does it again. Refuses `person.unknown`.
 */
export async function erasePerson(
  tx: Tx,
  person: PersonId,
  cause: Cause,
  at: Date,
  id = newId(),
  broken: Broken = "fails",
): Promise<Erasure> {
  // First of all, so that nobody places a hold, or writes a value, in between.
  const key = await lockKey(tx, person);
  if (!key) return before(tx, person);
  crashPoint("erase.locked");
  const kept = await keepHeld(tx, key, at, undefined, broken);
  crashPoint("erase.held");
  const refusals = await keepBefore(tx, person, at);
  await deleteKey(tx, person);
  crashPoint("erase.key_destroyed");
  await markPersonErased(tx, person);
  crashPoint("erase.marked");
  const erasure = {
    id,
    person_id: person,
    scope: "person" as const,
    field: null,
    cause,
    key_version: key.version,
    epoch: key.epoch,
    kept_back: kept,
    kept_refusals: refusals,
    at,
    finished_at: null,
  };
  await insertErasure(tx, erasure);
  for (const erasing of erasings()) await erasing.now?.(tx, person);
  forgetBorn(tx, person);
  tx.afterCommit(() => vault().cache.drop(tx.organisation, person));
  await enqueue(tx, followTask, { person, erasure: erasure.id }, { key: `${followTask}:${erasure.id}` });
  crashPoint("erase.written");
  toLedger(tx, erasure);
  return { ...erasure, ledger_at: null };
}

/**
 * Erases a field of a person: its values, former ones, index rows and files, in this transaction; then re-keys the person, so that
 * no backup opens it longer than the epoch bound. Everything else stays readable. Refuses `sealed.erased` and `person.unknown`.
 * `broken: goes`: without a new key, which nothing can be sealed under that does not open; the version of the key is then the living one's.
 */
export async function eraseField(
  tx: Tx,
  person: PersonId,
  field: string,
  cause: Cause,
  at: Date,
  id = newId(),
  broken: Broken = "fails",
): Promise<Erasure> {
  // First of all, so that nobody writes a value of this field in between.
  const key = await lockKey(tx, person);
  if (!key) throw new Refusal((await personState(tx, person)) ? "sealed.erased" : "person.unknown");
  const kept = await keepHeld(tx, key, at, field, broken);
  const refusals = await keepBefore(tx, person, at, field);
  const sample = (await valuesUnder(tx, person, { fields: [field], occasions: null })).slice(0, 20);
  await deleteField(tx, person, field);
  await deleteFieldIndex(tx, person, field);
  removeStored(tx, await deleteFiles(tx, person, 2 ** 31, field));
  for (const erasing of erasings()) await erasing.field?.(tx, person, field);
  const version = broken === "goes" ? key.version : await rekey(tx, person);
  const erasure = {
    id,
    person_id: person,
    scope: "field" as const,
    field,
    cause,
    key_version: version,
    epoch: key.epoch,
    kept_back: kept,
    kept_refusals: refusals,
    at,
    finished_at: at,
  };
  await insertErasure(tx, erasure);
  // With the key the person has from now on, what was deleted must not open, wherever a copy of it lies.
  const [now] = await selectKeys(tx, [person]);
  const again = now ? sample.map((v) => ({ ...v, key_version: now.version, epoch: now.epoch, wrapped: now.wrapped })) : [];
  const opened = (await openValues(tx, again)).filter((v) => "content" in v.value).length;
  await markTried(tx, erasure, { at, tried: again.length, opened });
  await enqueue(tx, followTask, { person, erasure: erasure.id }, { key: `${followTask}:${erasure.id}` });
  toLedger(tx, erasure);
  return { ...erasure, ledger_at: null };
}

async function before(tx: Tx, person: PersonId): Promise<Erasure> {
  const first = (await selectErasures(tx, person)).find((e) => e.scope === "person");
  if (!first) throw new Refusal("person.unknown");
  return first;
}
