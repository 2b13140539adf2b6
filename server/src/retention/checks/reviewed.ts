import { sql } from "kysely";
import { countByType } from "../../evidence/index.js";
import { days, type PersonId } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import { type Check, type CheckCall, check, judge } from "../../policy/index.js";
import { fieldEndings } from "../ending/gather.js";
import { standingReviews } from "../review/store.js";
import { addDays } from "../rules/period.js";

const most = 500;

/** Data whose purposes all ended stands in the queue, is decided in time, and is kept only for what the policy declares, or a duty. */
export const reviewed: Check = check("retention.reviewed", async (call) => {
  const outside = await outsideQueue(call);
  const seen = await inQueue(call);
  const violations = [...outside, ...seen.late, ...seen.groundless];
  return judge({
    done: seen.n,
    violations,
    near: seen.near,
    explanation: {
      vi: `${seen.n} mục đã vào hàng xét; ${outside.length} mục hết mục đích còn nằm ngoài; ${seen.late.length} mục quá hạn quyết; ${seen.groundless.length} mục giữ không có mục đích.`,
      en: `${seen.n} items went to review; ${outside.length} without a purpose stand outside it; ${seen.late.length} undecided past their term; ${seen.groundless.length} kept for nothing declared.`,
    },
  });
});

/** Persons who stopped something more than a day ago, and whose occasions are over, judged anew: what has no purpose left must be in the queue. */
async function outsideQueue({ db, policy, now }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const before = new Date(now.getTime() - days(1));
  const { rows } = await sql<{ id: PersonId }>`
    select id from (
      select distinct c.person_id as id from consent c where c.organisation_id = ${o} and c.act in ('withdrawn', 'objected', 'refused') and c.at < ${before}
      union
      select distinct p.person_id from occasion_event e join occasion_person p on p.organisation_id = ${o} and p.occasion_id = e.occasion_id
      where e.organisation_id = ${o} and e.on_date < ${addDays(dayOf(now), -1)} and e.recorded_at < ${before}
    ) candidate where exists (select 1 from person_key k where k.organisation_id = ${o} and k.person_id = candidate.id) limit ${most}`.execute(
    db.q,
  );
  const persons = rows.map((r) => r.id);
  const queued = new Set((await standingReviews(db, persons)).map((r) => `${r.person} ${r.field}`));
  const ended = (await fieldEndings(db, policy, persons, now)).filter((e) => e.state === "review");
  return ended.filter((e) => !queued.has(`${e.person} ${e.field}`)).map((e) => e.values[0] ?? e.person);
}

async function inQueue({ db, policy, since, now }: CheckCall) {
  const today = dayOf(now);
  const { rows } = await sql<{
    id: string;
    state: string;
    term: string;
    keepFor: string | null;
    keepWhy: string | null;
    next: string | null;
  }>`
    select id, state, term::text, keep_for as "keepFor", keep_why as "keepWhy", next_look::text as next from review
    where organisation_id = ${db.organisation} and state in ('open', 'erasing', 'kept')`.execute(db.q);
  const open = rows.filter((r) => r.state === "open" || r.state === "erasing");
  const declared = (purpose: string | null) => purpose !== null && Object.hasOwn(policy.policy.purposes, purpose);
  const kept = rows.filter((r) => r.state === "kept");
  return {
    // Lines of the erased go with them; what happened stays in the events.
    n: (await countByType(db, ["review.opened"], since)).get("review.opened") ?? 0,
    late: open.filter((r) => r.term < today).map((r) => r.id),
    near: open.some((r) => r.state === "open" && r.term <= addDays(today, 3)),
    groundless: kept.filter((r) => (!declared(r.keepFor) && r.keepWhy === null) || (r.next ?? "") < addDays(today, -1)).map((r) => r.id),
  };
}
