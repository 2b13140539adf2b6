import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";

/** A value given again as it was: what it is kept for besides where it first came from. */
export interface Again {
  readonly person: PersonId;
  readonly value: string;
  readonly submission: string;
  readonly field: string;
  readonly touchpoint: string;
  readonly occasion: string | null;
  readonly purposes: readonly string[];
  readonly at: Date;
}

export async function insertAgain(tx: Tx, rows: readonly Again[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into given_again (organisation_id, person_id, value_id, submission_id, field, touchpoint, occasion_id, purposes, at)
    select ${tx.organisation}, r.person, r.value, r.submission, r.field, r.touchpoint, r.occasion, string_to_array(r.purposes, ' '), r.at
    from unnest(${rows.map((r) => r.person)}::uuid[], ${rows.map((r) => r.value)}::uuid[], ${rows.map((r) => r.submission)}::uuid[],
      ${rows.map((r) => r.field)}::text[], ${rows.map((r) => r.touchpoint)}::text[], ${rows.map((r) => r.occasion)}::uuid[],
      ${rows.map((r) => r.purposes.join(" "))}::text[], ${rows.map((r) => r.at)}::timestamptz[])
      r(person, value, submission, field, touchpoint, occasion, purposes, at)
    on conflict do nothing`.execute(tx.q);
}

export async function againOf(db: Db, persons: readonly PersonId[]): Promise<Again[]> {
  const { rows } = await sql<Again>`select person_id as person, value_id as value, submission_id as submission, field, touchpoint,
      occasion_id as occasion, purposes, at from given_again
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[])`.execute(db.q);
  return rows;
}

/**
 * Has these persons looked at by a moment; who is to be looked at sooner stays so. In the transaction of what changes an end, so that the sweep,
 * which locks the row before it judges, either sees the change or is waited for.
 */
export async function lookBy(tx: Tx, persons: readonly PersonId[], at: Date): Promise<void> {
  if (persons.length === 0) return;
  await tx.named(
    "retention.look",
    `insert into keeping (organisation_id, person_id, look_at) select $1, p, $3 from (select distinct unnest($2::uuid[]) as p order by 1) p
     on conflict (organisation_id, person_id) do update set look_at = least(keeping.look_at, excluded.look_at), marks = keeping.marks + 1`,
    [tx.organisation, persons, at],
  );
}

/** Has everybody in an occasion looked at. */
export async function lookAtOccasion(tx: Tx, occasion: string, at: Date): Promise<void> {
  await sql`insert into keeping (organisation_id, person_id, look_at)
    select organisation_id, person_id, ${at} from occasion_person
    where organisation_id = ${tx.organisation} and occasion_id = ${occasion} order by person_id
    on conflict (organisation_id, person_id) do update set look_at = least(keeping.look_at, excluded.look_at), marks = keeping.marks + 1`.execute(
    tx.q,
  );
}

export interface Due {
  readonly person: PersonId;
  readonly lookAt: Date;
  readonly marks: number;
}

/** Whom to look at now, in the order of their dates, after one: costs those, whoever else is stored. */
export async function dueAfter(db: Db, now: Date, after: Pick<Due, "person" | "lookAt"> | undefined, limit: number): Promise<Due[]> {
  return db.named<{ person: PersonId; lookAt: Date; marks: number }>(
    "retention.due",
    `select person_id as person, look_at as "lookAt", marks from keeping
     where organisation_id = $1 and look_at <= $2 and (look_at, person_id) > ($3, $4)
     order by look_at, person_id limit $5`,
    [db.organisation, now, after?.lookAt ?? new Date(0), after?.person ?? "00000000-0000-0000-0000-000000000000", limit],
  );
}

export interface Looked {
  readonly person: PersonId;
  /** How often the row had been marked when the look began: a mark made since is not undone. */
  readonly marks: number;
  readonly lookAt: Date | null;
  readonly endsOn: string | null;
  readonly rule: string | null;
  readonly fields: readonly string[];
  readonly missing: boolean;
}

/** Writes down what looks found. A row that was marked again meanwhile keeps its mark. */
export async function noteLooks(tx: Tx, looks: readonly Looked[]): Promise<void> {
  if (looks.length === 0) return;
  await tx.named(
    "retention.looked",
    `insert into keeping as k (organisation_id, person_id, look_at, ends_on, rule, fields, missing)
     select $1, r.person, r.look, r.ends, r.rule, string_to_array(r.fields, ' '), r.missing
     from unnest($2::uuid[], $3::timestamptz[], $4::date[], $5::text[], $6::text[], $7::boolean[]) r(person, look, ends, rule, fields, missing)
     order by r.person
     on conflict (organisation_id, person_id) do update set ends_on = excluded.ends_on, rule = excluded.rule, fields = excluded.fields,
       missing = excluded.missing, look_at = case when (k.person_id, k.marks) in (select * from unnest($2::uuid[], $8::int[]))
         then excluded.look_at else least(k.look_at, excluded.look_at) end`,
    [
      tx.organisation,
      looks.map((l) => l.person),
      looks.map((l) => l.lookAt),
      looks.map((l) => l.endsOn),
      looks.map((l) => l.rule),
      looks.map((l) => l.fields.join(" ")),
      looks.map((l) => l.missing),
      looks.map((l) => l.marks),
    ],
  );
}

export interface KeepingRow {
  readonly lookAt: Date | null;
  readonly endsOn: string | null;
  readonly rule: string | null;
  readonly toldOf: string | null;
}

/** A person's row, locked until the transaction ends. */
export async function lockKeeping(tx: Tx, person: PersonId): Promise<KeepingRow | undefined> {
  const { rows } = await sql<KeepingRow>`select look_at as "lookAt", ends_on as "endsOn", rule, told_of as "toldOf" from keeping
    where organisation_id = ${tx.organisation} and person_id = ${person} for update`.execute(tx.q);
  return rows[0];
}

export async function markTold(tx: Tx, person: PersonId, of: string, at: Date): Promise<void> {
  await sql`update keeping set told_of = ${of}, told_at = ${at}
    where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

/** Takes what retention wrote down of a person; of one field only where it is named. */
export async function forgetKeeping(tx: Tx, person: PersonId): Promise<void> {
  const o = tx.organisation;
  await sql`delete from keeping where organisation_id = ${o} and person_id = ${person}`.execute(tx.q);
  await sql`delete from given_again where organisation_id = ${o} and person_id = ${person}`.execute(tx.q);
}

export async function forgetField(tx: Tx, person: PersonId, field: string): Promise<void> {
  await sql`delete from given_again where organisation_id = ${tx.organisation} and person_id = ${person} and field = ${field}`.execute(
    tx.q,
  );
}

/** Which end these persons were told of. */
export async function toldOf(db: Db, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const { rows } = await sql<{ person: PersonId; of: string }>`select person_id as person, told_of::text as of from keeping
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and told_of is not null`.execute(db.q);
  return new Map(rows.map((r) => [r.person, r.of]));
}

/** How often each of these persons was marked; none where no row is there yet. */
export async function marked(db: Db, persons: readonly PersonId[]): Promise<{ person: PersonId; marks: number }[]> {
  const { rows } = await sql<{ person: PersonId; marks: number }>`select p as person, coalesce(k.marks, 0) as marks
    from unnest(${persons}::uuid[]) p left join keeping k on k.organisation_id = ${db.organisation} and k.person_id = p`.execute(db.q);
  return rows;
}
