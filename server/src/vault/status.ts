import type { Db } from "../platform/index.js";
import { type BackupBound, backupBound, type EpochSpan, type Schedule } from "./bound.js";
import { findExport, type KeysExport } from "./recovery/export.js";
import { type RecoveryKey, readRecoveryKey } from "./recovery/key.js";
import { vault } from "./state.js";
import { countEpochs, selectVaultKeys, type VaultKeyRow } from "./store/keys.js";

export interface EpochStatus extends EpochSpan {
  /** When the next one began: backups made since then do not need this one, but for what was being moved. */
  readonly ended: Date | null;
  /** How many data keys are wrapped under it. */
  readonly under: number;
}

/** The keys above the data keys of an organisation, as they stand. Never a key. */
export interface KeysStatus {
  readonly epochs: readonly EpochStatus[];
  readonly index: readonly Omit<EpochStatus, "under">[];
  readonly recovery: RecoveryKey | undefined;
  readonly exported: KeysExport | undefined;
  readonly schedule: Schedule;
  /** For a person erased now. */
  readonly bound: BackupBound;
}

export async function keysStatus(db: Db, now: Date): Promise<KeysStatus> {
  const { keysFolder, exportsFolder, schedule } = vault();
  const rows = await selectVaultKeys(db);
  const under = await countEpochs(db);
  const epochs = spans(rows.filter((r) => r.kind === "epoch"));
  return {
    epochs: epochs.map((e) => ({ ...e, under: under.get(e.number) ?? 0 })),
    index: spans(rows.filter((r) => r.kind === "index")),
    recovery: await readRecoveryKey(keysFolder),
    exported: await findExport(keysFolder, exportsFolder),
    schedule,
    bound: backupBound(now, epochs, schedule, now),
  };
}

/** The bound for something erased at `erased`. */
export async function boundOf(db: Db, erased: Date, now: Date): Promise<BackupBound> {
  return backupBound(erased, spans((await selectVaultKeys(db)).filter((r) => r.kind === "epoch")), vault().schedule, now);
}

function spans(rows: readonly VaultKeyRow[]): Omit<EpochStatus, "under">[] {
  return rows.map((r) => ({
    number: r.number,
    began: r.created_at,
    ended: rows.find((o) => o.number > r.number)?.created_at ?? null,
    destroyed: r.destroyed_at,
  }));
}
