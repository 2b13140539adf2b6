import { sql } from "kysely";
import type { Db, Tx } from "../platform/index.js";
import type { CheckState } from "../policy/index.js";

export interface ResultRow {
  readonly promise: string;
  /** Place of the control among the promise's. */
  readonly place: number;
  readonly control: string;
  readonly policy_version: number;
  readonly state: CheckState;
  readonly done: number;
  readonly refused: number;
  readonly violations: readonly string[];
  readonly explanation_vi: string;
  readonly explanation_en: string;
  readonly checked_at: Date;
  /** Since when it has been in this state. */
  readonly state_since: Date;
}

export async function resultRows(db: Db): Promise<ResultRow[]> {
  const found = await sql<ResultRow>`select promise, place, control, policy_version, state, done, refused, violations, explanation_vi,
      explanation_en, checked_at, state_since
    from check_result where organisation_id = ${db.organisation} order by promise, place`.execute(db.q);
  return found.rows;
}

/** The results as this run must compare with; a run at the same time waits. */
export async function lockResults(tx: Tx): Promise<ResultRow[]> {
  await sql`select 1 from check_result where organisation_id = ${tx.organisation} for update`.execute(tx.q);
  return resultRows(tx);
}

export async function writeResults(tx: Tx, rows: readonly ResultRow[]): Promise<void> {
  await sql`delete from check_result where organisation_id = ${tx.organisation}`.execute(tx.q);
  if (rows.length === 0) return;
  await sql`insert into check_result (organisation_id, promise, place, control, policy_version, state, done, refused, violations,
      explanation_vi, explanation_en, checked_at, state_since)
    select ${tx.organisation}, r.promise, r.place, r.control, r.policy_version, r.state, r.done, r.refused, r.violations,
      r.explanation_vi, r.explanation_en, r.checked_at, r.state_since
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(promise text, place int, control text, policy_version int, state text,
      done int, refused int, violations text[], explanation_vi text, explanation_en text, checked_at timestamptz, state_since timestamptz)
    on conflict (organisation_id, promise, place) do nothing`.execute(tx.q);
}

export interface ChangeRow {
  readonly id: string;
  readonly promise: string;
  readonly control: string;
  readonly policy_version: number;
  readonly was: CheckState | null;
  readonly became: CheckState;
  readonly at: Date;
  readonly violations: readonly string[];
  readonly explanation_vi: string;
  readonly explanation_en: string;
}

export async function insertChanges(tx: Tx, rows: readonly ChangeRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into check_change (organisation_id, id, promise, control, policy_version, was, became, at, violations, explanation_vi, explanation_en)
    select ${tx.organisation}, r.id, r.promise, r.control, r.policy_version, r.was, r.became, r.at, r.violations, r.explanation_vi, r.explanation_en
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, promise text, control text, policy_version int, was text,
      became text, at timestamptz, violations text[], explanation_vi text, explanation_en text)`.execute(tx.q);
}

/** Changes of a promise's state, newest first. */
export async function changeRows(db: Db, promise: string, limit: number): Promise<ChangeRow[]> {
  const found =
    await sql<ChangeRow>`select id, promise, control, policy_version, was, became, at, violations, explanation_vi, explanation_en
    from check_change where organisation_id = ${db.organisation} and promise = ${promise} order by id desc limit ${limit}`.execute(db.q);
  return found.rows;
}

export interface AttestationRow {
  readonly id: string;
  readonly promise: string;
  /** Which measure of `security.measures`; null for the control `attested`. */
  readonly measure: string | null;
  readonly staff_id: string;
  /** A date without time, `2027-06-30`. */
  readonly valid_until: string;
  readonly document: string;
  readonly attested_at: Date;
}

export async function insertAttestation(tx: Tx, row: AttestationRow): Promise<void> {
  await sql`insert into attestation (organisation_id, id, promise, measure, staff_id, valid_until, document, attested_at)
    values (${tx.organisation}, ${row.id}, ${row.promise}, ${row.measure}, ${row.staff_id}, ${row.valid_until}, ${row.document}, ${row.attested_at})`.execute(
    tx.q,
  );
}

/** The newest attestation of a promise, or of one measure that it names. */
export async function newestAttestation(db: Db, promise: string, measure: string | null = null): Promise<AttestationRow | undefined> {
  const found = await sql<AttestationRow>`select id, promise, measure, staff_id, valid_until, document, attested_at
    from attestation where organisation_id = ${db.organisation} and promise = ${promise} and measure is not distinct from ${measure} order by id desc limit 1`.execute(
    db.q,
  );
  return found.rows[0];
}
