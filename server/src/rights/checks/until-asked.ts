import { sql } from "kysely";
import { days, hours } from "../../platform/index.js";
import { type Check, type CheckCall, check, judge } from "../../policy/index.js";

/** Who cancelled is erased, what is erased stays so, and nothing goes without its cause on record. */
export const untilAsked: Check = check("retention.until_asked", async (call) => {
  const erasures = await erasuresIn(call);
  const violations = [...(await cancelledNotErased(call)), ...(await erasedWithKey(call)), ...erasures.without, ...erasures.late];
  return judge({
    done: erasures.n,
    violations,
    near: erasures.slow,
    explanation: {
      vi: `${erasures.n} lần xoá; ${violations.length} lần chưa xoá đúng hạn hoặc không ghi lý do.`,
      en: `${erasures.n} erasures; ${violations.length} not done in time or without a cause on record.`,
    },
  });
});

/** Cancelling erases in the same breath; a day's grace is for a server that was down. */
async function cancelledNotErased({ db, now }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string }>`
    select e.event_id as id from event_person e
    join event c on c.organisation_id = ${o} and c.id = e.event_id
    join person_key k on k.organisation_id = ${o} and k.person_id = e.person_id
    where e.organisation_id = ${o} and e.type = 'identity.account_cancelled' and c.at < ${new Date(now.getTime() - days(1))} limit 50`.execute(
    db.q,
  );
  return rows.map((r) => r.id);
}

/** Erased by word only: the key is still there. */
async function erasedWithKey({ db }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string }>`
    select e.id from erasure e join person_key k on k.organisation_id = ${o} and k.person_id = e.person_id
    where e.organisation_id = ${o} and e.scope = 'person' limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}

async function erasuresIn({ db, since, now }: CheckCall): Promise<{ n: number; without: string[]; late: string[]; slow: boolean }> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string; at: Date; told: boolean; open: boolean }>`
    with told as (
      select jsonb_array_elements_text(canonical::jsonb -> 'detail' -> 'erasures') as id from event
      where organisation_id = ${o} and type = any(${telling}) and at >= ${since}
        and jsonb_typeof(canonical::jsonb -> 'detail' -> 'erasures') = 'array' and canonical::jsonb -> 'detail' ->> 'cause' <> ''
    )
    select e.id, e.at, t.id is not null and e.cause <> '' as told, e.finished_at is null as open
    from erasure e left join told t on t.id = e.id::text
    where e.organisation_id = ${o} and e.at >= ${since}`.execute(db.q);
  const older = (at: Date, ms: number) => now.getTime() - at.getTime() > ms;
  return {
    n: rows.length,
    without: rows.filter((r) => !r.told).map((r) => r.id),
    late: rows.filter((r) => r.open && older(r.at, days(1))).map((r) => r.id),
    slow: rows.some((r) => r.open && older(r.at, hours(1))),
  };
}

/** Events that tell of an erasure, each with the ids and the cause. */
const telling = ["person.erased", "field.erased"];
