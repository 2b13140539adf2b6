import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../platform/index.js";
import { everything } from "./restriction/store.js";
import type { ActKind, By, LastAct, Method, PersonStanding, ShownText } from "./rules.js";

/** One act as it is stored; its `seq` is made by the statement. */
export interface ConsentRow {
  readonly id: string;
  /** The id is the sender's, and may have come before. */
  readonly repeatable: boolean;
  readonly personId: PersonId;
  readonly purpose: string;
  readonly act: ActKind;
  readonly at: Date;
  readonly policyVersion: number;
  readonly shownDigest: string | null;
  readonly language: string | null;
  readonly method: Method;
  readonly touchpoint: string | null;
  readonly submissionId: string | null;
  readonly by: By;
  readonly eventId: string;
}

/**
 * Adds acts, each with the next number of its person and purpose, and answers the ids of those that were added. What must
 * hold is part of the statement, so that nothing can change between looking and writing: the person is there and stays
 * while we write (the share lock waits for an erasure, and makes it wait), and an answer was given to the notice in
 * force. A stop that stands already is not written twice, nor an act that came before by its sender's id. Lost races come back as not
 * added. Persons are looked up and locked one by one, by key and in one order: no plan can read the whole table, and no two groups wait
 * for each other.
 */
export async function insertActs(tx: Tx, unordered: readonly ConsentRow[]): Promise<ReadonlySet<string>> {
  const rows = [...unordered].sort((a, b) => (a.personId < b.personId ? -1 : a.personId > b.personId ? 1 : 0));
  const added = await tx.named<{ id: string }>("consent.insert", insertText, [
    tx.organisation,
    rows.map((r) => r.id),
    rows.map((r) => r.personId),
    rows.map((r) => r.purpose),
    rows.map((r) => r.act),
    rows.map((r) => r.at),
    rows.map((r) => r.policyVersion),
    rows.map((r) => r.shownDigest),
    rows.map((r) => r.language),
    rows.map((r) => r.method),
    rows.map((r) => r.touchpoint),
    rows.map((r) => r.submissionId),
    rows.map((r) => r.by.kind),
    rows.map((r) => (r.by.kind === "person" ? null : r.by.id)),
    rows.map((r) => r.eventId),
    rows.map((r) => r.repeatable),
  ]);
  return new Set(added.map((r) => r.id));
}

const insertText = `
  insert into consent (organisation_id, person_id, purpose, seq, id, act, at, policy_version, shown_digest, language, method,
    touchpoint, submission_id, by_kind, by_id, event_id)
  select $1, a.person_id, a.purpose, coalesce(l.seq, 0) + 1, a.id, a.act, a.at, a.policy_version, a.shown_digest, a.language, a.method,
    a.touchpoint, a.submission_id, a.by_kind, a.by_id, a.event_id
  from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::timestamptz[], $7::int[], $8::text[], $9::text[], $10::text[],
    $11::text[], $12::uuid[], $13::text[], $14::uuid[], $15::uuid[], $16::bool[])
    as a (id, person_id, purpose, act, at, policy_version, shown_digest, language, method, touchpoint, submission_id, by_kind, by_id, event_id,
      repeatable)
  cross join lateral (
    select from person p where p.organisation_id = $1 and p.id = a.person_id and p.state in ('pending', 'active') limit 1 for share
  ) there
  left join lateral (
    select c.seq, c.act from consent c
    where c.organisation_id = $1 and c.person_id = a.person_id and c.purpose = a.purpose order by c.seq desc limit 1
  ) l on true
  where case when a.act in ('given', 'refused')
      then a.policy_version = (select max(v.version) from policy_version v where v.organisation_id = $1)
      else a.act is distinct from l.act end
    and not (a.repeatable and exists (
      select from consent c where c.organisation_id = $1 and c.person_id = a.person_id and c.purpose = a.purpose and c.id = a.id))
  on conflict do nothing
  returning id`;

/** Of acts just written, the persons whose last act before about the same purpose was another than consent. Reads the end of the primary key. */
export async function renewedBy(tx: Tx, given: readonly Pick<ConsentRow, "id" | "personId" | "purpose">[]): Promise<PersonId[]> {
  if (given.length === 0) return [];
  const rows = await tx.named<{ person: PersonId }>(
    "consent.renewed",
    `select distinct a.person_id as person from unnest($2::uuid[], $3::text[], $4::uuid[]) as a (person_id, purpose, id)
     cross join lateral (select c.act from consent c where c.organisation_id = $1 and c.person_id = a.person_id and c.purpose = a.purpose
       and c.id <> a.id order by c.seq desc limit 1) l where l.act <> 'given'`,
    [tx.organisation, given.map((g) => g.personId), given.map((g) => g.purpose), given.map((g) => g.id)],
  );
  return rows.map((r) => r.person);
}

/** Why an act was not added. `raced`: nothing stands against it, another process was faster. */
export type NotAdded = { readonly why: "person" | "notice" | "raced" } | { readonly why: "stands"; readonly last: LastAct };

export async function whyNotAdded(tx: Tx, row: ConsentRow): Promise<NotAdded> {
  const { rows } = await sql<{ there: boolean; current: number | null }>`
    select exists (select 1 from person where organisation_id = ${tx.organisation} and id = ${row.personId} and state in ('pending', 'active')) as there,
      (select max(version) from policy_version where organisation_id = ${tx.organisation}) as current`.execute(tx.q);
  if (!rows[0]?.there) return { why: "person" };
  const before = row.repeatable ? await actById(tx, row) : undefined;
  if (before) return { why: "stands", last: before };
  const answer = row.act === "given" || row.act === "refused";
  if (answer) return { why: rows[0].current === row.policyVersion ? "raced" : "notice" };
  const [last] = await lastActs(tx, row.personId, [row.purpose]);
  return last && last.act === row.act ? { why: "stands", last } : { why: "raced" };
}

async function actById(db: Db, row: ConsentRow): Promise<LastAct | undefined> {
  const { rows } = await sql<LastAct>`select id, act, at, policy_version as "policyVersion" from consent
    where organisation_id = ${db.organisation} and person_id = ${row.personId} and purpose = ${row.purpose} and id = ${row.id}`.execute(
    db.q,
  );
  return rows[0];
}

type LastRow = LastAct & { readonly purpose: string };

/** The last act of each purpose that has any. Without `purposes`: of all. */
export async function lastActs(db: Db, person: PersonId, purposes?: readonly string[]): Promise<LastRow[]> {
  return db.named<LastRow & Record<string, unknown>>(
    "consent.last",
    `select distinct on (purpose) purpose, id, act, at, policy_version as "policyVersion" from consent
     where organisation_id = $1 and person_id = $2 and ($3::text[] is null or purpose = any($3))
     order by purpose, seq desc`,
    [db.organisation, person, purposes ?? null],
  );
}

/** What `judge` needs, for many pairs of person and purpose in one statement. Pair by pair it reads the end of the primary key, so it costs what is asked. */
export async function standingRows(db: Db, asked: readonly { readonly person: PersonId; readonly purpose: string }[]) {
  return standingsIn(
    await db.named<StandingRow & Record<string, unknown>>("consent.standing", standingText, [
      db.organisation,
      asked.map((a) => a.person),
      asked.map((a) => a.purpose),
    ]),
  );
}

/** What `judge` needs of one person, for every purpose they said something about. */
export async function allStandingRows(db: Db, person: PersonId) {
  return standingsIn(await db.named<StandingRow & Record<string, unknown>>("consent.standings", standingsText, [db.organisation, person]));
}

function standingsIn(rows: readonly StandingRow[]) {
  const people = new Map(rows.map((r) => [r.person, r.state]));
  const lasts = new Map(rows.map((r) => [`${r.person} ${r.purpose}`, r]));
  const restricted = new Map(rows.map((r) => [r.person, r.restricted]));
  return {
    person(id: PersonId): PersonStanding {
      const state = people.get(id);
      return state === "active" ? "confirmed" : state === "pending" ? "pending" : "gone";
    },
    last(id: PersonId, purpose: string): LastAct | undefined {
      const r = lasts.get(`${id} ${purpose}`);
      return r?.id ? { id: r.id, act: r.act, at: r.at, policyVersion: r.policyVersion } : undefined;
    },
    /** Since when the person's data may not be used for a purpose, though it is kept; null where it may. */
    restrictedAt(id: PersonId, purpose: string): Date | null {
      const since = [everything, purpose].flatMap((p) => restricted.get(id)?.[p] ?? []).sort()[0];
      return since === undefined ? null : new Date(since);
    },
    purposes: (id: PersonId): string[] => rows.flatMap((r) => (r.person === id && r.purpose ? [r.purpose] : [])),
  };
}

interface StandingRow extends LastAct {
  readonly person: PersonId;
  readonly state: string;
  readonly purpose: string;
  /** Restrictions that stand, by purpose, with their moments. */
  readonly restricted: Readonly<Record<string, string>> | null;
}

const restrictedColumn = `(select json_object_agg(r.purpose, r.at) from restriction r
    where r.organisation_id = $1 and r.person_id = p.id and r.lifted_at is null) as restricted`;

const standingText = `
  select p.id as person, p.state, w.purpose, l.id, l.act, l.at, l.policy_version as "policyVersion", ${restrictedColumn}
  from unnest($2::uuid[], $3::text[]) as w (person_id, purpose)
  cross join lateral (select p.id, p.state from person p where p.organisation_id = $1 and p.id = w.person_id limit 1) p
  left join lateral (
    select c.id, c.act, c.at, c.policy_version from consent c
    where c.organisation_id = $1 and c.person_id = w.person_id and c.purpose = w.purpose order by c.seq desc limit 1
  ) l on true`;

const standingsText = `
  select p.id as person, p.state, l.purpose, l.id, l.act, l.at, l.policy_version as "policyVersion", ${restrictedColumn}
  from person p left join lateral (
    select distinct on (c.purpose) c.purpose, c.id, c.act, c.at, c.policy_version from consent c
    where c.organisation_id = $1 and c.person_id = p.id order by c.purpose, c.seq desc
  ) l on true
  where p.organisation_id = $1 and p.id = $2`;

/** How many persons' last word on each purpose is yes. Costs a pass over the acts about them. */
export async function givenFor(db: Db, purposes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const found = await sql<{ purpose: string; n: number }>`
    select purpose, count(*)::int as n from (
      select distinct on (person_id, purpose) purpose, act from consent
      where organisation_id = ${db.organisation} and purpose = any(${purposes}) order by person_id, purpose, seq desc
    ) last where act = 'given' group by purpose`.execute(db.q);
  return new Map(found.rows.map((r) => [r.purpose, r.n]));
}

export async function keepShown(tx: Tx, texts: readonly ShownText[]): Promise<void> {
  await tx.named(
    "consent.shown",
    `insert into shown_text (organisation_id, digest, language, text)
     select $1, * from unnest($2::text[], $3::text[], $4::text[]) on conflict do nothing`,
    [tx.organisation, texts.map((t) => t.digest), texts.map((t) => t.lang), texts.map((t) => t.text)],
  );
}

export interface StoredAct {
  readonly id: string;
  readonly purpose: string;
  readonly act: ActKind;
  readonly at: Date;
  readonly policyVersion: number;
  readonly shownDigest: string | null;
  readonly language: "vi" | "en" | null;
  readonly text: string | null;
  readonly method: Method;
  readonly touchpoint: string | null;
  readonly byKind: By["kind"];
  readonly eventId: string;
}

/** The acts of a person with the words shown, newest first. */
export async function actsOf(db: Db, person: PersonId, only?: string): Promise<StoredAct[]> {
  const { rows } = await sql<StoredAct>`
    select c.id, c.purpose, c.act, c.at, c.policy_version as "policyVersion", c.shown_digest as "shownDigest", c.language, t.text, c.method,
      c.touchpoint, c.by_kind as "byKind", c.event_id as "eventId"
    from consent c left join shown_text t on t.organisation_id = c.organisation_id and t.digest = c.shown_digest
    where c.organisation_id = ${db.organisation} and c.person_id = ${person} and (${only ?? null}::uuid is null or c.id = ${only ?? null})
    order by c.id desc limit 1000`.execute(db.q);
  return rows;
}

/** Takes every act of an erased person. */
export async function deleteActs(tx: Tx, person: PersonId): Promise<number> {
  const gone = await sql`delete from consent where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n);
}

/** Writes a newcomer's acts anew under the person they turned out to be, after those that stand there. Answers how many. */
export async function appendActs(tx: Tx, from: PersonId, to: PersonId): Promise<number> {
  const { rows } = await sql`
    insert into consent (organisation_id, person_id, purpose, seq, id, act, at, policy_version, shown_digest, language, method, touchpoint,
      submission_id, by_kind, by_id, event_id)
    select c.organisation_id, ${to}, c.purpose, c.seq + coalesce((
        select max(k.seq) from consent k where k.organisation_id = ${tx.organisation} and k.person_id = ${to} and k.purpose = c.purpose), 0),
      c.id, c.act, c.at, c.policy_version, c.shown_digest, c.language, c.method, c.touchpoint, c.submission_id, c.by_kind, c.by_id, c.event_id
    from consent c where c.organisation_id = ${tx.organisation} and c.person_id = ${from} returning id`.execute(tx.q);
  return rows.length;
}
