import { record } from "../../evidence/index.js";
import type { Database, OrganisationId, Tx } from "../../platform/index.js";
import { ledgerEntry } from "../record.js";
import { vault } from "../state.js";
import { erasuresAfter } from "../store/erasures.js";
import { selectMark, upsertMark } from "../store/ledger.js";
import { LedgerFault } from "./fault.js";
import { type Replayed, replayLedger, type StopAgain } from "./replay.js";

/** Has every stop that the database knows written to the ledger once more, by its own job; answers how many. `consent` fills it. */
export type StopsToLedger = (tx: Tx) => Promise<number>;

/** What a rebuild did: ids and counts. */
export interface Rebuilt {
  /** False: the ledger was in order, and nothing was done. */
  readonly done: boolean;
  /** What the rest of the old ledger still told. */
  readonly replayed: Replayed;
  /** Erasures and stops that the database knew and that the new ledger holds. */
  readonly erasures: number;
  readonly stops: number;
}

const some = 1000;

/**
 * Begins a ledger anew where the old one is gone for good: does what is left of it, then writes into it every erasure that the database
 * knows, and has the stops follow. Recorded as `vault.ledger_rebuilt`, for it cannot be undone: whoever was erased or stopped something after
 * the backup that this database came from, and stands in no ledger, is not known any more. A ledger in order is left alone.
 */
export async function rebuildLedger(
  database: Database,
  organisation: OrganisationId,
  using: { readonly stopAgain: StopAgain; readonly stopsToLedger: StopsToLedger },
  at: Date,
): Promise<Rebuilt> {
  const fine = await replayLedger(database, organisation, using.stopAgain, at).catch((error: unknown) => {
    if (error instanceof LedgerFault && error.code === "ledger.older") return undefined;
    throw error;
  });
  if (fine) return { done: false, replayed: fine, erasures: 0, stops: 0 };
  const before = await database.read(organisation, selectMark);
  const waited = before?.restoredAt != null && before.replayedAt === null;
  const replayed = await replayLedger(database, organisation, using.stopAgain, at, true);
  const erasures = await writeErasures(database, organisation);
  const last = await endOf(organisation);
  const stops = await database.write(organisation, async (tx) => {
    await upsertMark(tx, last, at);
    const waiting = await using.stopsToLedger(tx);
    const detail = { restored: waited, erasures, stops: waiting, persons: replayed.persons.length, fields: replayed.fields.length };
    await record(tx, {
      type: "vault.ledger_rebuilt",
      at,
      actor: { kind: "system" },
      about: [],
      detail: waited && before.backupAt ? { ...detail, backup_at: before.backupAt.toISOString() } : detail,
    });
    return waiting;
  });
  const whole = waited && before.backupAt ? { ...replayed, restored: true, backupAt: before.backupAt } : replayed;
  return { done: true, replayed: whole, erasures, stops };
}

/** Every erasure of the database, oldest first: persons who are gone from it stand in backups still. */
async function writeErasures(database: Database, organisation: OrganisationId): Promise<number> {
  let written = 0;
  for (let after: { at: Date; id: string } | undefined; ; ) {
    const from = after;
    const rows = await database.read(organisation, (db) => erasuresAfter(db, from, some));
    await vault().ledger.append(
      organisation,
      rows.map((e) => ledgerEntry(organisation, e)),
    );
    written += rows.length;
    after = rows.at(-1);
    if (!after || rows.length < some) return written;
  }
}

async function endOf(organisation: OrganisationId): Promise<{ bytes: number; line: Buffer | null }> {
  let end: { bytes: number; line: Buffer | null } = { bytes: 0, line: null };
  for await (const stood of vault().ledger.from(organisation, 0)) end = { bytes: stood.end, line: stood.digest };
  return end;
}
