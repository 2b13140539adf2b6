import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";

/** One run of the sweep. `fault`: why it refused to run. */
export interface SweepRow {
  readonly id: string;
  readonly at: Date;
  readonly endedAt: Date | null;
  readonly looked: number;
  readonly persons: number;
  readonly fields: number;
  readonly held: number;
  readonly fault: string | null;
}

export async function insertSweep(tx: Tx, row: Pick<SweepRow, "id" | "at" | "fault">): Promise<void> {
  await sql`insert into sweep (organisation_id, id, at, ended_at, fault)
    values (${tx.organisation}, ${row.id}, ${row.at}, ${row.fault === null ? null : row.at}, ${row.fault})`.execute(tx.q);
}

export async function endSweep(tx: Tx, row: Pick<SweepRow, "id" | "looked" | "persons" | "fields" | "held">, at: Date): Promise<void> {
  await sql`update sweep set ended_at = ${at}, looked = ${row.looked}, persons = ${row.persons}, fields = ${row.fields}, held = ${row.held}
    where organisation_id = ${tx.organisation} and id = ${row.id}`.execute(tx.q);
}

/** Runs that did nothing are forgotten after a while; the newest stays. */
export async function forgetSweeps(tx: Tx, before: Date): Promise<void> {
  await sql`delete from sweep where organisation_id = ${tx.organisation} and at < ${before}`.execute(tx.q);
}

export async function newestSweep(db: Db): Promise<SweepRow | undefined> {
  const { rows } = await sql<SweepRow>`select id, at, ended_at as "endedAt", looked, persons, fields, held, fault from sweep
    where organisation_id = ${db.organisation} order by id desc limit 1`.execute(db.q);
  return rows[0];
}

export interface Walk {
  readonly after: PersonId | null;
  readonly version: number;
  readonly at: Date;
}

export async function walkOf(db: Db): Promise<Walk | undefined> {
  const { rows } = await sql<Walk>`select after, policy_version as version, at from retention_walk
    where organisation_id = ${db.organisation}`.execute(db.q);
  return rows[0];
}

export async function writeWalk(tx: Tx, walk: Walk): Promise<void> {
  await sql`insert into retention_walk (organisation_id, after, policy_version, at)
    values (${tx.organisation}, ${walk.after}, ${walk.version}, ${walk.at})
    on conflict (organisation_id) do update set after = excluded.after, policy_version = excluded.policy_version, at = excluded.at`.execute(
    tx.q,
  );
}
