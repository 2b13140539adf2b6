import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import { erasings, type Reseal } from "./erasures.js";
import { fileKeyPlace, fileNamePlace } from "./files/places.js";
import { newKey, openKeys, openRoot, sealRoot, wrapLive } from "./keys.js";
import { forgetBorn } from "./persons.js";
import { open, type Place, seal, type VersionedKey } from "./seal.js";
import { vault } from "./state.js";
import { resealFiles, selectFiles } from "./store/files.js";
import { lockKey, replaceKey } from "./store/keys.js";
import { resealValues, selectAll } from "./store/values.js";
import { valuePlace } from "./write.js";

/**
 * Gives a person a new data key and seals everything that is left under it, in this transaction: what was deleted before stays
 * unreadable in backups once the epoch that wrapped the old key is destroyed. Fails whole when anything does not open: nothing
 * may be lost in passing. Answers the version of the key that is gone. Costs what the person has.
 */
export async function rekey(tx: Tx, person: PersonId): Promise<number> {
  const row = await lockKey(tx, person);
  if (!row) throw new Refusal("sealed.erased");
  const old = (await openKeys(tx, [{ ...row, key_version: row.version }])).get(person) ?? "sealed.erased";
  if (typeof old === "string") throw new Refusal(old);
  const root = openRoot(tx, row, old);
  if (typeof root === "string") throw new Refusal(root);
  const next = newKey(row.version + 1);
  const move = (place: Place, sealed: Uint8Array) => moved(old.key, next, place, sealed);

  const values = await selectAll(tx, person);
  await resealValues(
    tx,
    person,
    values.map((v) => ({ id: v.id, sealed: move(valuePlace(tx.organisation, person, v.field, v.id), v.sealed) })),
  );
  const files = await selectFiles(tx, person);
  await resealFiles(
    tx,
    person,
    files.map((f) => ({
      id: f.id,
      key: move(fileKeyPlace(tx.organisation, person, f.id), f.key_sealed),
      name: move(fileNamePlace(tx.organisation, person, f.id), f.name_sealed),
    })),
  );
  const reseal: Reseal = (at, sealed) => move({ organisation: tx.organisation, person, ...at }, sealed);
  for (const erasing of erasings()) await erasing.reseal?.(tx, person, reseal);

  const saltRoot = sealRoot(tx, person, next, root);
  await wrapLive(tx, [{ person, key: next }], async (epoch, [wrapped]) =>
    wrapped ? replaceKey(tx, epoch, { person_id: person, version: next.version, wrapped, salt_root_sealed: saltRoot }) : false,
  );
  forgetBorn(tx, person);
  vault().cache.drop(tx.organisation, person);
  tx.afterCommit(() => vault().cache.drop(tx.organisation, person));
  return row.version;
}

function moved(from: VersionedKey, to: VersionedKey, place: Place, sealed: Uint8Array): Buffer {
  const opened = open(from, place, sealed);
  if ("fault" in opened) throw new Refusal(opened.fault);
  const again = seal(to, place, opened.plain);
  opened.plain.fill(0);
  return again;
}
