import { sql } from "kysely";
import type { By } from "../../consent/index.js";
import type { Db, PersonId, Tx } from "../../platform/index.js";

export interface OccasionRow {
  readonly id: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly open: boolean;
  readonly openedAt: Date;
}

const columns = sql`id, kind, reference, open, opened_at as "openedAt"`;

export async function insertOccasions(tx: Tx, rows: readonly OccasionRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const added = await tx.named<{ id: string }>(
    "retention.occasions",
    `insert into occasion (organisation_id, id, kind, reference, open, opened_at)
     select $1, * from unnest($2::uuid[], $3::text[], $4::text[], $5::boolean[], $6::timestamptz[]) on conflict do nothing returning id`,
    [
      tx.organisation,
      rows.map((r) => r.id),
      rows.map((r) => r.kind),
      rows.map((r) => r.reference),
      rows.map((r) => r.open),
      rows.map((r) => r.openedAt),
    ],
  );
  return new Set(added.map((r) => r.id));
}

/** Occasions of a kind by their references. */
export async function occasionsBy(db: Db, kind: string, references: readonly string[]): Promise<OccasionRow[]> {
  const { rows } = await sql<OccasionRow>`select ${columns} from occasion
    where organisation_id = ${db.organisation} and kind = ${kind} and reference = any(${references})`.execute(db.q);
  return rows;
}

/** Gives an occasion that was opened without one its reference. False where it has one, is unknown, or the reference is taken. */
export async function setReference(tx: Tx, id: string, kind: string, reference: string): Promise<boolean> {
  const { rows } = await sql`update occasion set reference = ${reference}
    where organisation_id = ${tx.organisation} and id = ${id} and kind = ${kind} and reference is null returning 1`.execute(tx.q);
  return rows.length === 1;
}

export interface Joining {
  readonly person: PersonId;
  readonly occasion: string;
  readonly at: Date;
  readonly by: By;
}

export async function joinOccasions(tx: Tx, rows: readonly Joining[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.named(
    "retention.join",
    `insert into occasion_person (organisation_id, person_id, occasion_id, joined_at, joined_by)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::timestamptz[], $5::uuid[]) on conflict do nothing`,
    [
      tx.organisation,
      rows.map((r) => r.person),
      rows.map((r) => r.occasion),
      rows.map((r) => r.at),
      rows.map((r) => (r.by.kind === "staff" ? r.by.id : null)),
    ],
  );
}

export async function insertEvent(
  tx: Tx,
  e: { readonly id: string; readonly occasion: string; readonly kind: string; readonly on: string; readonly at: Date; readonly by: By },
): Promise<void> {
  await sql`insert into occasion_event (organisation_id, occasion_id, id, kind, on_date, recorded_at, by_kind, by_id)
    values (${tx.organisation}, ${e.occasion}, ${e.id}, ${e.kind}, ${e.on}, ${e.at}, ${e.by.kind}, ${"id" in e.by ? e.by.id : null})`.execute(
    tx.q,
  );
}

/** The newest record of a kind that an occasion has. */
export async function newestOf(
  db: Db,
  of: { readonly kind: string; readonly reference: string; readonly event: string },
): Promise<{ on: string; occasion: string; event: string } | undefined> {
  const { rows } = await sql<{ on: string; occasion: string; event: string }>`
    select e.on_date::text as on, o.id as occasion, e.id as event from occasion o
    join occasion_event e on e.organisation_id = ${db.organisation} and e.occasion_id = o.id and e.kind = ${of.event}
    where o.organisation_id = ${db.organisation} and o.kind = ${of.kind} and o.reference = ${of.reference} order by e.id desc limit 1`.execute(
    db.q,
  );
  return rows[0];
}

export async function personsIn(db: Db, occasion: string, limit: number): Promise<PersonId[]> {
  const { rows } = await sql<{ id: PersonId }>`select person_id as id from occasion_person
    where organisation_id = ${db.organisation} and occasion_id = ${occasion} order by person_id limit ${limit}`.execute(db.q);
  return rows.map((r) => r.id);
}

export interface HeldOccasion extends OccasionRow {
  /** Legal dates by kind of event, the newest record of each. */
  readonly events: Readonly<Record<string, string>>;
  /** The member of staff who said that the person takes part; null: somebody or something else did. */
  readonly joinedBy: string | null;
  readonly joinedAt: Date;
}

/** The occasions a person takes part in, with their dates. */
export async function occasionsOf(db: Db, person: PersonId): Promise<HeldOccasion[]> {
  const { rows } = await sql<HeldOccasion>`
    select o.id, o.kind, o.reference, o.open, o.opened_at as "openedAt", p.joined_by as "joinedBy", p.joined_at as "joinedAt", coalesce((
      select json_object_agg(e.kind, e.on_date) from (
        select distinct on (kind) kind, on_date::text from occasion_event
        where organisation_id = ${db.organisation} and occasion_id = o.id order by kind, id desc) e), '{}'::json) as events
    from occasion_person p join occasion o on o.organisation_id = p.organisation_id and o.id = p.occasion_id
    where p.organisation_id = ${db.organisation} and p.person_id = ${person} order by o.id desc limit 200`.execute(db.q);
  return rows;
}

/** Moves a newcomer's places in occasions to the person they turned out to be. Rows are written anew: their key names the person. */
export async function moveOccasions(tx: Tx, from: PersonId, to: PersonId): Promise<void> {
  const o = tx.organisation;
  await sql`with gone as (delete from occasion_person where organisation_id = ${o} and person_id = ${from} returning occasion_id, joined_at, joined_by, outcome, outcome_at)
    insert into occasion_person (organisation_id, person_id, occasion_id, joined_at, joined_by, outcome, outcome_at)
    select ${o}, ${to}, occasion_id, joined_at, joined_by, outcome, outcome_at from gone on conflict do nothing`.execute(tx.q);
}

/** Takes a person out of every occasion; one that nobody is left in goes with its dates, unless others may still join it. */
export async function leaveOccasions(tx: Tx, person: PersonId): Promise<void> {
  const o = tx.organisation;
  const { rows } = await sql<{ id: string }>`delete from occasion_person where organisation_id = ${o} and person_id = ${person}
    returning occasion_id as id`.execute(tx.q);
  const left = rows.map((r) => r.id);
  if (left.length === 0) return;
  const { rows: empty } = await sql<{ id: string }>`delete from occasion where organisation_id = ${o} and id = any(${left}) and not open
    and not exists (select 1 from occasion_person p where p.organisation_id = ${o} and p.occasion_id = occasion.id) returning id`.execute(
    tx.q,
  );
  await sql`delete from occasion_event where organisation_id = ${o} and occasion_id = any(${empty.map((r) => r.id)})`.execute(tx.q);
}

/** False where the person takes no part in it. */
export async function writeOutcome(tx: Tx, occasion: string, person: PersonId, outcome: string | null, at: Date): Promise<boolean> {
  const { rows } = await sql`update occasion_person set outcome = ${outcome}, outcome_at = ${at}
    where organisation_id = ${tx.organisation} and person_id = ${person} and occasion_id = ${occasion} returning 1`.execute(tx.q);
  return rows.length === 1;
}
