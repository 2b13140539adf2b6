import { sql } from "kysely";
import { type Check, check, judge, namesIn } from "../../policy/index.js";
import { proofs } from "../proof.js";

/** What staff or a system do for somebody, by right. */
const deeds: Readonly<Record<string, readonly string[]>> = { correct: ["value.corrected"], erase: ["field.erased", "person.erased"] };

/** Whatever staff corrected or erased for somebody says how the right to it was proved. */
export const assisted: Check = check("rights.assisted", async ({ db, parameters, since }) => {
  const named = namesIn(parameters, "rights");
  const types = (named.length > 0 ? named : Object.keys(deeds)).flatMap((r) => deeds[r] ?? []);
  // A correction that came with a submission is collection, and judged by its controls; an erasure at a term's end is retention's.
  const { rows } = await sql<{ id: string; proof: string | null }>`
    select id, canonical::jsonb -> 'detail' ->> 'proof' as proof from event
    where organisation_id = ${db.organisation} and type = any(${types}) and at >= ${since}
      and canonical::jsonb -> 'actor' ->> 'kind' in ('staff', 'key')
      and canonical::jsonb -> 'detail' -> 'submission' is null`.execute(db.q);
  const known: readonly string[] = proofs;
  const violations = rows.filter((r) => r.proof === null || !known.includes(r.proof)).map((r) => r.id);
  return judge({
    done: rows.length,
    violations,
    explanation: {
      vi: `Nhân viên làm giúp ${rows.length} lần; ${violations.length} lần không ghi đã chứng minh quyền bằng cách nào.`,
      en: `Staff did it for someone ${rows.length} times; ${violations.length} without a record of how the right was proved.`,
    },
  });
});
