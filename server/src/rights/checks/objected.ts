import { sql } from "kysely";
import { mayObject } from "../../consent/index.js";
import { type Check, check, judge, namesIn } from "../../policy/index.js";

/** After an objection nobody is read, written to or passed on for the purpose, as long as it stands. */
export const objected: Check = check("rights.objected", async ({ db, policy, parameters, since }) => {
  const o = db.organisation;
  const purposes = namesIn(parameters, "purposes").filter((name) => {
    const purpose = Object.hasOwn(policy.policy.purposes, name) ? policy.policy.purposes[name] : undefined;
    return purpose?.basis !== undefined && mayObject(purpose.basis, purpose.marketing);
  });
  const { rows: said } = await sql<{ n: number }>`select count(*)::int as n from consent
    where organisation_id = ${o} and act = 'objected' and purpose = any(${purposes}) and at >= ${since}`.execute(db.q);
  const { rows: refused } = await sql<{ n: number }>`select count(*)::int as n from event
    where organisation_id = ${o} and at >= ${since} and canonical::jsonb ->> 'purpose' = any(${purposes})
      and (type = 'value.read_refused' and canonical::jsonb -> 'detail' ->> 'reason' = 'objection'
        or type in ('disclosure.refused', 'disclosure.left_out') and canonical::jsonb -> 'detail' -> 'reasons' ? 'disclosure.objection')`.execute(
    db.q,
  );
  // Records seen together are read together: a use is against the objection where every one of them had objected.
  const { rows: against } = await sql<{ id: string }>`
    select e.id from event e join event_person p on p.organisation_id = ${o} and p.event_id = e.id
    cross join lateral (select (
      select c.act from consent c where c.organisation_id = ${o} and c.person_id = p.person_id
        and c.purpose = e.canonical::jsonb ->> 'purpose' and c.at < e.at order by c.seq desc limit 1) as act) l
    where e.organisation_id = ${o} and e.type = any(${uses}) and e.at >= ${since} and e.canonical::jsonb ->> 'purpose' = any(${purposes})
    group by e.id having bool_and(l.act is not distinct from 'objected') limit 50`.execute(db.q);
  const done = said[0]?.n ?? 0;
  return judge({
    done,
    refused: refused[0]?.n ?? 0,
    violations: against.map((r) => r.id),
    explanation: {
      vi: `${done} lời phản đối; ${against.length} lần vẫn dùng sau khi phản đối.`,
      en: `${done} objections; used ${against.length} times after one.`,
    },
  });
});

const uses = ["value.read", "message.queued", "message.sent", "disclosure.made"];
