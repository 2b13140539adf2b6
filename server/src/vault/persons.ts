import { randomBytes } from "node:crypto";
import { type Db, newId, type PersonId, personId, type Tx } from "../platform/index.js";
import type { PersonKey } from "./cache.js";
import { newKey, sealRoot, wrapLive } from "./keys.js";
import { vault } from "./state.js";
import { insertKeys, insertPersons } from "./store/keys.js";

export { activate as activatePerson, personState } from "./store/keys.js";

/** Keys of persons this transaction made: nobody else can see, erase or re-key them before it ends. */
const born = new WeakMap<Db, Map<PersonId, PersonKey>>();

export function bornKey(tx: Db, person: PersonId): PersonKey | undefined {
  return born.get(tx)?.get(person);
}

/** Once re-keyed or erased in the same transaction, a key made in it counts no more. */
export function forgetBorn(tx: Db, person: PersonId): void {
  born.get(tx)?.delete(person);
}

/** Makes a person with a data key of their own. `pending` until something is proven. */
export async function createPerson(tx: Tx, at: Date, state: "active" | "pending" = "active"): Promise<PersonId> {
  const [person] = await createPersons(tx, 1, at, state);
  if (!person) throw new Error("a person was made");
  return person;
}

/** Makes many persons, in two statements. `of`: how many, or the ids they get where the caller knows them before. */
export async function createPersons(
  tx: Tx,
  of: number | readonly PersonId[],
  at: Date,
  state: "active" | "pending" = "active",
): Promise<PersonId[]> {
  const persons = typeof of === "number" ? Array.from({ length: of }, () => personId.parse(newId())) : [...of];
  if (persons.length === 0) return [];
  await insertPersons(tx, persons, state, at);
  await giveKeys(tx, persons);
  return persons;
}

/**
 * Makes a data key for someone who is no person here: a member of staff, whose name and e-mail another domain seals with `sealFor`
 * under this id; or a hold, which has a key of its own. They are never found, counted or shown among persons.
 */
export async function createHolder(tx: Tx, id: string = newId()): Promise<PersonId> {
  const holder = personId.parse(id);
  await giveKeys(tx, [holder]);
  return holder;
}

async function giveKeys(tx: Tx, persons: readonly PersonId[]): Promise<void> {
  const made = persons.map((person) => {
    const key = newKey(1);
    const root = randomBytes(32);
    return { person, key, root, root_sealed: sealRoot(tx, person, key, root) };
  });
  await wrapLive(tx, made, async (epoch, wrapped) => {
    const rows = made.map((m, i) => ({
      person_id: m.person,
      version: 1,
      wrapped: wrapped[i] ?? Buffer.alloc(0),
      salt_root_sealed: m.root_sealed,
    }));
    return (await insertKeys(tx, epoch, rows)) === rows.length;
  });
  const map = born.get(tx) ?? new Map<PersonId, PersonKey>();
  born.set(tx, map);
  for (const m of made) map.set(m.person, { key: m.key, root: m.root });
  tx.afterCommit(() => {
    for (const [person, key] of map) vault().cache.put(tx.organisation, person, key);
  });
}
