import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";

export interface OrderRow {
  readonly id: string;
  readonly kind: "disclosure" | "erasure";
  readonly recipient: string;
  readonly party: string;
  readonly body: string;
  readonly reason: string;
  readonly violation: string | null;
  readonly basis: string;
  readonly documentNumber: string;
  readonly documentOn: string;
  readonly file: string | null;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly receivedOn: string;
  readonly replyBy: string;
  readonly hiddenUntil: string | null;
  readonly state: "received" | "decided" | "answered";
  readonly decision: "granted" | "partial" | "refused" | null;
  readonly decidedFields: readonly string[];
  readonly refusal: string | null;
  readonly receivedBy: string;
  readonly receivedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly answer: "delivered" | "partial" | "refused" | "erased" | null;
  readonly answeredOn: string | null;
  readonly disclosure: string | null;
}

export interface CountedOrder extends OrderRow {
  readonly persons: number;
  readonly covered: number;
  readonly erased: number;
}

const columns = sql`o.id, o.kind, o.recipient, o.party_id as party, o.body, o.reason, o.violation, o.basis, o.document_number as "documentNumber",
  o.document_on::text as "documentOn", o.file_id as file, o.purpose, o.fields, o.received_on::text as "receivedOn", o.reply_by::text as "replyBy",
  o.hidden_until::text as "hiddenUntil", o.state, o.decision, o.decided_fields as "decidedFields", o.refusal, o.received_by as "receivedBy",
  o.received_at as "receivedAt", o.decided_by as "decidedBy", o.decided_at as "decidedAt", o.answer, o.answered_on::text as "answeredOn",
  o.disclosure_id as disclosure`;

export async function insertOrder(
  tx: Tx,
  o: Omit<
    OrderRow,
    "file" | "state" | "decision" | "decidedFields" | "refusal" | "decidedBy" | "decidedAt" | "answer" | "answeredOn" | "disclosure"
  >,
  persons: readonly PersonId[],
): Promise<void> {
  await sql`insert into authority_order (organisation_id, id, kind, recipient, party_id, body, reason, violation, basis, document_number, document_on,
      purpose, fields, received_on, reply_by, hidden_until, state, received_by, received_at)
    values (${tx.organisation}, ${o.id}, ${o.kind}, ${o.recipient}, ${o.party}, ${o.body}, ${o.reason}, ${o.violation}, ${o.basis},
      ${o.documentNumber}, ${o.documentOn}, ${o.purpose}, ${[...o.fields]}::text[], ${o.receivedOn}, ${o.replyBy}, ${o.hiddenUntil}, 'received',
      ${o.receivedBy}, ${o.receivedAt})`.execute(tx.q);
  await sql`insert into authority_order_person (organisation_id, person_id, order_id)
    select ${tx.organisation}, p, ${o.id} from unnest(${[...persons]}::uuid[]) as p`.execute(tx.q);
}

export async function orderById(db: Db, id: string): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`select ${columns} from authority_order o
    where o.organisation_id = ${db.organisation} and o.id = ${id}`.execute(db.q);
  return rows[0];
}

/** The same, and nobody else decides or answers it before this transaction ends. */
export async function lockOrder(tx: Tx, id: string): Promise<OrderRow | undefined> {
  const { rows } = await sql<OrderRow>`select ${columns} from authority_order o
    where o.organisation_id = ${tx.organisation} and o.id = ${id} for update`.execute(tx.q);
  return rows[0];
}

/** Those that wait first, the earliest reply first; then the newest answered. */
export async function listOrderRows(db: Db): Promise<CountedOrder[]> {
  const { rows } = await sql<CountedOrder>`
    select ${columns}, n.persons, n.covered, n.erased from authority_order o, lateral (
      select count(*)::int as persons, (count(*) filter (where p.covered))::int as covered, (count(*) filter (where p.erased_at is not null))::int as erased
      from authority_order_person p where p.organisation_id = ${db.organisation} and p.order_id = o.id) n
    where o.organisation_id = ${db.organisation}
    order by o.state = 'answered', case when o.state = 'answered' then null else o.reply_by end, o.id desc limit 500`.execute(db.q);
  return rows;
}

export interface YearOfDemands {
  readonly year: number;
  readonly demands: number;
}

/** How many demands came in each year, the newest first: all that is said of them in public, those hidden from their persons included. */
export async function demandsByYear(db: Db): Promise<YearOfDemands[]> {
  const { rows } =
    await sql<YearOfDemands>`select extract(year from received_on)::int as year, count(*)::int as demands from authority_order
    where organisation_id = ${db.organisation} group by 1 order by 1 desc`.execute(db.q);
  return rows;
}

export interface OrderPerson {
  readonly person: PersonId;
  readonly covered: boolean;
  readonly erased: boolean;
}

export async function personsOfOrder(db: Db, id: string): Promise<OrderPerson[]> {
  const { rows } = await sql<OrderPerson>`select person_id as person, covered, erased_at is not null as erased from authority_order_person
    where organisation_id = ${db.organisation} and order_id = ${id} order by person_id`.execute(db.q);
  return rows;
}

export async function setOrderFile(tx: Tx, id: string, file: string): Promise<void> {
  await sql`update authority_order set file_id = ${file} where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

export interface DecisionGiven {
  readonly decision: "granted" | "partial" | "refused";
  readonly fields: readonly string[];
  readonly persons: readonly string[];
  readonly refusal: string | null;
  readonly by: string;
  readonly at: Date;
}

export async function setOrderDecided(tx: Tx, id: string, d: DecisionGiven): Promise<void> {
  await sql`update authority_order set state = 'decided', decision = ${d.decision}, decided_fields = ${[...d.fields]}::text[], refusal = ${d.refusal},
      decided_by = ${d.by}, decided_at = ${d.at} where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
  await sql`update authority_order_person set covered = true where organisation_id = ${tx.organisation} and order_id = ${id}
    and person_id = any(${[...d.persons]}::uuid[])`.execute(tx.q);
}

export async function setOrderAnswered(
  tx: Tx,
  id: string,
  a: { readonly answer: NonNullable<OrderRow["answer"]>; readonly by: string | null; readonly on: string; readonly disclosure?: string },
): Promise<void> {
  await sql`update authority_order set state = 'answered', answer = ${a.answer}, answered_by = ${a.by}, answered_on = coalesce(answered_on, ${a.on}),
      disclosure_id = coalesce(${a.disclosure ?? null}, disclosure_id) where organisation_id = ${tx.organisation} and id = ${id}`.execute(
    tx.q,
  );
}

export async function setOrderDisclosure(tx: Tx, id: string, disclosure: string): Promise<void> {
  await sql`update authority_order set disclosure_id = ${disclosure} where organisation_id = ${tx.organisation} and id = ${id}`.execute(
    tx.q,
  );
}

export async function markOrderErased(tx: Tx, id: string, person: PersonId, at: Date): Promise<void> {
  await sql`update authority_order_person set erased_at = coalesce(erased_at, ${at})
    where organisation_id = ${tx.organisation} and order_id = ${id} and person_id = ${person}`.execute(tx.q);
}
