import { sql } from "kysely";
import { type Check, check, judge, namesIn } from "../../policy/index.js";

/** A changed e-mail or phone counts only once it is proved: none stands, unproved, where a proved one stood. */
export const reverified: Check = check("identity.reverified", async ({ db, parameters, since }) => {
  const fields = namesIn(parameters, "fields");
  const o = db.organisation;
  const { rows } = await sql<{ id: string; pending: boolean; bad: boolean }>`
    select v.id, v.pending, not v.pending and v.verified_at is null and f.verified_at is not null as bad
    from value v join value f on f.organisation_id = ${o} and f.person_id = v.person_id and f.id = v.replaces
    where v.organisation_id = ${o} and v.field = any(${fields}) and v.collected_at >= ${since}`.execute(db.q);
  const violations = rows.filter((r) => r.bad).map((r) => r.id);
  const waiting = rows.filter((r) => r.pending).length;
  return judge({
    done: rows.length - waiting,
    refused: waiting,
    violations,
    explanation: {
      vi: `${rows.length} lần đổi email hoặc điện thoại, ${waiting} lần đang chờ mã; ${violations.length} lần có hiệu lực khi chưa xác nhận.`,
      en: `${rows.length} changes of an e-mail or phone, ${waiting} waiting for a code; ${violations.length} took effect unproved.`,
    },
  });
});
