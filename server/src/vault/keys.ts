import { createSecretKey, randomBytes } from "node:crypto";
import type { Db, PersonId, Tx } from "../platform/index.js";
import type { PersonKey } from "./cache.js";
import { type KeyFault, KeyringFault, type Wrapped } from "./keyring/provider.js";
import { open, type Place, seal, type VersionedKey } from "./seal.js";
import { vault } from "./state.js";
import { type KeyRow, selectKeys } from "./store/keys.js";

/** Why a person's values cannot be opened. */
export type OpenFault = KeyFault | "sealed.erased";

/** A key row, or a row that was read joined with one. */
export interface KeyedRow {
  readonly person_id: PersonId;
  readonly key_version: number | null;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
}

/** Data keys of the persons in rows that were read in this transaction; remembered ones where the version is the row's. */
export async function openKeys(db: Db, rows: readonly KeyedRow[]): Promise<Map<PersonId, PersonKey | OpenFault>> {
  const { cache, keys } = vault();
  const found = new Map<PersonId, PersonKey | OpenFault>();
  const asked = new Map<PersonId, { person: PersonId; version: number } & Wrapped>();
  for (const row of rows) {
    if (found.has(row.person_id) || asked.has(row.person_id)) continue;
    if (row.key_version === null || row.epoch === null || row.wrapped === null) {
      cache.drop(db.organisation, row.person_id);
      found.set(row.person_id, "sealed.erased");
      continue;
    }
    const held = cache.get(db.organisation, row.person_id);
    if (held?.key.version === row.key_version) found.set(row.person_id, held);
    else asked.set(row.person_id, { person: row.person_id, version: row.key_version, epoch: row.epoch, wrapped: row.wrapped });
  }
  const unwrapped = asked.size > 0 ? await keys.unwrap(db.organisation, [...asked.values()]) : [];
  for (const [i, { person }] of [...asked.values()].entries()) {
    const answer = unwrapped[i] ?? { fault: "sealed.key_gone" };
    if ("fault" in answer) found.set(person, answer.fault);
    else {
      const key: PersonKey = { key: answer.key };
      cache.put(db.organisation, person, key);
      found.set(person, key);
    }
  }
  return found;
}

/** Data keys by person, read now. A person without a key row is `sealed.erased`. */
export async function readKeys(db: Db, persons: readonly PersonId[]): Promise<Map<PersonId, PersonKey | OpenFault>> {
  const rows = new Map((await selectKeys(db, persons)).map((r) => [r.person_id, r]));
  return openKeys(
    db,
    persons.map((person_id) => {
      const row = rows.get(person_id);
      return { person_id, key_version: row?.version ?? null, epoch: row?.epoch ?? null, wrapped: row?.wrapped ?? null };
    }),
  );
}

/** A new data key. */
export function newKey(version: number): VersionedKey {
  const raw = randomBytes(32);
  const key = createSecretKey(raw);
  raw.fill(0);
  return { version, key };
}

/**
 * Wraps keys and hands them to `write`, which answers false where their epoch is no longer in use: another process rotated. Then
 * once more, under the epoch that is.
 */
export async function wrapLive(
  tx: Tx,
  of: readonly { person: PersonId; key: VersionedKey }[],
  write: (epoch: number, wrapped: readonly Buffer[]) => Promise<boolean>,
): Promise<void> {
  const { keys } = vault();
  for (let attempt = 1; attempt <= 2; attempt++) {
    const wrapped = await keys.wrap(tx.organisation, of);
    const [first] = wrapped;
    if (
      !first ||
      (await write(
        first.epoch,
        wrapped.map((w) => w.wrapped),
      ))
    )
      return;
    keys.refresh(tx.organisation);
  }
  throw new KeyringFault("keys.none", `No epoch of organisation ${tx.organisation} that both KEPT_KEYS and the database know.`);
}

function rootPlace(db: Db, person: PersonId): Place {
  return { organisation: db.organisation, table: "person_key", person, field: "salt_root", id: person };
}

export function sealRoot(db: Db, person: PersonId, key: VersionedKey, root: Uint8Array): Buffer {
  return seal(key, rootPlace(db, person), root);
}

/** The root of a person's event salts, opened once per remembered key. */
export function openRoot(db: Db, row: KeyRow, person: PersonKey): Buffer | OpenFault {
  if (person.root) return person.root;
  const opened = open(person.key, rootPlace(db, row.person_id), row.salt_root_sealed);
  if ("fault" in opened) return opened.fault;
  person.root = opened.plain;
  return opened.plain;
}
