import { sql } from "kysely";
import type { By } from "../consent/index.js";
import type { Db, PersonId, Tx } from "../platform/index.js";

export interface SubmissionRow {
  readonly id: string;
  readonly person: PersonId;
  /** Whether the person is there already; a new one must not be. */
  readonly known: boolean;
  readonly touchpoint: string;
  readonly channel: string;
  readonly version: number;
  readonly lang: string;
  readonly shownDigest: string;
  readonly at: Date;
  readonly state: "pending" | "confirmed";
  readonly fields: readonly string[];
  readonly accuracy: boolean | null;
  readonly occasion: string | null;
  readonly method: string | null;
  readonly by: By;
}

/**
 * Adds submissions, and answers the ids of those that were added. In the statement: the notice shown is in force; a known person is
 * there and stays while we write; a new person is not there yet, so that one form sent twice is one submission.
 */
export async function insertSubmissions(tx: Tx, rows: readonly SubmissionRow[]): Promise<ReadonlySet<string>> {
  const added = await tx.named<{ id: string }>(
    "collection.insert",
    `insert into submission (organisation_id, person_id, id, touchpoint, channel, policy_version, language, shown_digest, at, state, confirmed_at,
       fields, accuracy_confirmed, occasion_id, consent_method, by_kind, by_id)
     select $1, s.person, s.id, s.touchpoint, s.channel, s.version, s.lang, s.shown, s.at, s.state,
       case s.state when 'confirmed' then s.at end, string_to_array(s.fields, ' '), s.accuracy, s.occasion, s.method, s.by_kind, s.by_id
     from unnest($2::uuid[], $3::uuid[], $4::boolean[], $5::text[], $6::text[], $7::int[], $8::text[], $9::text[], $10::timestamptz[], $11::text[],
         $12::text[], $13::boolean[], $14::uuid[], $15::text[], $16::text[], $17::uuid[])
       as s (id, person, known, touchpoint, channel, version, lang, shown, at, state, fields, accuracy, occasion, method, by_kind, by_id)
     left join lateral (
       select p.state from person p where p.organisation_id = $1 and p.id = s.person for share
     ) p on true
     where s.version = (select max(v.version) from policy_version v where v.organisation_id = $1)
       and case when s.known then p.state in ('pending', 'active') else p.state is null end
     order by s.person
     on conflict do nothing
     returning id`,
    [
      tx.organisation,
      rows.map((r) => r.id),
      rows.map((r) => r.person),
      rows.map((r) => r.known),
      rows.map((r) => r.touchpoint),
      rows.map((r) => r.channel),
      rows.map((r) => r.version),
      rows.map((r) => r.lang),
      rows.map((r) => r.shownDigest),
      rows.map((r) => r.at),
      rows.map((r) => r.state),
      rows.map((r) => r.fields.join(" ")),
      rows.map((r) => r.accuracy),
      rows.map((r) => r.occasion),
      rows.map((r) => r.method),
      rows.map((r) => r.by.kind),
      rows.map((r) => (r.by.kind === "person" ? null : r.by.id)),
    ],
  );
  return new Set(added.map((r) => r.id));
}

export interface Standing {
  readonly current: number | null;
  readonly person: string | null;
  readonly submission: "pending" | "confirmed" | null;
  readonly occasion: string | null;
}

/** Why a submission was not added. */
export async function whyNotAdded(tx: Tx, row: Pick<SubmissionRow, "id" | "person">): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select max(version) from policy_version where organisation_id = ${tx.organisation}) as current,
      (select state from person where organisation_id = ${tx.organisation} and id = ${row.person}) as person,
      s.state as submission, s.occasion_id as occasion
    from (select 1) one left join submission s on s.organisation_id = ${tx.organisation} and s.person_id = ${row.person} and s.id = ${row.id}`.execute(
    tx.q,
  );
  return rows[0] ?? { current: null, person: null, submission: null, occasion: null };
}

export interface AcknowledgementRow {
  readonly id: string;
  readonly person: PersonId;
  readonly duty: string;
  readonly version: number;
  readonly manner: "form" | "use";
  readonly shownDigest: string;
  readonly lang: string;
  readonly at: Date;
  readonly submission: string;
}

export async function insertAcknowledgements(tx: Tx, rows: readonly AcknowledgementRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.named(
    "collection.acknowledge",
    `insert into acknowledgement (organisation_id, id, person_id, duty, policy_version, manner, shown_digest, language, at, submission_id)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::uuid[])`,
    [
      tx.organisation,
      rows.map((r) => r.id),
      rows.map((r) => r.person),
      rows.map((r) => r.duty),
      rows.map((r) => r.version),
      rows.map((r) => r.manner),
      rows.map((r) => r.shownDigest),
      rows.map((r) => r.lang),
      rows.map((r) => r.at),
      rows.map((r) => r.submission),
    ],
  );
}

/** A submission's contact was proved: what came with it counts from now. Answers the touchpoints that were waiting. */
export async function confirmSubmissions(tx: Tx, person: PersonId, at: Date): Promise<string[]> {
  const { rows } = await sql<{ touchpoint: string }>`
    update submission set state = 'confirmed', confirmed_at = ${at}
    where organisation_id = ${tx.organisation} and person_id = ${person} and state = 'pending' returning touchpoint`.execute(tx.q);
  return rows.map((r) => r.touchpoint);
}

export interface HeldSubmission {
  readonly id: string;
  readonly touchpoint: string;
  readonly channel: string;
  readonly version: number;
  readonly language: "vi" | "en";
  readonly at: Date;
  readonly state: "pending" | "confirmed";
  readonly fields: string[];
  readonly occasion: string | null;
}

/** What a person sent, newest first. */
export async function submissionsOf(db: Db, person: PersonId): Promise<HeldSubmission[]> {
  const { rows } = await sql<HeldSubmission>`
    select id, touchpoint, channel, policy_version as version, language, at, state, fields, occasion_id as occasion from submission
    where organisation_id = ${db.organisation} and person_id = ${person} order by id desc limit 500`.execute(db.q);
  return rows;
}

export interface HeldAcknowledgement {
  readonly duty: string;
  readonly version: number;
  readonly manner: "form" | "use";
  readonly at: Date;
}

export async function acknowledgementsOf(db: Db, person: PersonId): Promise<HeldAcknowledgement[]> {
  const { rows } = await sql<HeldAcknowledgement>`
    select duty, policy_version as version, manner, at from acknowledgement
    where organisation_id = ${db.organisation} and person_id = ${person} order by id desc limit 500`.execute(db.q);
  return rows;
}

/** Moves what a newcomer sent to the person they turned out to be. Rows are written anew: their key names the person. */
export async function moveSubmissions(tx: Tx, from: PersonId, to: PersonId): Promise<void> {
  const o = tx.organisation;
  await sql`insert into submission (organisation_id, person_id, id, touchpoint, channel, policy_version, language, shown_digest, at, state, confirmed_at,
      fields, accuracy_confirmed, occasion_id, consent_method, by_kind, by_id)
    select organisation_id, ${to}, id, touchpoint, channel, policy_version, language, shown_digest, at, state, confirmed_at,
      fields, accuracy_confirmed, occasion_id, consent_method, by_kind, by_id
    from submission where organisation_id = ${o} and person_id = ${from} on conflict do nothing`.execute(tx.q);
  await sql`insert into acknowledgement (organisation_id, person_id, id, duty, policy_version, manner, shown_digest, language, at, submission_id)
    select organisation_id, ${to}, id, duty, policy_version, manner, shown_digest, language, at, submission_id
    from acknowledgement where organisation_id = ${o} and person_id = ${from} on conflict do nothing`.execute(tx.q);
  await deleteOf(tx, from);
}

/** Takes everything of an erased person. */
export async function deleteOf(tx: Tx, person: PersonId): Promise<void> {
  const o = tx.organisation;
  await sql`delete from submission where organisation_id = ${o} and person_id = ${person}`.execute(tx.q);
  await sql`delete from acknowledgement where organisation_id = ${o} and person_id = ${person}`.execute(tx.q);
}

/** How many submissions the organisation holds. */
export async function submissionCount(db: Db): Promise<number> {
  const rows = await sql<{ n: number }>`select count(*)::int as n from submission where organisation_id = ${db.organisation}`.execute(db.q);
  return rows.rows[0]?.n ?? 0;
}
