import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../../platform/index.js";

export interface GrantRow {
  readonly id: string;
  readonly person: PersonId;
  readonly staff: StaffId;
  readonly purpose: string;
  readonly reason: Buffer | null;
  readonly minutes: number;
  readonly askedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedBy: StaffId | null;
  readonly agreed: boolean | null;
  readonly until: Date | null;
  readonly endedAt: Date | null;
}

const columns = sql`id, person_id as person, staff_id as staff, purpose, reason_sealed as reason, minutes, asked_at as "askedAt",
  decided_at as "decidedAt", decided_by as "decidedBy", agreed, until, ended_at as "endedAt"`;

export async function insertGrant(
  tx: Tx,
  g: Pick<GrantRow, "id" | "person" | "staff" | "purpose" | "minutes" | "askedAt"> & { readonly reason: Buffer },
): Promise<void> {
  await sql`insert into break_glass (organisation_id, person_id, id, staff_id, purpose, reason_sealed, minutes, asked_at)
    values (${tx.organisation}, ${g.person}, ${g.id}, ${g.staff}, ${g.purpose}, ${g.reason}, ${g.minutes}, ${g.askedAt})`.execute(tx.q);
}

/** A grant, held against every other decision on it until the transaction ends. */
export async function lockGrant(tx: Tx, id: string): Promise<GrantRow | undefined> {
  const { rows } = await sql<GrantRow>`select ${columns} from break_glass
    where organisation_id = ${tx.organisation} and id = ${id} for update`.execute(tx.q);
  return rows[0];
}

export async function decideGrant(
  tx: Tx,
  g: GrantRow,
  d: { readonly by: StaffId; readonly at: Date; readonly agreed: boolean; readonly until: Date | null },
): Promise<void> {
  await sql`update break_glass set decided_at = ${d.at}, decided_by = ${d.by}, agreed = ${d.agreed}, until = ${d.until}
    where organisation_id = ${tx.organisation} and person_id = ${g.person} and id = ${g.id}`.execute(tx.q);
}

export async function markEnded(tx: Tx, g: GrantRow, by: StaffId | null, at: Date): Promise<void> {
  await sql`update break_glass set ended_at = ${at}, ended_by = ${by}
    where organisation_id = ${tx.organisation} and person_id = ${g.person} and id = ${g.id}`.execute(tx.q);
}

/** The newest grants, whatever became of them. */
export async function newestGrants(db: Db, limit: number): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`select ${columns} from break_glass
    where organisation_id = ${db.organisation} order by id desc limit ${limit}`.execute(db.q);
  return rows;
}

/** Grants of a member of staff that are asked for or running. */
export async function openGrantsOf(tx: Tx, staff: StaffId, now: Date): Promise<GrantRow[]> {
  const { rows } = await sql<GrantRow>`select ${columns} from break_glass
    where organisation_id = ${tx.organisation} and staff_id = ${staff} and ended_at is null
      and (decided_at is null or (agreed and until > ${now})) for update`.execute(tx.q);
  return rows;
}

/** The grant by which somebody may read these records, which are one person, for this purpose now. */
export async function runningGrant(
  db: Db,
  staff: string,
  persons: readonly PersonId[],
  purpose: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from break_glass
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and staff_id = ${staff} and purpose = ${purpose}
      and agreed and until > ${now} and ended_at is null order by id desc limit 1`.execute(db.q);
  return rows[0]?.id;
}

/** Purposes of these records that somebody may read for by a grant now. */
export async function grantedPurposes(db: Db, staff: string, persons: readonly PersonId[], now: Date): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ purpose: string }>`select distinct purpose from break_glass
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and staff_id = ${staff}
      and agreed and until > ${now} and ended_at is null`.execute(db.q);
  return new Set(rows.map((r) => r.purpose));
}

/** A field was erased, and any reason may hold it. */
export async function dropReasons(tx: Tx, person: PersonId): Promise<void> {
  await sql`update break_glass set reason_sealed = null where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

export async function deleteGrants(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from break_glass where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}
