import { answerErased, leftToErase, markErasedByOrder } from "../disclosure/index.js";
import { record } from "../evidence/index.js";
import { type Database, type OrganisationId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import { eraseField, history, personState } from "../vault/index.js";
import { eraseEverything } from "./erase.js";

const actor = { kind: "system" } as const;

/**
 * Erases what a state body ordered and somebody decided: person by person, each in a transaction that also says so in the register. Killed
 * anywhere, it goes on where it was. What a hold covers is kept back by the verb itself.
 */
export async function eraseOrdered(database: Database, organisation: OrganisationId, order: string, now: Date): Promise<void> {
  const left = await database.read(organisation, (db) => leftToErase(db, order));
  if (!left) return;
  for (const person of left.persons) {
    await database.write(organisation, async (tx) => {
      await (left.fields.length === 0 ? everything(tx, person, now) : only(tx, person, left.fields, now));
      await markErasedByOrder(tx, order, person, now);
    });
  }
  await database.write(organisation, (tx) => answerErased(tx, order, now));
}

async function everything(tx: Tx, person: PersonId, now: Date): Promise<void> {
  if ((await personState(tx, person)) === "erased") return;
  await eraseEverything(tx, person, { actor, cause: "ordered", now });
}

async function only(tx: Tx, person: PersonId, fields: readonly string[], now: Date): Promise<void> {
  const state = await personState(tx, person);
  if (state === undefined) throw new Refusal("person.unknown");
  if (state === "erased") return;
  const held = new Set((await history(tx, person)).map((v) => v.field));
  for (const field of fields.filter((f) => held.has(f))) {
    const { id, key_version } = await eraseField(tx, person, field, "ordered", now);
    const detail = { erasures: [id], cause: "ordered", key_versions: [String(key_version)] };
    await record(tx, { type: "field.erased", at: now, actor, about: [person], fields: [field], detail });
  }
}
