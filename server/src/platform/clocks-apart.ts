import { sql } from "kysely";
import type { Clock } from "./clock.js";
import type { Db } from "./database.js";

/** How far the application's clock and the database's stand apart, in milliseconds. Nothing may be swept by a clock that is wrong. */
export async function clocksApart(db: Db, clock: Clock): Promise<number> {
  if (clock.standsForAll) return 0;
  const before = clock.now().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db.q);
  const after = clock.now().getTime();
  const there = rows[0]?.now.getTime() ?? Number.NaN;
  return Math.max(0, before - there, there - after);
}
