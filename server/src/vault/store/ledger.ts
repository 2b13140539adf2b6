import type pg from "pg";
import type { Db, Tx } from "../../platform/index.js";
import type { ErasureEntry } from "../ledger.js";

/** How far the database knows the ledger, and whether it waits for a replay after a restore. */
export interface LedgerMark {
  readonly bytes: number;
  readonly line: Buffer | null;
  readonly restoredAt: Date | null;
  readonly backupAt: Date | null;
  readonly mustHold: string | null;
  readonly replayedAt: Date | null;
}

export async function selectMark(db: Db): Promise<LedgerMark | undefined> {
  const [mark] = await db.named<LedgerMark & { [column: string]: unknown }>(
    "vault.ledger_mark",
    `select bytes, line, restored_at as "restoredAt", backup_at as "backupAt", must_hold as "mustHold", replayed_at as "replayedAt"
     from ledger_mark where organisation_id = $1`,
    [db.organisation],
  );
  return mark;
}

/** Everything before `bytes` is known here; a restore that waited for it waits no more. */
export async function upsertMark(tx: Tx, mark: Pick<LedgerMark, "bytes" | "line">, at: Date): Promise<void> {
  await tx.named(
    "vault.ledger_mark_set",
    `insert into ledger_mark as m (organisation_id, bytes, line, at) values ($1, $2, $3, $4)
     on conflict (organisation_id) do update set bytes = $2, line = $3, at = $4,
       replayed_at = case when m.restored_at is not null and m.replayed_at is null then $4 else m.replayed_at end`,
    [tx.organisation, mark.bytes, mark.line, at],
  );
}

/** Of these entries those whose person still has a key and whose erasure this database does not know, in the same order. */
export async function unknownErasures(db: Db, entries: readonly ErasureEntry[]): Promise<ErasureEntry[]> {
  if (entries.length === 0) return [];
  const rows = await db.named<{ place: number }>(
    "vault.ledger_unknown",
    `select w.place::int from unnest($2::uuid[], $3::uuid[]) with ordinality w(person, id, place)
     join person_key k on k.organisation_id = $1 and k.person_id = w.person
     where not exists (select from erasure e where e.organisation_id = $1 and e.person_id = w.person and e.id = w.id)
     order by w.place`,
    [db.organisation, entries.map((e) => e.person), entries.map((e) => e.id)],
  );
  return rows.flatMap((r) => entries[r.place - 1] ?? []);
}

/** As the owner, in the transaction of a restore: nothing of this organisation is served before its ledger was replayed from the start. */
export async function markRestored(
  client: pg.ClientBase,
  organisation: string,
  of: { readonly at: Date; readonly backupAt: Date; readonly mustHold: string | null },
): Promise<void> {
  await client.query(
    `insert into ledger_mark (organisation_id, bytes, line, at, restored_at, backup_at, must_hold) values ($1, 0, null, $2, $2, $3, $4)
     on conflict (organisation_id) do update set bytes = 0, line = null, at = $2, restored_at = $2, backup_at = $3, must_hold = $4, replayed_at = null`,
    [organisation, of.at, of.backupAt, of.mustHold],
  );
}
