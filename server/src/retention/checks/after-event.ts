import { sql } from "kysely";
import { hours, type PersonId } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { type Check, type CheckCall, check, judge, namesIn } from "../../policy/index.js";
import { fieldEndings } from "../ending/gather.js";
import { addDays, lastDay } from "../rules/period.js";
import { newestSweep } from "../sweep/store.js";

/** As many persons as one check looks into; beyond that it says what it has seen. */
const most = 500;

/**
 * Whatever passed its day is gone or held, and every occasion has a date or a default. It does not ask the sweep's own notes: who may be due is
 * found anew from occasions, dates and values, and judged by the rules.
 */
export const afterEvent: Check = check("retention.after_event", async (call) => {
  const rules = call.policy.policy.retention.filter((r) => namesIn(call.parameters, "rules").includes(r.id));
  const late = await lateOnes(call, rules);
  const endless = await endlessOnes(call, rules);
  const { n } = await erased(call);
  const swept = await newestSweep(call.db);
  const stopped = swept !== undefined && (swept.fault !== null || swept.at.getTime() < call.now.getTime() - hours(6));
  const violations = [...late, ...endless];
  return judge({
    done: n,
    violations,
    near: stopped,
    explanation: {
      vi: `${n} lần xoá vì hết hạn; ${late.length} người còn dữ liệu quá hạn; ${endless.length} việc chưa có ngày lẫn hạn mặc định.${stopped ? " Lượt dọn gần nhất không chạy." : ""}`,
      en: `${n} erased at their end; ${late.length} people hold data past its day; ${endless.length} occasions have neither date nor default.${stopped ? " The last sweep did not run." : ""}`,
    },
  });
});

type Rules = CheckCall["policy"]["policy"]["retention"];

/** Persons with something past its day by more than the day the sweep has. */
async function lateOnes({ db, policy, now }: CheckCall, rules: Rules): Promise<string[]> {
  const cutoff = addDays(dayOf(now), -1);
  const events = rules.flatMap((r) => (r.until === "event" && r.event !== undefined ? [r.event] : []));
  const o = db.organisation;
  const { rows: byEvent } = await sql<{ id: PersonId }>`
    select distinct p.person_id as id from occasion_event e
    join occasion_person p on p.organisation_id = ${o} and p.occasion_id = e.occasion_id
    join person_key k on k.organisation_id = ${o} and k.person_id = p.person_id
    where e.organisation_id = ${o} and e.kind = any(${events}) and e.on_date < ${cutoff} limit ${most}`.execute(db.q);
  const shortest = rules.flatMap((r) => r.default ?? (r.until === "time" ? (r.period ?? []) : []));
  const oldest = shortest.map((p) => lastDay("2000-01-01", p)).sort()[0];
  const age = oldest === undefined ? undefined : (Date.parse(oldest) - Date.parse("2000-01-01")) / 86_400_000;
  const { rows: byAge } = await sql<{ id: PersonId }>`
    select distinct v.person_id as id from value v join person_key k on k.organisation_id = ${o} and k.person_id = v.person_id
    where v.organisation_id = ${o} and v.collected_at < ${age === undefined ? null : `${addDays(cutoff, -age)}T00:00:00+07:00`}::timestamptz
    limit ${most}`.execute(db.q);
  const persons = [...new Set([...byEvent, ...byAge].map((r) => r.id))];
  const due = (await fieldEndings(db, policy, persons, now)).filter(
    (e) => e.on !== null && e.on < cutoff && rules.some((r) => r.id === e.rule),
  );
  return [...new Set(due.map((e) => e.person))];
}

/** Occasions of which a rule knows neither date nor default. */
async function endlessOnes({ db }: CheckCall, rules: Rules): Promise<string[]> {
  const open = rules.filter((r) => r.until === "event" && r.event !== undefined && r.default === undefined && r.of.occasion !== undefined);
  if (open.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select distinct o.id from occasion o
    join unnest(${open.map((r) => r.of.occasion)}::text[], ${open.map((r) => r.event)}::text[]) r(kind, event) on r.kind = o.kind
    where o.organisation_id = ${db.organisation} and not exists (select 1 from occasion_event e
      where e.organisation_id = ${db.organisation} and e.occasion_id = o.id and e.kind = r.event) limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}

async function erased({ db, since }: CheckCall): Promise<{ n: number }> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from erasure
    where organisation_id = ${db.organisation} and cause = 'retention' and at >= ${since}`.execute(db.q);
  return rows[0] ?? { n: 0 };
}
