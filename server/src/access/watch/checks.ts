import { sql } from "kysely";
import { type Check, type CheckCall, check, judge } from "../../policy/index.js";
import { rulesFrom, type WatchRules } from "./rules.js";

interface Raised {
  readonly id: string;
  readonly raisedAt: Date;
  readonly dueAt: Date;
  readonly settledAt: Date | null;
  readonly own: boolean;
}

/**
 * Unusual reading raised an alarm, and somebody else looked at each in time. The readings are counted anew from the events, apart from
 * the counter that raises: an hour with more of them than the limit and no alarm breaks the promise as an alarm does that nobody looked at.
 */
export const watched: Check = check("access.watched", async (call) => {
  const rules = rulesFrom(call.parameters);
  const { now } = call;
  const alarms = await alarmsSince(call);
  const late = (a: Raised) => (a.settledAt ?? now).getTime() > Math.min(a.dueAt.getTime(), a.raisedAt.getTime() + rules.within);
  const overdue = alarms.filter(late).map((a) => a.id);
  const own = alarms.filter((a) => a.own).map((a) => a.id);
  const missed = await unseenHours(call, rules);
  const waiting = alarms.filter((a) => a.settledAt === null);
  // The last third of its time.
  const near = waiting.some((a) => now.getTime() > a.dueAt.getTime() - (a.dueAt.getTime() - a.raisedAt.getTime()) / 3);
  const done = await readingsSince(call);
  return judge({
    done,
    violations: [...new Set([...overdue, ...own, ...missed])],
    near,
    explanation: {
      vi: `${done} lần đọc được theo dõi, ${alarms.length} báo động: ${waiting.length} chưa ai xem, ${overdue.length} quá hạn xem; ${missed.length} lần đọc nhiều mà không báo động.`,
      en: `${done} readings were watched, ${alarms.length} alarms raised: ${waiting.length} not looked at yet, ${overdue.length} late; ${missed.length} times much was read without an alarm.`,
    },
  });
});

/** What access checks of its watching. */
export const watchChecks: readonly Check[] = [watched];

/** Alarms raised in the time looked at, and those from before that were open in it. */
async function alarmsSince({ db, since }: CheckCall): Promise<Raised[]> {
  const { rows } = await sql<Raised>`
    select id, raised_at as "raisedAt", due_at as "dueAt", settled_at as "settledAt", coalesce(settled_by = reader_id, false) as own from alarm
    where organisation_id = ${db.organisation} and (raised_at >= ${since} or settled_at is null or settled_at >= ${since})`.execute(db.q);
  return rows;
}

async function readingsSince({ db, since }: CheckCall): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
    where organisation_id = ${db.organisation} and type = 'value.read' and at >= ${since}`.execute(db.q);
  return rows[0]?.n ?? 0;
}

/** Full hours of the clock in which somebody read more than the limit and no alarm was raised about them then: the last event of each. */
async function unseenHours({ db, since }: CheckCall, { readsPerHour }: WatchRules): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select max(e.id::text) as id from (
      select id, at, date_trunc('hour', at) as hour, canonical::jsonb -> 'actor' ->> 'id' as reader from event
      where organisation_id = ${db.organisation} and type = 'value.read' and at >= ${since}
        and canonical::jsonb -> 'actor' ->> 'kind' in ('staff', 'key')) e
    group by e.reader, e.hour
    having count(*) > ${readsPerHour} and not exists (
      select 1 from alarm a where a.organisation_id = ${db.organisation} and a.kind = 'bulk' and a.reader_id = e.reader::uuid
        and a.raised_at >= e.hour - interval '1 hour' and a.raised_at < e.hour + interval '1 hour')`.execute(db.q);
  return rows.map((r) => r.id);
}
