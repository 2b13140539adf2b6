import { BackupFault } from "../../platform/backup/index.js";
import { type Database, type OrganisationId, type PersonId, personId } from "../../platform/index.js";
import { filesOf, openFile } from "../files/keep.js";
import { followErasure } from "../follow.js";
import type { ErasureEntry } from "../ledger.js";
import { randomValues } from "../sample.js";
import { vault } from "../state.js";
import { selectUnfinished } from "../store/erasures.js";
import { fieldsLeft, personsLeft } from "../store/probe.js";

export interface Probed {
  /** Values and files opened, of a random sample. */
  readonly values: number;
  readonly files: number;
  /** Erased persons and fields of the ledger that were looked for and not found. */
  readonly erased: number;
}

const sampleSize = 200;

/**
 * Looks into a restored and replayed database: a sample of what is held opens, a sample of what the ledger says is erased is neither
 * there nor found. Throws {@link BackupFault} with what is not so.
 */
export async function probe(database: Database, organisation: OrganisationId, now: Date): Promise<Probed> {
  for (const e of await database.read(organisation, (db) => selectUnfinished(db, 10_000))) {
    await followErasure(database, organisation, e.person_id, e.id, now);
  }
  const values = await database.read(organisation, (db) => randomValues(db, sampleSize));
  const failed = values.filter((v) => "fault" in v.value);
  if (failed.length > 0) throw wrong(organisation, `${failed.length} of ${values.length} sampled values do not open`);
  const files = await openFiles(database, organisation, [...new Set(values.map((v) => v.person))]);
  const erased = await sampleErasures(organisation);
  const persons = erased.filter((e) => e.kind === "person").map((e) => personId.parse(e.person));
  const left = await database.read(organisation, (db) => personsLeft(db, persons));
  if (left.length > 0) throw wrong(organisation, `${left.length} erased persons are still there (${left[0]})`);
  const fields = erased.filter((e) => e.kind === "field");
  const held = await database.read(organisation, (db) => fieldsLeft(db, fields));
  if (held > 0) throw wrong(organisation, `${held} values of erased fields are still there`);
  return { values: values.length, files, erased: erased.length };
}

async function openFiles(database: Database, organisation: OrganisationId, persons: readonly PersonId[]): Promise<number> {
  let opened = 0;
  for (const person of persons) {
    const files = await database.read(organisation, (db) => filesOf(db, person));
    for (const { id } of files) {
      if (opened === 5) return opened;
      await database
        .read(organisation, async (db) => {
          for await (const piece of (await openFile(db, person, id)).content) piece.fill(0);
        })
        .catch(() => {
          throw wrong(organisation, `the file ${id} does not open`);
        });
      opened++;
    }
  }
  return opened;
}

/** As many erasures as a probe looks for, each of the ledger's as likely as the others. */
async function sampleErasures(organisation: OrganisationId): Promise<ErasureEntry[]> {
  const kept: ErasureEntry[] = [];
  let seen = 0;
  for await (const entry of vault().ledger.read(organisation)) {
    if (entry.kind !== "person" && entry.kind !== "field") continue;
    seen++;
    if (kept.length < sampleSize) kept.push(entry);
    else {
      const place = Math.floor(Math.random() * seen);
      if (place < sampleSize) kept[place] = entry;
    }
  }
  return [...new Map(kept.map((e) => [e.id, e])).values()];
}

function wrong(organisation: OrganisationId, what: string): BackupFault {
  return new BackupFault("backup.drill", `The drill failed: organisation ${organisation}: ${what}.`);
}
