import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../../platform/index.js";

export type ReviewState = "open" | "erasing" | "kept" | "erased" | "resolved";

export interface ReviewRow {
  readonly person: PersonId;
  readonly id: string;
  readonly field: string;
  readonly reason: string;
  readonly since: Date;
  /** The last day to decide. */
  readonly term: string;
  readonly owner: StaffId | null;
  readonly state: ReviewState;
  readonly keepFor: string | null;
  readonly keepWhy: string | null;
  readonly nextLook: string | null;
  readonly decidedBy: StaffId | null;
  readonly decidedAt: Date | null;
  readonly actsAt: Date | null;
}

const columns = sql`person_id as person, id, field, reason, since, term::text, owner, state, keep_for as "keepFor", keep_why as "keepWhy",
  next_look::text as "nextLook", decided_by as "decidedBy", decided_at as "decidedAt", acts_at as "actsAt"`;
const standing = sql`state in ('open', 'erasing', 'kept')`;

/** Fields that somebody decided to keep: the day of the next look, by person and field. */
export async function keptFor(db: Db, persons: readonly PersonId[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ key: string; on: string }>`
    select person_id || ' ' || field as key, next_look::text as on from review
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and state = 'kept'`.execute(db.q);
  return new Map(rows.map((r) => [r.key, r.on]));
}

/** What stands in the queue of these persons. */
export async function standingReviews(db: Db, persons: readonly PersonId[]): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`select ${columns} from review
    where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]) and ${standing}`.execute(db.q);
  return rows;
}

export interface NewReview {
  readonly person: PersonId;
  readonly id: string;
  readonly field: string;
  readonly reason: string;
  readonly since: Date;
  readonly term: string;
}

/** Puts fields into the queue; answers those that were not in it. */
export async function insertReviews(tx: Tx, rows: readonly NewReview[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const { rows: added } = await sql<{ id: string }>`
    insert into review (organisation_id, person_id, id, field, reason, since, term, state)
    select ${tx.organisation}, r.*, 'open' from unnest(${rows.map((r) => r.person)}::uuid[], ${rows.map((r) => r.id)}::uuid[],
      ${rows.map((r) => r.field)}::text[], ${rows.map((r) => r.reason)}::text[], ${rows.map((r) => r.since)}::timestamptz[],
      ${rows.map((r) => r.term)}::date[]) r(person, id, field, reason, since, term)
    on conflict (organisation_id, person_id, field) where state in ('open', 'erasing', 'kept') do nothing returning id`.execute(tx.q);
  return new Set(added.map((r) => r.id));
}

/** A line of the queue, locked. */
export async function lockReview(tx: Tx, person: PersonId, id: string): Promise<ReviewRow | undefined> {
  const { rows } = await sql<ReviewRow>`select ${columns} from review
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} for update`.execute(tx.q);
  return rows[0];
}

export interface Decided {
  readonly state: "open" | "erasing" | "kept";
  readonly keepFor?: string | undefined;
  readonly keepWhy?: string | undefined;
  readonly nextLook?: string | undefined;
  readonly by: StaffId | null;
  readonly at: Date | null;
  readonly actsAt?: Date | undefined;
  /** A new last day to decide, where it comes back. */
  readonly term?: string | undefined;
}

export async function writeDecision(tx: Tx, person: PersonId, id: string, d: Decided): Promise<void> {
  await sql`update review set state = ${d.state}, keep_for = ${d.keepFor ?? null}, keep_why = ${d.keepWhy ?? null},
      next_look = ${d.nextLook ?? null}, decided_by = ${d.by}, decided_at = ${d.at}, acts_at = ${d.actsAt ?? null},
      term = coalesce(${d.term ?? null}::date, term)
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id}`.execute(tx.q);
}

export async function endReview(tx: Tx, person: PersonId, id: string, state: "erased" | "resolved", at: Date): Promise<void> {
  await sql`update review set state = ${state}, ended_at = ${at}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id}`.execute(tx.q);
}

export async function setOwner(tx: Tx, person: PersonId, id: string, owner: StaffId | null): Promise<boolean> {
  const { rows } = await sql`update review set owner = ${owner}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} and ${standing} returning 1`.execute(tx.q);
  return rows.length === 1;
}

export interface QueueAsked {
  /** Left out: all that stand. */
  readonly states?: readonly ReviewState[] | undefined;
  readonly after?: { readonly term: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** The queue, by the last day to decide; after a line, for the next page. */
export async function queue(db: Db, asked: QueueAsked): Promise<ReviewRow[]> {
  const { term, id } = asked.after ?? { term: "0001-01-01", id: "00000000-0000-0000-0000-000000000000" };
  const { rows } = await sql<ReviewRow>`select ${columns} from review
    where organisation_id = ${db.organisation} and ${standing}
      and (${asked.states ?? null}::text[] is null or state = any(${asked.states ?? null})) and (term, id) > (${term}::date, ${id}::uuid)
    order by term, id limit ${asked.limit}`.execute(db.q);
  return rows;
}

/** Takes what stood in the queue about an erased person. */
export async function forgetReviews(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from review where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

/** Lines whose erasure was decided and may not be taken back any more. */
export async function toErase(db: Db, now: Date, limit: number): Promise<Pick<ReviewRow, "person" | "id">[]> {
  const { rows } = await sql<Pick<ReviewRow, "person" | "id">>`select person_id as person, id from review
    where organisation_id = ${db.organisation} and state = 'erasing' and acts_at <= ${now} order by acts_at, id limit ${limit}`.execute(
    db.q,
  );
  return rows;
}
