import { sql } from "kysely";
import type { Db } from "../../platform/index.js";

export interface DueInWeek {
  readonly rule: string;
  /** The Monday of the week. */
  readonly week: string;
  readonly people: number;
}

/** How many people's first day falls into each week before a day, by rule; what has passed counts in the week of today. */
export async function dueByWeek(db: Db, today: string, before: string): Promise<DueInWeek[]> {
  const { rows } = await sql<DueInWeek>`
    select coalesce(rule, '') as rule, date_trunc('week', greatest(ends_on, ${today}::date)::timestamp)::date::text as week, count(*)::int as people
    from keeping where organisation_id = ${db.organisation} and ends_on is not null and ends_on < ${before}::date
    group by 1, 2 order by 2, 1`.execute(db.q);
  return rows;
}

/** How many people's first day is this one or later. */
export async function dueFrom(db: Db, day: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from keeping
    where organisation_id = ${db.organisation} and ends_on >= ${day}::date`.execute(db.q);
  return rows[0]?.n ?? 0;
}

/** How many people have something past its day, or are to be looked at by now. */
export async function dueNow(db: Db, today: string, now: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from keeping
    where organisation_id = ${db.organisation} and (look_at <= ${now} or ends_on < ${today}::date)`.execute(db.q);
  return rows[0]?.n ?? 0;
}
