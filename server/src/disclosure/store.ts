import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../platform/index.js";
import type { Ground, PaperFacts } from "./gate/rules.js";

export const forms = ["json", "csv", "age", "webhook"] as const;
export type Form = (typeof forms)[number];
export type State = "waiting" | "allowed" | "released" | "declined" | "cancelled" | "expired";

export interface DisclosureRow {
  readonly id: string;
  readonly recipient: string;
  readonly party: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly ground: Ground;
  readonly occasion: string | null;
  readonly authority: string | null;
  readonly article: string | null;
  readonly term: string | null;
  readonly evidenceSealed: Buffer | null;
  readonly form: Form;
  readonly state: State;
  readonly persons: number;
  readonly released: number;
  readonly leftOut: number;
  readonly hiddenUntil: string | null;
  readonly policyVersion: number;
  readonly askedKind: "staff" | "key";
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly until: Date;
  readonly releasedAt: Date | null;
}

const columns = sql`id, recipient, party_id as party, purpose, fields, ground, occasion_id as occasion, authority_id as authority, article, term,
  evidence_sealed as "evidenceSealed", form, state, persons, released, left_out as "leftOut", hidden_until::text as "hiddenUntil",
  policy_version as "policyVersion", asked_kind as "askedKind", asked_by as "askedBy", asked_at as "askedAt", decided_by as "decidedBy",
  decided_at as "decidedAt", until, released_at as "releasedAt"`;

export async function insertDisclosure(tx: Tx, d: DisclosureRow): Promise<void> {
  await sql`insert into disclosure (organisation_id, id, recipient, party_id, purpose, fields, ground, occasion_id, authority_id, article, term,
      evidence_sealed, form, state, persons, released, left_out, hidden_until, policy_version, asked_kind, asked_by, asked_at, until)
    values (${tx.organisation}, ${d.id}, ${d.recipient}, ${d.party}, ${d.purpose}, ${[...d.fields]}::text[], ${d.ground}, ${d.occasion},
      ${d.authority}, ${d.article}, ${d.term}, ${d.evidenceSealed}, ${d.form}, ${d.state}, ${d.persons}, ${d.released}, ${d.leftOut},
      ${d.hiddenUntil}, ${d.policyVersion}, ${d.askedKind}, ${d.askedBy}, ${d.askedAt}, ${d.until})`.execute(tx.q);
}

export async function disclosureById(db: Db, id: string): Promise<DisclosureRow | undefined> {
  const { rows } = await sql<DisclosureRow>`select ${columns} from disclosure
    where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q);
  return rows[0];
}

/** The same, and nobody else decides or releases it before this transaction ends. */
export async function lockDisclosure(tx: Tx, id: string): Promise<DisclosureRow | undefined> {
  const { rows } = await sql<DisclosureRow>`select ${columns} from disclosure
    where organisation_id = ${tx.organisation} and id = ${id} for update`.execute(tx.q);
  return rows[0];
}

export async function listDisclosures(
  db: Db,
  asked: { readonly before?: string | undefined; readonly state?: State | undefined; readonly limit: number },
): Promise<DisclosureRow[]> {
  const { rows } = await sql<DisclosureRow>`select ${columns} from disclosure where organisation_id = ${db.organisation}
      and (${asked.before ?? null}::uuid is null or id < ${asked.before ?? null})
      and (${asked.state ?? null}::text is null or state = ${asked.state ?? null})
    order by id desc limit ${asked.limit}`.execute(db.q);
  return rows;
}

export async function setDecided(tx: Tx, id: string, state: State, by: string, at: Date, until: Date): Promise<void> {
  await sql`update disclosure set state = ${state}, decided_by = ${by}, decided_at = ${at}, until = ${until}
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

export async function setReleased(tx: Tx, id: string, released: number, leftOut: number, at: Date): Promise<void> {
  await sql`update disclosure set state = 'released', released = ${released}, left_out = ${leftOut}, released_at = coalesce(released_at, ${at})
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

/** Ends those whose time is over before they left; answers their ids. */
export async function expireDue(tx: Tx, now: Date, most: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`update disclosure set state = 'expired' where organisation_id = ${tx.organisation} and id in (
      select id from disclosure where organisation_id = ${tx.organisation} and state in ('waiting', 'allowed') and until <= ${now}
      order by until limit ${most}) returning id`.execute(tx.q);
  return rows.map((r) => r.id);
}

export interface DisclosedTo {
  readonly person: PersonId;
  readonly ref: string;
  readonly state: "asked" | "released" | "left_out";
  /** What left so far. */
  readonly fields: readonly string[];
}

export async function insertPersons(
  tx: Tx,
  id: string,
  persons: readonly Omit<DisclosedTo, "fields">[],
  hiddenUntil: string | null,
): Promise<void> {
  await sql`insert into disclosure_person (organisation_id, person_id, disclosure_id, ref, state, fields, hidden_until)
    select ${tx.organisation}, a.person, ${id}, a.ref, 'asked', '{}', ${hiddenUntil}::date
    from unnest(${persons.map((p) => p.person)}::uuid[], ${persons.map((p) => p.ref)}::uuid[]) as a (person, ref)`.execute(tx.q);
}

export async function personsOfDisclosure(db: Db, id: string): Promise<DisclosedTo[]> {
  const { rows } = await sql<DisclosedTo>`select person_id as person, ref, state, fields from disclosure_person
    where organisation_id = ${db.organisation} and disclosure_id = ${id} order by person_id`.execute(db.q);
  return rows;
}

/** By which reference a party knows these persons already. */
export async function refsAt(db: Db, party: string, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, string>> {
  const { rows } = await sql<{ person: PersonId; ref: string }>`
    select distinct on (p.person_id) p.person_id as person, p.ref
    from unnest(${[...persons]}::uuid[]) as w (id)
    join disclosure_person p on p.organisation_id = ${db.organisation} and p.person_id = w.id
    join disclosure d on d.organisation_id = ${db.organisation} and d.id = p.disclosure_id and d.party_id = ${party}
    order by p.person_id, p.disclosure_id`.execute(db.q);
  return new Map(rows.map((r) => [r.person, r.ref]));
}

export interface Left {
  readonly person: PersonId;
  readonly fields: readonly string[];
  readonly paper: string | null;
  readonly event: string;
}

/** Writes into each person's ledger what left. */
export async function markReleased(tx: Tx, id: string, left: readonly Left[], hiddenUntil: string | null, at: Date): Promise<void> {
  await sql`update disclosure_person p set state = 'released', reason = null, event_id = a.event, paper_id = a.paper, at = ${at}, hidden_until = ${hiddenUntil}::date,
      fields = string_to_array(a.fields, ',')
    from unnest(${left.map((l) => l.person)}::uuid[], ${left.map((l) => l.event)}::uuid[], ${left.map((l) => l.paper)}::uuid[],
      ${left.map((l) => l.fields.join(","))}::text[]) as a (person, event, paper, fields)
    where p.organisation_id = ${tx.organisation} and p.disclosure_id = ${id} and p.person_id = a.person`.execute(tx.q);
}

export async function markLeftOut(
  tx: Tx,
  id: string,
  out: readonly { readonly person: PersonId; readonly reason: string }[],
): Promise<void> {
  await sql`update disclosure_person p set state = 'left_out', reason = a.reason
    from unnest(${out.map((l) => l.person)}::uuid[], ${out.map((l) => l.reason)}::text[]) as a (person, reason)
    where p.organisation_id = ${tx.organisation} and p.disclosure_id = ${id} and p.person_id = a.person and p.state <> 'released'`.execute(
    tx.q,
  );
}

export async function leftOutOf(db: Db, id: string): Promise<{ reason: string; persons: number }[]> {
  const { rows } = await sql<{ reason: string; persons: number }>`select reason, count(*)::int as persons from disclosure_person
    where organisation_id = ${db.organisation} and disclosure_id = ${id} and state = 'left_out' and reason is not null
    group by reason order by 2 desc, 1`.execute(db.q);
  return rows;
}

export interface LedgerRow {
  readonly disclosure: string;
  readonly recipient: string;
  readonly party: string;
  readonly purpose: string;
  readonly ground: Ground;
  readonly fields: readonly string[];
  readonly article: string | null;
  readonly at: Date;
  readonly hiddenUntil: string | null;
  readonly event: string;
}

/** What left about a person, newest first; `shownOn`: only what they may be shown on that legal day. */
export async function ledgerOf(db: Db, person: PersonId, shownOn?: string): Promise<LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select d.id as disclosure, d.recipient, r.name as party, d.purpose, d.ground, p.fields, d.article, p.at,
      p.hidden_until::text as "hiddenUntil", p.event_id as event
    from disclosure_person p
    join disclosure d on d.organisation_id = ${db.organisation} and d.id = p.disclosure_id
    join recipient_party r on r.organisation_id = ${db.organisation} and r.id = d.party_id
    where p.organisation_id = ${db.organisation} and p.person_id = ${person} and p.state = 'released'
      and (${shownOn ?? null}::date is null or p.hidden_until is null or p.hidden_until <= ${shownOn ?? null}::date)
    order by p.at desc, d.id desc limit 1000`.execute(db.q);
  return rows;
}

export interface PaperRow extends PaperFacts {
  readonly person: PersonId;
  readonly file: string;
}

export async function insertPaper(tx: Tx, p: PaperRow & { readonly by: string; readonly at: Date }): Promise<void> {
  await sql`insert into disclosure_paper (organisation_id, person_id, id, file_id, recipient, purposes, fields, signed_on, until, recorded_by,
      recorded_at)
    values (${tx.organisation}, ${p.person}, ${p.id}, ${p.file}, ${p.recipient}, ${[...p.purposes]}::text[], ${[...p.fields]}::text[],
      ${p.signedOn}, ${p.until}, ${p.by}, ${p.at})`.execute(tx.q);
}

/** The papers of these persons, the newest signature first. */
export async function papersOf(db: Db, persons: readonly PersonId[]): Promise<PaperRow[]> {
  const { rows } = await sql<PaperRow>`
    select p.person_id as person, p.id, p.file_id as file, p.recipient, p.purposes, p.fields, p.signed_on::text as "signedOn",
      p.until::text as until, p.withdrawn_at is not null as withdrawn, exists (
        select from disclosure_person d where d.organisation_id = ${db.organisation} and d.person_id = p.person_id and d.paper_id = p.id) as used
    from disclosure_paper p where p.organisation_id = ${db.organisation} and p.person_id = any(${[...persons]}::uuid[])
    order by p.signed_on desc, p.id desc`.execute(db.q);
  return rows;
}

export async function withdrawPaperAt(tx: Tx, person: PersonId, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update disclosure_paper set withdrawn_at = coalesce(withdrawn_at, ${at})
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} returning 1`.execute(tx.q);
  return rows.length === 1;
}

/** Takes some of an erased person's rows; true while more remain. */
export async function deleteSomeOf(tx: Tx, person: PersonId, most: number): Promise<boolean> {
  const gone =
    await sql`delete from disclosure_person where organisation_id = ${tx.organisation} and person_id = ${person} and disclosure_id in (
    select disclosure_id from disclosure_person where organisation_id = ${tx.organisation} and person_id = ${person} limit ${most})`.execute(
      tx.q,
    );
  await sql`delete from disclosure_paper where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n) === most;
}
