import { sql } from "kysely";
import { countByType } from "../../evidence/index.js";
import { type Check, check, judge, textIn } from "../../policy/index.js";

/**
 * Nobody was listed in a segment without a live consent for its purpose at that moment: the last act about it, by then, is a consent given.
 * Looked at person by person, over every listing of the time; whoever was erased since is nobody's member any more.
 */
export const segmentsConsented: Check = check("segment.consented", async ({ db, parameters, since }) => {
  const purpose = textIn(parameters, "purpose") ?? "";
  const o = db.organisation;
  const { rows } = await sql<{ event: string; listed: number; wrong: number }>`
    select e.id as event, count(*)::int as listed,
      (count(*) filter (where coalesce((
        select c.act from consent c where c.organisation_id = ${o} and c.person_id = s.person_id
          and c.purpose = e.canonical::jsonb ->> 'purpose' and (c.at, c.event_id) < (e.at, e.id) order by c.seq desc limit 1), '') <> 'given'))::int as wrong
    from event e join event_person s on s.organisation_id = e.organisation_id and s.event_id = e.id
    where e.organisation_id = ${o} and e.type = 'segment.listed' and e.at >= ${since}
      and e.canonical::jsonb ->> 'purpose' is not distinct from ${purpose}
    group by e.id order by e.id`.execute(db.q);
  const counts = await countByType(db, ["segment.counted", "segment.listed", "segment.refused"], since);
  const listed = rows.reduce((sum, r) => sum + r.listed, 0);
  const violations = rows.filter((r) => r.wrong > 0).map((r) => r.event);
  const asked = (counts.get("segment.counted") ?? 0) + (counts.get("segment.listed") ?? 0);
  return judge({
    done: asked,
    refused: counts.get("segment.refused") ?? 0,
    violations,
    explanation:
      violations.length > 0
        ? {
            vi: `${rows.reduce((sum, r) => sum + r.wrong, 0)} lượt người có mặt trong nhóm khi không có đồng ý còn hiệu lực.`,
            en: `${rows.reduce((sum, r) => sum + r.wrong, 0)} times somebody was in a segment without a live consent.`,
          }
        : {
            vi: `${asked} lần xem nhóm, ${listed} lượt người; ai có mặt cũng đang đồng ý vào lúc ấy.`,
            en: `Segments were looked up ${asked} times, ${listed} members in all; each had a live consent at that moment.`,
          },
  });
});
