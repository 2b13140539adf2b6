import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../../platform/index.js";
import type { Outcome } from "./rules.js";

export interface CallRow {
  readonly id: string;
  readonly staff: StaffId;
  readonly purpose: string;
  readonly version: number;
  readonly openedAt: Date;
  readonly checks: number;
  readonly agreed: boolean;
  readonly closedAt: Date | null;
  readonly topic: string | null;
  readonly topicVi: string | null;
  readonly topicEn: string | null;
  readonly outcome: Outcome | null;
}

const columns = sql`id, staff_id as staff, purpose, policy_version as version, opened_at as "openedAt", checks, agreed,
  closed_at as "closedAt", topic, topic_vi as "topicVi", topic_en as "topicEn", outcome`;

export async function insertCall(
  tx: Tx,
  c: Pick<CallRow, "id" | "staff" | "purpose" | "version" | "openedAt" | "agreed">,
): Promise<boolean> {
  const { rows } = await sql`insert into phone_call (organisation_id, id, staff_id, purpose, policy_version, opened_at, checks, agreed)
    values (${tx.organisation}, ${c.id}, ${c.staff}, ${c.purpose}, ${c.version}, ${c.openedAt}, 1, ${c.agreed})
    on conflict do nothing returning 1`.execute(tx.q);
  return rows.length > 0;
}

/** A call of one member of staff, held until the transaction ends. */
export async function lockCall(tx: Tx, id: string, staff: StaffId): Promise<CallRow | undefined> {
  const { rows } = await sql<CallRow>`select ${columns} from phone_call
    where organisation_id = ${tx.organisation} and id = ${id} and staff_id = ${staff} for update`.execute(tx.q);
  return rows[0];
}

/** The call that a member of staff has open, if any. */
export async function openCallOf(db: Db, staff: StaffId): Promise<CallRow | undefined> {
  const { rows } = await sql<CallRow>`select ${columns} from phone_call
    where organisation_id = ${db.organisation} and staff_id = ${staff} and closed_at is null`.execute(db.q);
  return rows[0];
}

export async function checkedAgain(tx: Tx, id: string, agreed: boolean): Promise<void> {
  await sql`update phone_call set checks = checks + 1, agreed = ${agreed}
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

export async function checksSince(db: Db, staff: StaffId, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select coalesce(sum(checks), 0)::int as n from phone_call
    where organisation_id = ${db.organisation} and staff_id = ${staff} and opened_at >= ${since}`.execute(db.q);
  return rows[0]?.n ?? 0;
}

export async function closeRow(tx: Tx, c: CallRow): Promise<void> {
  await sql`update phone_call set closed_at = ${c.closedAt}, topic = ${c.topic}, topic_vi = ${c.topicVi}, topic_en = ${c.topicEn},
    outcome = ${c.outcome} where organisation_id = ${tx.organisation} and id = ${c.id}`.execute(tx.q);
}

export async function insertCallers(tx: Tx, call: string, persons: readonly PersonId[], at: Date): Promise<void> {
  await sql`insert into phone_call_person (organisation_id, person_id, call_id, agreed_at)
    select ${tx.organisation}, p, ${call}, ${at} from unnest(${persons}::uuid[]) p on conflict do nothing`.execute(tx.q);
}

export async function callersIn(db: Db, call: string): Promise<PersonId[]> {
  const { rows } = await sql<{ person: PersonId }>`select person_id as person from phone_call_person
    where organisation_id = ${db.organisation} and call_id = ${call} order by person_id`.execute(db.q);
  return rows.map((r) => r.person);
}

/** The log, newest first. */
export async function callRows(db: Db, before: string | undefined, limit: number): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`select ${columns} from phone_call where organisation_id = ${db.organisation}
    and id < coalesce(${before ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff') order by id desc limit ${limit}`.execute(db.q);
  return rows;
}

export async function deleteCaller(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from phone_call_person where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

/** Calls that began since, for the check. */
export async function callsSince(db: Db, since: Date): Promise<CallRow[]> {
  const { rows } = await sql<CallRow>`select ${columns} from phone_call
    where organisation_id = ${db.organisation} and opened_at >= ${since} order by id`.execute(db.q);
  return rows;
}

export async function callersSince(db: Db, since: Date): Promise<{ call: string; person: PersonId; agreedAt: Date }[]> {
  const { rows } = await sql<{ call: string; person: PersonId; agreedAt: Date }>`
    select call_id as call, person_id as person, agreed_at as "agreedAt" from phone_call_person
    where organisation_id = ${db.organisation} and agreed_at >= ${since}`.execute(db.q);
  return rows;
}
