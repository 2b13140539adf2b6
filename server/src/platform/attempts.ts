import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Tx } from "./database.js";

/** At most `points` attempts in `seconds`, counted in the database: across processes, and restarts. */
export interface AttemptRule {
  readonly limiter: string;
  readonly points: number;
  readonly seconds: number;
}

/**
 * Counts one attempt before it is judged: those that arrive together cannot pass the limit between them. Answers whether it
 * may go on. `subject` is an id or a keyed digest, never a value.
 */
export async function countAttempt(tx: Tx, rule: AttemptRule, subject: string | Uint8Array, now: Date): Promise<boolean> {
  const began = new Date(now.getTime() - rule.seconds * 1000);
  const counted = await sql<{ count: number }>`
    insert into attempt (organisation_id, limiter, subject, window_start, count)
    values (${tx.organisation}, ${rule.limiter}, ${digest(subject)}, ${now}, 1)
    on conflict (organisation_id, limiter, subject) do update set
      count = case when attempt.window_start <= ${began} then 1 else attempt.count + 1 end,
      window_start = case when attempt.window_start <= ${began} then ${now} else attempt.window_start end
    returning count`.execute(tx.q);
  return (counted.rows[0]?.count ?? rule.points + 1) <= rule.points;
}

/** Starts the count of a subject anew. */
export async function clearAttempts(tx: Tx, limiters: readonly string[], subject: string | Uint8Array): Promise<void> {
  await sql`delete from attempt
    where organisation_id = ${tx.organisation} and limiter = any(${limiters}) and subject = ${digest(subject)}`.execute(tx.q);
}

/** Removes counts whose window began before an instant. */
export async function forgetAttempts(tx: Tx, limiters: readonly string[], before: Date): Promise<void> {
  await sql`delete from attempt
    where organisation_id = ${tx.organisation} and limiter = any(${limiters}) and window_start < ${before}`.execute(tx.q);
}

function digest(subject: string | Uint8Array): Buffer {
  return createHash("sha256").update("kept attempt\0").update(subject).digest();
}
