import { sql } from "kysely";
import { type Check, check, judge, namesIn } from "../../policy/index.js";

/** Data comes by the ways named and no other; a phone entry with a consent says how it was taken (decree 356/2025 art. 6.1). */
export const channels: Check = check("collection.channels", async ({ db, parameters, since }) => {
  const kinds = namesIn(parameters, "kinds");
  const o = db.organisation;
  const { rows: values } = await sql<{ id: string }>`
    select id from value where organisation_id = ${o} and collected_at >= ${since} and not channel = any(${kinds}) limit 50`.execute(db.q);
  const { rows: sent } = await sql<{ id: string; bad: boolean }>`
    select s.id, not s.channel = any(${kinds}) or (s.channel = 'phone'
      and coalesce(s.consent_method, '') not in ('recorded_call', 'sms', 'paper', 'email')
      and exists (select 1 from consent c where c.organisation_id = ${o} and c.person_id = s.person_id and c.submission_id = s.id)) as bad
    from submission s where s.organisation_id = ${o} and s.at >= ${since}`.execute(db.q);
  const violations = [...values, ...sent.filter((s) => s.bad)].map((r) => r.id);
  return judge({
    done: sent.length,
    violations,
    explanation: {
      vi: `${sent.length} lần nhận dữ liệu; ${violations.length} lần không qua đường đã công bố.`,
      en: `Data was taken ${sent.length} times; ${violations.length} not by a declared way.`,
    },
  });
});
