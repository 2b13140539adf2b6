import { type Happening, insertEvents, prepare, record } from "../../evidence/index.js";
import { type Database, type OrganisationId, personId, Refusal, type Tx } from "../../platform/index.js";
import { type Broken, eraseField, erasePerson } from "../erase.js";
import type { ErasureEntry } from "../ledger.js";

const together = 25;

/** What came of doing erasures again, by the ids of their entries. */
export interface Again {
  /** Not done at all. */
  readonly undone: readonly string[];
  /** Done, though something of that person is damaged: what was to be erased is, and their key could not be renewed. */
  readonly broken: readonly string[];
}

/** Does erasures of the ledger again, in the order they were done, some to a transaction. */
export async function eraseAgain(
  database: Database,
  organisation: OrganisationId,
  entries: readonly ErasureEntry[],
  at: Date,
): Promise<Again> {
  const undone: string[] = [];
  const broken: string[] = [];
  for (let from = 0; from < entries.length; from += together) {
    const some = entries.slice(from, from + together);
    const run = (these: readonly ErasureEntry[], how: Broken = "fails") =>
      database.write(organisation, async (tx) => {
        for (const entry of these) await erase(tx, entry, at, how);
      });
    await run(some).catch(async () => {
      // One that fails does not hold the others back.
      for (const entry of some) {
        await run([entry])
          .catch(async (error: unknown) => {
            // A damaged value must not keep a server from starting for ever. A key that is not there may come back: that is waited for.
            if (!(error instanceof Refusal) || !damages.has(error.code)) throw error;
            await run([entry], "goes");
            broken.push(entry.id);
          })
          .catch(() => undone.push(entry.id));
      }
    });
  }
  return { undone, broken };
}

const damages: ReadonlySet<string> = new Set(["sealed.damaged", "sealed.other_key"]);

/** The same verbs as the first time, under the same id, so that it counts as known from then on. */
async function erase(tx: Tx, entry: ErasureEntry, at: Date, how: Broken): Promise<void> {
  const person = personId.parse(entry.person);
  if (entry.kind === "field") {
    const { key_version } = await eraseField(tx, person, entry.name, "restored", at, entry.id, how);
    const event = { ...happening(entry, key_version, at), about: [person], fields: [entry.name] };
    await record(tx, how === "goes" ? { ...event, detail: { ...event.detail, key_versions: [] } } : event);
    return;
  }
  const { key_version } = await erasePerson(tx, person, "restored", at, entry.id, how);
  // The key is gone: the salt of this event is one that nobody keeps.
  const event = prepare({ ...happening(entry, key_version, at), about: [person] }, new Map());
  await insertEvents(tx, [event.event], event.subjects);
}

function happening(entry: ErasureEntry, keyVersion: number, at: Date): Omit<Happening, "about"> {
  const type = entry.kind === "field" ? "field.erased" : "person.erased";
  const detail = { erasures: [entry.id], cause: "restored", key_versions: [String(keyVersion)] };
  return { type, at, actor: { kind: "system" }, detail };
}
