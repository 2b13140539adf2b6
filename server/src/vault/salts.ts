import type { Db, PersonId } from "../platform/index.js";
import { openKeys, openRoot } from "./keys.js";
import { bornKey } from "./persons.js";
import { selectKeys } from "./store/keys.js";

/**
 * 32 secret bytes per person, from which the salts of their events derive. They outlive re-keying and die with the person's key.
 * A person whose key is gone is left out.
 */
export async function saltRoots(db: Db, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Uint8Array>> {
  const roots = new Map<PersonId, Uint8Array>();
  for (const person of persons) {
    const root = bornKey(db, person)?.root;
    if (root) roots.set(person, root);
  }
  const others = persons.filter((p) => !roots.has(p));
  if (others.length === 0) return roots;
  const rows = await selectKeys(db, others);
  const keys = await openKeys(
    db,
    rows.map((r) => ({ ...r, key_version: r.version })),
  );
  for (const row of rows) {
    const key = keys.get(row.person_id);
    const root = typeof key === "object" ? openRoot(db, row, key) : undefined;
    if (typeof root === "object") roots.set(row.person_id, root);
  }
  return roots;
}

/** One person's root; undefined where the key is gone. */
export async function saltRoot(db: Db, person: PersonId): Promise<Uint8Array | undefined> {
  return (await saltRoots(db, [person])).get(person);
}
