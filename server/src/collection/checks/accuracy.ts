import { sql } from "kysely";
import { type Check, check, judge, namesIn, textIn } from "../../policy/index.js";

/** Everyone who sent something confirmed that it is complete and true. Nobody is reminded later yet: a promise that says so is not built. */
export const accuracyConfirmed: Check = check(
  "accuracy.confirmed",
  async ({ db, parameters, since }) => {
    const one = textIn(parameters, "touchpoint");
    const touchpoints = one ? [one] : namesIn(parameters, "touchpoints");
    const { rows } = await sql<{ id: string; confirmed: boolean | null }>`
    select id, accuracy_confirmed as confirmed from submission
    where organisation_id = ${db.organisation} and at >= ${since} and touchpoint = any(${touchpoints})`.execute(db.q);
    const without = rows.filter((r) => r.confirmed !== true).map((r) => r.id);
    return judge({
      done: rows.length,
      violations: without,
      explanation: {
        vi: `${rows.length} lần gửi; ${without.length} lần chưa xác nhận là đúng và đủ.`,
        en: `${rows.length} submissions; ${without.length} not confirmed as complete and true.`,
      },
    });
  },
  (parameters) => parameters.remind_every !== undefined,
);
