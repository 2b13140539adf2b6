import { crashPoint, type Database, type OrganisationId, type PersonId } from "../platform/index.js";
import { erasings } from "./erasures.js";
import { removeStored } from "./files/remove.js";
import { ledgerEntry } from "./record.js";
import { vault } from "./state.js";
import { deleteSomeIndex } from "./store/blind.js";
import { markFinished, markInLedger, selectErasures } from "./store/erasures.js";
import { deleteFiles } from "./store/files.js";
import { deleteSome } from "./store/values.js";
import { tryErased } from "./try.js";

const some = 2000;

/**
 * What follows an erasure, in small transactions: index rows first (they answer "is X here?"), values, files, and what other domains
 * hold. Then the ledger, once more where it may be missing. Killed anywhere, it goes on where it was; done, it does nothing.
 */
export async function followErasure(
  database: Database,
  organisation: OrganisationId,
  person: PersonId,
  id: string,
  at: Date,
): Promise<void> {
  const open = () => database.read(organisation, async (db) => (await selectErasures(db, person)).find((e) => e.id === id));
  const erasure = await open();
  if (!erasure) return;
  crashPoint("follow.begun");
  await tryErased(database, organisation, erasure, at);
  crashPoint("follow.tried");
  if (!erasure.finished_at) {
    await repeat(database, organisation, async (tx) => (await deleteSomeIndex(tx, person, some)) === some);
    crashPoint("follow.index_gone");
    await repeat(database, organisation, async (tx) => (await deleteSome(tx, person, some)) === some);
    crashPoint("follow.values_gone");
    await repeat(database, organisation, async (tx) => {
      const gone = await deleteFiles(tx, person, some);
      removeStored(tx, gone);
      return gone.length === some;
    });
    crashPoint("follow.files_gone");
    for (const erasing of erasings()) {
      await repeat(database, organisation, async (tx) => (await erasing.later?.(tx, person)) ?? false);
    }
    crashPoint("follow.domains_gone");
    await database.write(organisation, (tx) => markFinished(tx, erasure, at));
    crashPoint("follow.finished");
  }
  if (!erasure.ledger_at) {
    // It is there already unless a process died between its commit and its ledger line, or the disk refused. Twice does no harm.
    await vault().ledger.append(organisation, [ledgerEntry(organisation, erasure)]);
    crashPoint("follow.in_ledger");
    await database.write(organisation, (tx) => markInLedger(tx, erasure, at));
  }
}

async function repeat(
  database: Database,
  organisation: OrganisationId,
  step: (tx: Parameters<typeof removeStored>[0]) => Promise<boolean>,
): Promise<void> {
  while (await database.write(organisation, step)) {
    // Each step is a transaction of its own, so that locks and vacuum never wait for a whole person.
  }
}
