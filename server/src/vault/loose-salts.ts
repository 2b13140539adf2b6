import { type KeptSalt, keepSealedSalts, looseSalts, sealedSaltsOf } from "../evidence/index.js";
import type { Database, OrganisationId, PersonId, Tx } from "../platform/index.js";
import type { Erasing } from "./erasures.js";
import { sealFor } from "./other.js";
import { personState } from "./persons.js";

const batch = 200;
const at = (event: string) => ({ table: "event_person", field: "salt", id: event });

/**
 * A withdrawal never waits for a key, so the salt of its event may lie in clear. Here it is sealed by its person's key once keys
 * answer. Answers how many were.
 */
export async function sealLooseSalts(database: Database, organisation: OrganisationId): Promise<number> {
  let sealed = 0;
  for (let more = true; more; ) {
    const done = await database.write(organisation, sealSome);
    sealed += done;
    more = done === batch;
  }
  return sealed;
}

async function sealSome(tx: Tx): Promise<number> {
  const loose = await looseSalts(tx, batch);
  const ready: KeptSalt[] = [];
  for (const [person, salts] of Map.groupBy(loose, (s) => s.personId)) {
    if ((await personState(tx, person)) === "erased") continue; // Its rows are on their way out.
    const sealed = await sealFor(
      tx,
      person,
      salts.map((s) => ({ at: at(s.eventId), bytes: s.salt })),
    );
    for (const [i, salt] of salts.entries()) ready.push({ ...salt, salt: sealed[i] ?? salt.salt });
  }
  if (ready.length > 0) await keepSealedSalts(tx, ready);
  return ready.length;
}

/** When a person is re-keyed, sealed salts move to the new key. */
export const reseal: NonNullable<Erasing["reseal"]> = async (tx: Tx, person: PersonId, again) => {
  const salts = await sealedSaltsOf(tx, person);
  if (salts.length > 0)
    await keepSealedSalts(
      tx,
      salts.map((s) => ({ ...s, salt: again(at(s.eventId), s.salt) })),
    );
};
