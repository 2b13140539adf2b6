import { sql } from "kysely";
import { type Db, newId, type PersonId, type Tx } from "../../platform/index.js";

export type What = "corrected" | "objected" | "erased";

export interface ToldRow {
  readonly id: string;
  readonly party: string;
  readonly ref: string;
  readonly what: What;
  readonly names: readonly string[];
  readonly at: Date;
  readonly dueAt: Date;
  readonly receivedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly acknowledgedBy: string | null;
}

const columns = sql`id, party_id as party, ref, what, names, at, due_at as "dueAt", received_at as "receivedAt",
  acknowledged_at as "acknowledgedAt", acknowledged_by as "acknowledgedBy"`;

export interface Holding {
  readonly party: string;
  readonly ref: string;
}

/**
 * Which parties hold data of a person, and by which reference. `fields`, `purpose`: only those that received one of the fields, or for
 * that purpose. State bodies are left out: what an authority took stands under its own law.
 */
export async function holdingsOf(
  db: Db,
  person: PersonId,
  only: Readonly<{ fields?: readonly string[]; purpose?: string }>,
): Promise<Holding[]> {
  const { rows } = await sql<Holding>`select distinct d.party_id as party, p.ref from disclosure_person p
    join disclosure d on d.organisation_id = ${db.organisation} and d.id = p.disclosure_id
    where p.organisation_id = ${db.organisation} and p.person_id = ${person} and p.state = 'released' and d.ground <> 'authority'
      and (${only.fields ? [...only.fields] : null}::text[] is null or p.fields && ${only.fields ? [...only.fields] : null}::text[])
      and (${only.purpose ?? null}::text is null or d.purpose = ${only.purpose ?? null})`.execute(db.q);
  return rows;
}

/** Adds what each must hear; said again of the same moment (a job that ran twice), nothing is added. */
export async function insertTold(
  tx: Tx,
  to: readonly Holding[],
  t: Readonly<{ what: What; names: readonly string[]; at: Date; dueAt: Date }>,
): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`insert into recipient_told (organisation_id, id, party_id, ref, what, names, at, due_at)
    select ${tx.organisation}, a.id, a.party, a.ref, ${t.what}, ${[...t.names]}::text[], ${t.at}, ${t.dueAt}
    from unnest(${to.map(() => newId())}::uuid[], ${to.map((h) => h.party)}::uuid[], ${to.map((h) => h.ref)}::uuid[]) as a (id, party, ref)
    where not exists (select from recipient_told o where o.organisation_id = ${tx.organisation} and o.ref = a.ref and o.party_id = a.party
      and o.what = ${t.what} and o.names = ${[...t.names]}::text[] and o.at = ${t.at})
    returning ${columns}`.execute(tx.q);
  return rows;
}

export async function toldById(db: Db, id: string): Promise<ToldRow | undefined> {
  const { rows } = await sql<ToldRow>`select ${columns} from recipient_told
    where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q);
  return rows[0];
}

/** What recipients were told; `open`: only what they have not acknowledged. */
export async function listTold(db: Db, open: boolean, limit = 200): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`select ${columns} from recipient_told
    where organisation_id = ${db.organisation} and (not ${open} or acknowledged_at is null) order by due_at, id limit ${limit}`.execute(
    db.q,
  );
  return rows;
}

/** What recipients were told about a person who is still here. */
export async function toldAbout(db: Db, person: PersonId): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`select distinct on (t.id) ${columns} from recipient_told t
    where t.organisation_id = ${db.organisation} and t.ref in (select ref from disclosure_person
      where organisation_id = ${db.organisation} and person_id = ${person}) order by t.id desc limit 500`.execute(db.q);
  return rows;
}

export async function markReceived(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update recipient_told set received_at = coalesce(received_at, ${now})
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

/** True where this is the first acknowledgement. */
export async function markAcknowledged(tx: Tx, id: string, by: string | null, now: Date): Promise<boolean> {
  const done =
    await sql`update recipient_told set acknowledged_at = ${now}, acknowledged_by = ${by}, received_at = coalesce(received_at, ${now})
    where organisation_id = ${tx.organisation} and id = ${id} and acknowledged_at is null`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}
