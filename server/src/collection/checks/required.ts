import { sql } from "kysely";
import { type Check, check, judge, namesIn, textIn } from "../../policy/index.js";

/** Nobody came through the touchpoint without one of the fields the promise names. */
export const required: Check = check("collection.required", async ({ db, policy, parameters, since }) => {
  const touchpoint = textIn(parameters, "touchpoint") ?? "";
  const named = namesIn(parameters, "fields");
  const asked = Object.entries(policy.policy.touchpoints[touchpoint]?.fields ?? {}).flatMap(([f, a]) => (a.required ? [f] : []));
  const fields = named.length > 0 ? named : asked;
  const { rows } = await sql<{ id: string; whole: boolean }>`
    select id, fields @> ${fields}::text[] as whole from submission
    where organisation_id = ${db.organisation} and touchpoint = ${touchpoint} and at >= ${since}`.execute(db.q);
  const without = rows.filter((r) => !r.whole).map((r) => r.id);
  return judge({
    done: rows.length,
    violations: without,
    explanation: {
      vi: `${rows.length} lần gửi; ${without.length} lần thiếu mục bắt buộc.`,
      en: `${rows.length} submissions; ${without.length} without a required field.`,
    },
  });
});
