import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Refusal, type Tx } from "../platform/index.js";
import { type Guess, guesses } from "./rules.js";

/**
 * Counts one try before it is judged, in its own short transaction: tries that arrive together cannot pass the limit between them.
 * Answers whether it may go on. `subject` is an id or a keyed digest, never a value.
 */
export async function countTry(tx: Tx, guess: Guess, subject: string | Uint8Array, now: Date): Promise<boolean> {
  const { points, seconds } = guesses[guess];
  const began = new Date(now.getTime() - seconds * 1000);
  const counted = await sql<{ count: number }>`
    insert into attempt (organisation_id, limiter, subject, window_start, count)
    values (${tx.organisation}, ${guess}, ${digest(subject)}, ${now}, 1)
    on conflict (organisation_id, limiter, subject) do update set
      count = case when attempt.window_start <= ${began} then 1 else attempt.count + 1 end,
      window_start = case when attempt.window_start <= ${began} then ${now} else attempt.window_start end
    returning count`.execute(tx.q);
  return (counted.rows[0]?.count ?? points + 1) <= points;
}

/** As {@link countTry}, refusing with `request.too_many`. */
export async function takeTry(tx: Tx, guess: Guess, subject: string | Uint8Array, now: Date): Promise<void> {
  if (!(await countTry(tx, guess, subject, now))) throw new Refusal("request.too_many");
}

/** A right answer clears what was counted before it. */
export async function clearTries(tx: Tx, guess: readonly Guess[], subject: string | Uint8Array): Promise<void> {
  await sql`delete from attempt
    where organisation_id = ${tx.organisation} and limiter = any(${guess}) and subject = ${digest(subject)}`.execute(tx.q);
}

/** Removes counts whose window has passed. */
export async function forgetTries(tx: Tx, now: Date): Promise<void> {
  const longest = Math.max(...Object.values(guesses).map((g) => g.seconds));
  await sql`delete from attempt
    where organisation_id = ${tx.organisation} and limiter = any(${Object.keys(guesses)})
      and window_start < ${new Date(now.getTime() - longest * 1000)}`.execute(tx.q);
}

function digest(subject: string | Uint8Array): Buffer {
  return createHash("sha256").update("kept attempt\0").update(subject).digest();
}
