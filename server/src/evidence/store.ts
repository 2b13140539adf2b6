import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../platform/index.js";

export interface EventRow {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly canonical: string;
}

export interface SubjectRow {
  readonly personId: PersonId;
  readonly eventId: string;
  readonly type: string;
  readonly salt: Uint8Array | null;
}

export async function insertEvents(tx: Tx, events: readonly EventRow[], subjects: readonly SubjectRow[]): Promise<void> {
  await tx.named(
    "evidence.events",
    `insert into event (organisation_id, id, type, at, canonical)
     select $1, * from unnest($2::uuid[], $3::text[], $4::timestamptz[], $5::text[])`,
    [tx.organisation, events.map((e) => e.id), events.map((e) => e.type), events.map((e) => e.at), events.map((e) => e.canonical)],
  );
  if (subjects.length === 0) return;
  await tx.named(
    "evidence.subjects",
    `insert into event_person (organisation_id, person_id, event_id, type, salt)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::bytea[])`,
    [
      tx.organisation,
      subjects.map((s) => s.personId),
      subjects.map((s) => s.eventId),
      subjects.map((s) => s.type),
      subjects.map((s) => s.salt),
    ],
  );
}

export interface StoredEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Date;
  readonly canonical: string;
}

/** Events about a person, newest first. `before`: the last id of the page before (keyset, never OFFSET). */
export async function eventsOf(
  db: Db,
  person: PersonId,
  limit: number,
  before?: string,
  types?: readonly string[],
): Promise<StoredEvent[]> {
  return db.named<StoredEvent & { [k: string]: unknown }>(
    "evidence.of_person",
    `select e.id, e.type, e.at, e.canonical
     from event_person s join event e on e.organisation_id = s.organisation_id and e.id = s.event_id
     where s.organisation_id = $1 and s.person_id = $2 and s.event_id < coalesce($3::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
       and ($5::text[] is null or s.type = any($5))
     order by s.event_id desc limit $4`,
    [db.organisation, person, before ?? null, limit, types ?? null],
  );
}

/** Events of the organisation by type, newest first: what checks count. */
export async function eventsByType(db: Db, types: readonly string[], since: Date, limit: number): Promise<StoredEvent[]> {
  const rows = await sql<StoredEvent>`
    select id, type, at, canonical from event
    where organisation_id = ${db.organisation} and type = any(${types}) and at >= ${since}
    order by id desc limit ${limit}`.execute(db.q);
  return rows.rows;
}

/** The event of one of these types written at this instant whose detail lists `id` under `name`. */
export async function eventListing(db: Db, types: readonly string[], at: Date, name: string, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from event
    where organisation_id = ${db.organisation} and type = any(${types}) and at = ${at}
      and canonical::jsonb -> 'detail' -> ${name}::text ? ${id} order by id limit 1`.execute(db.q);
  return rows[0]?.id;
}

export interface Occurrence {
  readonly personId: PersonId;
  readonly id: string;
  readonly at: Date;
  readonly canonical: string;
}

/** Events of these types with each person they are about, by person and time: for checks of what happens to one person in a row. */
export async function occurrences(db: Db, types: readonly string[], since: Date, limit: number): Promise<Occurrence[]> {
  const rows = await sql<Occurrence>`
    select s.person_id as "personId", e.id, e.at, e.canonical
    from event e join event_person s on s.organisation_id = e.organisation_id and s.event_id = e.id
    where e.organisation_id = ${db.organisation} and e.type = any(${types}) and e.at >= ${since}
    order by s.person_id, e.at, e.id limit ${limit}`.execute(db.q);
  return rows.rows;
}

/** How often each type happened since an instant. */
export async function countByType(db: Db, types: readonly string[], since: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await sql<{ type: string; n: number }>`
    select type, count(*)::int as n from event
    where organisation_id = ${db.organisation} and type = any(${types}) and at >= ${since} group by type`.execute(db.q);
  return new Map(rows.rows.map((r) => [r.type, r.n]));
}

/** Unlinks a person from every event: the salts go with the rows, the leaves stay. */
export async function forget(tx: Tx, person: PersonId): Promise<number> {
  const gone = await sql`delete from event_person where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n);
}

/** A salt that was made while no key could be asked, or that was sealed since. */
export interface KeptSalt {
  readonly personId: PersonId;
  readonly eventId: string;
  readonly salt: Buffer;
}

/** Salts that still lie in clear, oldest first. */
export async function looseSalts(tx: Tx, limit: number): Promise<KeptSalt[]> {
  const rows = await sql<KeptSalt>`select person_id as "personId", event_id as "eventId", salt from event_person
    where organisation_id = ${tx.organisation} and salt is not null and not salt_sealed order by event_id limit ${limit} for update skip locked`.execute(
    tx.q,
  );
  return rows.rows;
}

/** Sealed salts of one person: what must move to a new key. */
export async function sealedSaltsOf(tx: Tx, person: PersonId): Promise<KeptSalt[]> {
  const rows = await sql<KeptSalt>`select person_id as "personId", event_id as "eventId", salt from event_person
    where organisation_id = ${tx.organisation} and person_id = ${person} and salt_sealed for update`.execute(tx.q);
  return rows.rows;
}

/** Puts sealed salts in the place of what was there. */
export async function keepSealedSalts(tx: Tx, salts: readonly KeptSalt[]): Promise<void> {
  await sql`update event_person e set salt = s.salt, salt_sealed = true
    from unnest(${salts.map((s) => s.personId)}::uuid[], ${salts.map((s) => s.eventId)}::uuid[], ${salts.map((s) => s.salt)}::bytea[]) s(person_id, event_id, salt)
    where e.organisation_id = ${tx.organisation} and e.person_id = s.person_id and e.event_id = s.event_id`.execute(tx.q);
}
