import type { Database, OrganisationId } from "../../platform/index.js";
import { vault } from "../state.js";
import { type LedgerMark, selectMark } from "../store/ledger.js";

/** Whether the ledger holds what the database knows of it. Changes nothing. */
export async function ledgerFits(database: Database, organisation: OrganisationId): Promise<boolean> {
  const mark = await database.read(organisation, selectMark);
  if (!mark) return true;
  const waiting = mark.restoredAt != null && mark.replayedAt === null;
  if (waiting ? mark.mustHold === null : mark.bytes === 0) return true;
  if (!waiting && (await stillThere(organisation, mark))) return true;
  for await (const stood of vault().ledger.from(organisation, 0)) {
    if (waiting ? stood.entry?.id === mark.mustHold : mark.line?.equals(stood.digest)) return true;
  }
  return false;
}

/** Whether the line the mark speaks of still ends where it did. */
export async function stillThere(organisation: OrganisationId, mark: LedgerMark): Promise<boolean> {
  if (mark.bytes === 0 || !mark.line) return false;
  // Longer than any line is.
  for await (const { end, digest } of vault().ledger.from(organisation, Math.max(0, mark.bytes - 4096))) {
    if (end >= mark.bytes) return end === mark.bytes && mark.line.equals(digest);
  }
  return false;
}
