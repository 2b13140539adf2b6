import { type Db, type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PersonKey } from "./cache.js";
import { type OpenFault, openKeys, readKeys } from "./keys.js";
import { open, type Place, seal } from "./seal.js";
import { lockKeyShared } from "./store/keys.js";

type At = Pick<Place, "table" | "field" | "id">;

/**
 * Seals what another domain keeps of a person in a table of its own (a message, a note on a case). The key row is held until the
 * transaction ends, so the person is not erased in between. That domain must register `reseal` and `later` with `registerErasure`.
 * Refuses `sealed.erased`.
 */
export async function sealFor(tx: Tx, person: PersonId, things: readonly { at: At; bytes: Uint8Array }[]): Promise<Buffer[]> {
  const row = await lockKeyShared(tx, person);
  const key = row ? (await openKeys(tx, [{ ...row, key_version: row.version }])).get(person) : undefined;
  if (!key || typeof key === "string") throw new Refusal(key ?? "sealed.erased");
  return things.map(({ at, bytes }) => seal(key.key, { organisation: tx.organisation, person, ...at }, bytes));
}

/** Opens what {@link sealFor} sealed, each by itself. */
export async function openFor(
  db: Db,
  person: PersonId,
  things: readonly { at: At; sealed: Uint8Array }[],
): Promise<({ readonly plain: Buffer } | { readonly fault: OpenFault })[]> {
  const key: PersonKey | OpenFault = (await readKeys(db, [person])).get(person) ?? "sealed.erased";
  return things.map(({ at, sealed }) =>
    typeof key === "string" ? { fault: key } : open(key.key, { organisation: db.organisation, person, ...at }, sealed),
  );
}
