import { sql } from "kysely";
import { type Check, check, judge, namesIn, versionOf } from "../../policy/index.js";

/**
 * Whoever gave data acknowledged the duties of the version then in force; and no acknowledgement passes for a consent: no consent
 * rests on words that were shown for a duty.
 */
export const agreedVersion: Check = check("consent.agreed_version", async ({ db, parameters, since }) => {
  const duties = namesIn(parameters, "duties");
  const o = db.organisation;
  const { rows: sent } = await sql<{ id: string; person: string; touchpoint: string; version: number; acknowledged: string[] }>`
    select s.id, s.person_id as person, s.touchpoint, s.policy_version as version, array(
      select a.duty from acknowledgement a where a.organisation_id = ${o} and a.person_id = s.person_id and a.policy_version = s.policy_version
    ) as acknowledged
    from submission s where s.organisation_id = ${o} and s.at >= ${since}`.execute(db.q);
  const versions = new Map<number, ReadonlyMap<string, readonly string[]>>();
  for (const { version } of sent) {
    if (versions.has(version)) continue;
    const published = await versionOf(db, version);
    versions.set(version, new Map(Object.entries(published?.policy.touchpoints ?? {}).map(([n, t]) => [n, t.duties])));
  }
  const due = sent.flatMap((s) => {
    const wanted = (versions.get(s.version)?.get(s.touchpoint) ?? []).filter((d) => duties.length === 0 || duties.includes(d));
    return wanted.length > 0 ? [{ id: s.id, missing: wanted.some((d) => !s.acknowledged.includes(d)) }] : [];
  });
  const { rows: passed } = await sql<{ id: string }>`
    select c.id from consent c where c.organisation_id = ${o} and c.act = 'given' and c.at >= ${since}
      and exists (select 1 from acknowledgement a where a.organisation_id = ${o} and a.person_id = c.person_id and a.shown_digest = c.shown_digest)
    limit 50`.execute(db.q);
  const violations = [...due.filter((d) => d.missing), ...passed].map((r) => r.id);
  return judge({
    done: due.length,
    violations,
    explanation: {
      vi: `${due.length} lần gửi phải kèm cam kết; ${violations.length} lần thiếu hoặc bị tính nhầm là đồng ý.`,
      en: `${due.length} submissions owed an acknowledgement; ${violations.length} lack it or count it as consent.`,
    },
  });
});
