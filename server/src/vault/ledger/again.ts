import { type Happening, insertEvents, prepare, record } from "../../evidence/index.js";
import { type Database, type OrganisationId, personId, type Tx } from "../../platform/index.js";
import { eraseField, erasePerson } from "../erase.js";
import type { ErasureEntry } from "../ledger.js";

const together = 25;

/** Does erasures of the ledger again, in the order they were done, some to a transaction. Answers the ids of those that cannot be done. */
export async function eraseAgain(
  database: Database,
  organisation: OrganisationId,
  entries: readonly ErasureEntry[],
  at: Date,
): Promise<string[]> {
  const undone: string[] = [];
  for (let from = 0; from < entries.length; from += together) {
    const some = entries.slice(from, from + together);
    const run = (these: readonly ErasureEntry[]) =>
      database.write(organisation, async (tx) => {
        for (const entry of these) await erase(tx, entry, at);
      });
    await run(some).catch(async () => {
      // One that fails does not hold the others back.
      for (const entry of some) await run([entry]).catch(() => undone.push(entry.id));
    });
  }
  return undone;
}

/** The same verbs as the first time, under the same id, so that it counts as known from then on. */
async function erase(tx: Tx, entry: ErasureEntry, at: Date): Promise<void> {
  const person = personId.parse(entry.person);
  if (entry.kind === "field") {
    const { key_version } = await eraseField(tx, person, entry.name, "restored", at, entry.id);
    await record(tx, { ...happening(entry, key_version, at), about: [person], fields: [entry.name] });
    return;
  }
  const { key_version } = await erasePerson(tx, person, "restored", at, entry.id);
  // The key is gone: the salt of this event is one that nobody keeps.
  const event = prepare({ ...happening(entry, key_version, at), about: [person] }, new Map());
  await insertEvents(tx, [event.event], event.subjects);
}

function happening(entry: ErasureEntry, keyVersion: number, at: Date): Omit<Happening, "about"> {
  const type = entry.kind === "field" ? "field.erased" : "person.erased";
  const detail = { erasures: [entry.id], cause: "restored", key_versions: [String(keyVersion)] };
  return { type, at, actor: { kind: "system" }, detail };
}
