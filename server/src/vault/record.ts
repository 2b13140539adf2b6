import { crashPoint, type OrganisationId, Refusal, type Tx } from "../platform/index.js";
import type { LedgerEntry } from "./ledger.js";
import { vault } from "./state.js";
import type { ErasureRow } from "./store/erasures.js";

const waiting = new WeakMap<Tx, LedgerEntry[]>();

/**
 * Puts an erasure into the ledger once its transaction is durable and before `write` answers: never an entry for an erasure that
 * was rolled back, never an answer for one that the ledger does not hold. All of one transaction share one fsync.
 */
export function toLedger(tx: Tx, erasure: Pick<ErasureRow, "id" | "scope" | "person_id" | "field" | "at">): void {
  const entry = ledgerEntry(tx.organisation, erasure);
  const entries = waiting.get(tx);
  if (entries) {
    entries.push(entry);
    return;
  }
  const first = [entry];
  waiting.set(tx, first);
  tx.afterCommit(async () => {
    crashPoint("erase.committed");
    await vault()
      .ledger.append(tx.organisation, first)
      .catch(() => {
        throw new Refusal("ledger.unwritable");
      });
    crashPoint("erase.in_ledger");
  });
}

export function ledgerEntry(organisation: string, e: Pick<ErasureRow, "id" | "scope" | "person_id" | "field" | "at">): LedgerEntry {
  const about = { id: e.id, organisation, person: e.person_id, at: e.at.toISOString() };
  return e.field === null ? { ...about, kind: "person" } : { ...about, kind: "field", name: e.field };
}

/** Puts entries into the ledger at once: for jobs of later domains, which keep theirs until this has returned. */
export async function appendToLedger(organisation: OrganisationId, entries: readonly LedgerEntry[]): Promise<void> {
  await vault().ledger.append(organisation, entries);
}
