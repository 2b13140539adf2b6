import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../../platform/index.js";

/** Whose an assignment is about: one person, or everyone of an occasion. */
export type Subject = { readonly person: PersonId } | { readonly occasion: string };

export interface AssignmentRow {
  readonly id: string;
  readonly staff: StaffId;
  readonly person: PersonId | null;
  readonly occasion: string | null;
  readonly by: StaffId;
  readonly byKind: "staff" | "intake";
  readonly from: Date;
  readonly until: Date | null;
  readonly endedAt: Date | null;
}

export interface NewAssignment {
  readonly id: string;
  readonly subject: Subject;
  readonly staff: StaffId;
  readonly by: StaffId;
  readonly byKind: "staff" | "intake";
  readonly at: Date;
  readonly until: Date | null;
}

const columns = sql`id, staff_id as staff, by_staff as by, by_kind as "byKind", from_at as "from", until, ended_at as "endedAt"`;
const running = (now: Date) => sql`ended_at is null and from_at <= ${now} and (until is null or until > ${now})`;

/** Adds an assignment. False where the same staff is assigned already, with no end nearer. */
export async function insertAssignment(tx: Tx, a: NewAssignment): Promise<boolean> {
  const [table, column, subject] =
    "person" in a.subject
      ? (["assigned_person", "person_id", a.subject.person] as const)
      : (["assigned_occasion", "occasion_id", a.subject.occasion] as const);
  const { rows } = await sql`
    insert into ${sql.table(table)} (organisation_id, ${sql.ref(column)}, id, staff_id, by_kind, by_staff, from_at, until)
    select ${tx.organisation}, ${subject}, ${a.id}, ${a.staff}, ${a.byKind}, ${a.by}, ${a.at}, ${a.until}
    where not exists (select 1 from ${sql.table(table)} where organisation_id = ${tx.organisation} and ${sql.ref(column)} = ${subject}
      and staff_id = ${a.staff} and ended_at is null and (until is null or until >= ${a.until}))
    returning id`.execute(tx.q);
  return rows.length > 0;
}

/** Of these persons and occasions, those assigned to this staff now. */
export async function assignedAmong(
  db: Db,
  staff: string,
  persons: readonly PersonId[],
  occasions: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select person_id as id from assigned_person
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and staff_id = ${staff} and ${running(now)}
    union select occasion_id from assigned_occasion
    where organisation_id = ${db.organisation} and occasion_id = any(${occasions}::uuid[]) and staff_id = ${staff} and ${running(now)}`.execute(
    db.q,
  );
  return new Set(rows.map((r) => r.id));
}

/** Assignments of these persons and occasions that have not ended, newest first. */
export async function assignmentsOn(
  db: Db,
  persons: readonly PersonId[],
  occasions: readonly string[],
  now: Date,
): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select person_id as person, null::uuid as occasion, ${columns} from assigned_person
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and ${running(now)}
    union all select null::uuid, occasion_id, ${columns} from assigned_occasion
    where organisation_id = ${db.organisation} and occasion_id = any(${occasions}::uuid[]) and ${running(now)}
    order by id desc limit 100`.execute(db.q);
  return rows;
}

/** What is assigned to this staff now, newest first. */
export async function assignmentsTo(db: Db, staff: StaffId, now: Date, limit: number): Promise<AssignmentRow[]> {
  const { rows } = await sql<AssignmentRow>`
    select person_id as person, null::uuid as occasion, ${columns} from assigned_person
    where organisation_id = ${db.organisation} and staff_id = ${staff} and ${running(now)}
    union all select null::uuid, occasion_id, ${columns} from assigned_occasion
    where organisation_id = ${db.organisation} and staff_id = ${staff} and ${running(now)}
    order by id desc limit ${limit}`.execute(db.q);
  return rows;
}

/** Ends assignments: one by its id, or all of a staff. Answers those that ended. */
export async function endAssignments(
  tx: Tx,
  which: { readonly id: string } | { readonly staff: StaffId },
  by: StaffId | null,
  at: Date,
): Promise<AssignmentRow[]> {
  const meant = "id" in which ? sql`id = ${which.id}` : sql`staff_id = ${which.staff}`;
  const persons = await sql<AssignmentRow>`update assigned_person set ended_at = ${at}, ended_by = ${by}
    where organisation_id = ${tx.organisation} and ${meant} and ended_at is null
    returning person_id as person, null::uuid as occasion, ${columns}`.execute(tx.q);
  const occasions = await sql<AssignmentRow>`update assigned_occasion set ended_at = ${at}, ended_by = ${by}
    where organisation_id = ${tx.organisation} and ${meant} and ended_at is null
    returning null::uuid as person, occasion_id as occasion, ${columns}`.execute(tx.q);
  return [...persons.rows, ...occasions.rows];
}

export async function deleteAssignments(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from assigned_person where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}
