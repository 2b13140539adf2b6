import { sql } from "kysely";
import type { Db } from "../platform/index.js";

/** How many persons the organisation holds data of: those not erased. Costs a pass over its persons. */
export async function countPersons(db: Db): Promise<number> {
  const found = await sql<{ n: number }>`select count(*)::int as n from person
    where organisation_id = ${db.organisation} and state <> 'erased'`.execute(db.q);
  return found.rows[0]?.n ?? 0;
}
