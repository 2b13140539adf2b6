import { sql } from "kysely";
import type { Db, StaffId, Tx } from "../../platform/index.js";
import type { AlarmKind, Finding } from "./rules.js";

export interface AlarmRow {
  readonly id: string;
  readonly kind: AlarmKind;
  readonly readerKind: "staff" | "key";
  readonly reader: string;
  readonly about: string;
  readonly readings: number | null;
  readonly event: string;
  readonly raisedAt: Date;
  readonly dueAt: Date;
  readonly settledAt: Date | null;
  readonly settledBy: StaffId | null;
  readonly finding: Finding | null;
  readonly caseReference: string | null;
}

const columns = sql`id, kind, reader_kind as "readerKind", reader_id as reader, about, readings, event_id as event, raised_at as "raisedAt",
  due_at as "dueAt", settled_at as "settledAt", settled_by as "settledBy", finding, case_reference as "caseReference"`;

/** Counts one reading and drops what is older than a day; answers how many there were since `since`. */
export async function countReading(tx: Tx, reader: string, slot: Date, since: Date): Promise<number> {
  const rows = await tx.named<{ n: number }>(
    "access.count",
    `with old as (
       delete from reading_slot where organisation_id = $1 and reader_id = $2 and slot < $3::timestamptz - interval '1 day'
     ), now as (
       insert into reading_slot as r (organisation_id, reader_id, slot, readings) values ($1, $2, $3, 1)
       on conflict (organisation_id, reader_id, slot) do update set readings = r.readings + 1 returning readings
     )
     select (select readings from now) + coalesce(sum(readings), 0)::int as n from reading_slot
     where organisation_id = $1 and reader_id = $2 and slot >= $4 and slot < $3`,
    [tx.organisation, reader, slot, since],
  );
  return Number(rows[0]?.n ?? 0);
}

/** Whether the same alarm was raised before. */
export async function isRaised(db: Db, kind: AlarmKind, reader: string, about: string): Promise<boolean> {
  const { rows } = await sql`select 1 from alarm
    where organisation_id = ${db.organisation} and kind = ${kind} and reader_id = ${reader} and about = ${about}`.execute(db.q);
  return rows.length > 0;
}

export async function insertAlarm(
  tx: Tx,
  a: Pick<AlarmRow, "id" | "kind" | "readerKind" | "reader" | "about" | "readings" | "event" | "raisedAt" | "dueAt">,
): Promise<boolean> {
  const { rows } = await sql`
    insert into alarm (organisation_id, id, kind, reader_kind, reader_id, about, readings, event_id, raised_at, due_at)
    values (${tx.organisation}, ${a.id}, ${a.kind}, ${a.readerKind}, ${a.reader}, ${a.about}, ${a.readings}, ${a.event}, ${a.raisedAt}, ${a.dueAt})
    on conflict do nothing returning id`.execute(tx.q);
  return rows.length > 0;
}

/** Those that nobody has settled, the one due first at the top, then the newest settled. */
export async function alarmsOf(db: Db, limit: number): Promise<AlarmRow[]> {
  const { rows } = await sql<AlarmRow>`select ${columns} from alarm where organisation_id = ${db.organisation}
    order by (settled_at is null) desc, case when settled_at is null then due_at end, id desc limit ${limit}`.execute(db.q);
  return rows;
}

export async function lockAlarm(tx: Tx, id: string): Promise<AlarmRow | undefined> {
  const { rows } = await sql<AlarmRow>`select ${columns} from alarm
    where organisation_id = ${tx.organisation} and id = ${id} for update`.execute(tx.q);
  return rows[0];
}

export async function settleAlarm(
  tx: Tx,
  id: string,
  s: { readonly by: StaffId; readonly at: Date; readonly finding: Finding; readonly caseReference: string | null },
): Promise<void> {
  await sql`update alarm set settled_at = ${s.at}, settled_by = ${s.by}, finding = ${s.finding}, case_reference = ${s.caseReference}
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}
