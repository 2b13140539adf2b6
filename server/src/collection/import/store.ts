import { sql } from "kysely";
import type { By } from "../../consent/index.js";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { HeldPassing } from "../../vault/index.js";
import type { ColumnMap, RowFault } from "./rules.js";
import type { Format } from "./table/rows.js";

export type ImportState = "uploaded" | "checking" | "checked" | "running" | "stopped" | "done" | "cancelled";

export interface ImportRow {
  readonly id: string;
  readonly touchpoint: string;
  readonly format: Format;
  readonly bytes: number;
  readonly stored: string | null;
  readonly holder: PersonId | null;
  readonly keySealed: Buffer | null;
  readonly state: ImportState;
  readonly dryRun: boolean;
  readonly map: ColumnMap | null;
  readonly language: "vi" | "en" | null;
  readonly contactProved: boolean;
  readonly policyVersion: number | null;
  readonly run: number;
  readonly fault: string | null;
  readonly byKind: "staff" | "key";
  readonly byId: string;
  readonly uploadedAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
}

const columns = sql`id, touchpoint, format, bytes, stored, holder, key_sealed as "keySealed", state, dry_run as "dryRun", map, language,
  contact_proved as "contactProved", policy_version as "policyVersion", run, fault, by_kind as "byKind", by_id as "byId",
  uploaded_at as "uploadedAt", started_at as "startedAt", ended_at as "endedAt"`;

export async function insertImport(
  tx: Tx,
  i: { id: string; touchpoint: string; format: Format; bytes: number; held: HeldPassing; by: Exclude<By, { kind: "person" }>; at: Date },
): Promise<boolean> {
  const added =
    await sql`insert into import (organisation_id, id, touchpoint, format, bytes, stored, holder, key_sealed, state, by_kind, by_id, uploaded_at)
    values (${tx.organisation}, ${i.id}, ${i.touchpoint}, ${i.format}, ${i.bytes}, ${i.held.stored}, ${i.held.holder}, ${i.held.keySealed}, 'uploaded',
      ${i.by.kind}, ${i.by.id}, ${i.at}) on conflict do nothing`.execute(tx.q);
  return (added.numAffectedRows ?? 0n) > 0n;
}

export async function importById(db: Db, id: string): Promise<ImportRow | undefined> {
  return (await sql<ImportRow>`select ${columns} from import where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q))
    .rows[0];
}

/** Held against every other change of it until the transaction ends. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRow | undefined> {
  return (
    await sql<ImportRow>`select ${columns} from import where organisation_id = ${tx.organisation} and id = ${id} for update`.execute(tx.q)
  ).rows[0];
}

/** Held so that it goes on running as this run while a batch is written; batches do not wait for each other. */
export async function isRunning(tx: Tx, id: string, run: number): Promise<boolean> {
  const rows = await tx.named(
    "collection.import_running",
    "select 1 from import where organisation_id = $1 and id = $2 and run = $3 and state in ('checking', 'running') for share",
    [tx.organisation, id, run],
  );
  return rows.length === 1;
}

export async function listImports(db: Db, before: string | undefined, limit: number): Promise<ImportRow[]> {
  return (
    await sql<ImportRow>`select ${columns} from import where organisation_id = ${db.organisation}
      and id < ${before ?? "ffffffff-ffff-ffff-ffff-ffffffffffff"}::uuid order by id desc limit ${limit}`.execute(db.q)
  ).rows;
}

export async function beginRun(
  tx: Tx,
  id: string,
  b: { dryRun: boolean; map: ColumnMap; language: string; contactProved: boolean; version: number; at: Date },
): Promise<void> {
  await sql`update import set state = ${b.dryRun ? "checking" : "running"}, dry_run = ${b.dryRun}, map = ${JSON.stringify(b.map)}::jsonb,
      language = ${b.language}, contact_proved = ${b.contactProved}, policy_version = ${b.version}, run = run + 1, fault = null,
      started_at = ${b.at}, ended_at = null
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

/** Moves it on; answers whether this run was the one under way. */
export async function endRun(tx: Tx, id: string, run: number, to: ImportState, fault: string | null, at: Date): Promise<boolean> {
  const done = await sql`update import set state = ${to}, fault = ${fault}, ended_at = ${at}
    where organisation_id = ${tx.organisation} and id = ${id} and run = ${run} and state in ('checking', 'running')`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

export async function cancel(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`update import set state = 'cancelled', ended_at = ${at} where organisation_id = ${tx.organisation} and id = ${id}`.execute(
    tx.q,
  );
}

export async function forgetFile(tx: Tx, id: string): Promise<void> {
  await sql`update import set stored = null, holder = null, key_sealed = null where organisation_id = ${tx.organisation} and id = ${id}`.execute(
    tx.q,
  );
}

/** Takes what an earlier run left. */
export async function clearRun(tx: Tx, id: string): Promise<void> {
  await sql`delete from import_batch where organisation_id = ${tx.organisation} and import_id = ${id}`.execute(tx.q);
  await sql`delete from import_refusal where organisation_id = ${tx.organisation} and import_id = ${id}`.execute(tx.q);
}

/** False where the batch was dealt with before. */
export async function insertBatch(
  tx: Tx,
  b: { import: string; number: number; rows: number; taken: number; refused: number; refusedBefore: number },
): Promise<boolean> {
  const rows = await tx.named(
    "collection.import_batch",
    `insert into import_batch (organisation_id, import_id, number, rows, taken, refused, refused_before) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict do nothing returning 1`,
    [tx.organisation, b.import, b.number, b.rows, b.taken, b.refused, b.refusedBefore],
  );
  return rows.length === 1;
}

export async function batchesDone(db: Db, id: string): Promise<Set<number>> {
  const { rows } = await sql<{ number: number }>`select number from import_batch
    where organisation_id = ${db.organisation} and import_id = ${id}`.execute(db.q);
  return new Set(rows.map((r) => r.number));
}

export interface Progress {
  readonly rows: number;
  readonly taken: number;
  readonly refused: number;
  readonly refusedBefore: number;
}

export async function progressOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Progress>> {
  const { rows } = await sql<
    Progress & { id: string }
  >`select import_id as id, sum(rows)::int as rows, sum(taken)::int as taken, sum(refused)::int as refused,
    sum(refused_before)::int as "refusedBefore"
    from import_batch where organisation_id = ${db.organisation} and import_id = any(${ids}) group by import_id`.execute(db.q);
  return new Map(rows.map((r) => [r.id, r]));
}

export async function insertRefusals(tx: Tx, id: string, refused: readonly { row: number; faults: readonly RowFault[] }[]): Promise<void> {
  const all = refused.flatMap(({ row, faults }) => faults.slice(0, 50).map((fault, seq) => ({ row, seq, ...fault })));
  if (all.length === 0) return;
  await tx.named(
    "collection.import_refusals",
    `insert into import_refusal (organisation_id, import_id, row_number, seq, column_number, field, code)
     select $1, $2, * from unnest($3::int[], $4::int[], $5::int[], $6::text[], $7::text[]) on conflict do nothing`,
    [
      tx.organisation,
      id,
      all.map((r) => r.row),
      all.map((r) => r.seq),
      all.map((r) => r.column),
      all.map((r) => r.field),
      all.map((r) => r.code),
    ],
  );
}

export interface RefusedRow {
  readonly row: number;
  readonly column: number | null;
  readonly field: string | null;
  readonly code: string;
}

export async function refusalsOf(db: Db, id: string, after: number, limit: number): Promise<RefusedRow[]> {
  const { rows } = await sql<RefusedRow>`select row_number as row, column_number as column, field, code from import_refusal
    where organisation_id = ${db.organisation} and import_id = ${id} and row_number > ${after} order by row_number, seq limit ${limit}`.execute(
    db.q,
  );
  return rows;
}

/** Files that rows speak of, with the imports nobody has touched since an instant. */
export async function heldFiles(db: Db, before: Date): Promise<{ id: string; stored: string; old: boolean }[]> {
  const { rows } = await sql<{ id: string; stored: string; old: boolean }>`select id, stored,
      state not in ('checking', 'running') and greatest(uploaded_at, ended_at) < ${before} as old
    from import where organisation_id = ${db.organisation} and stored is not null`.execute(db.q);
  return rows;
}
