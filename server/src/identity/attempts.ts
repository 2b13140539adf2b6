import { clearAttempts, countAttempt, forgetAttempts, Refusal, type Tx } from "../platform/index.js";
import { type Guess, guesses } from "./rules.js";

/** Counts one try before it is judged, in its own short transaction. Answers whether it may go on. `subject` is an id or a keyed digest. */
export async function countTry(tx: Tx, guess: Guess, subject: string | Uint8Array, now: Date): Promise<boolean> {
  return countAttempt(tx, { limiter: guess, ...guesses[guess] }, subject, now);
}

/** As {@link countTry}, refusing with `request.too_many`. */
export async function takeTry(tx: Tx, guess: Guess, subject: string | Uint8Array, now: Date): Promise<void> {
  if (!(await countTry(tx, guess, subject, now))) throw new Refusal("request.too_many");
}

/** A right answer clears what was counted before it. */
export async function clearTries(tx: Tx, guess: readonly Guess[], subject: string | Uint8Array): Promise<void> {
  await clearAttempts(tx, guess, subject);
}

/** Removes counts whose window has passed. */
export async function forgetTries(tx: Tx, now: Date): Promise<void> {
  const longest = Math.max(...Object.values(guesses).map((g) => g.seconds));
  await forgetAttempts(tx, Object.keys(guesses), new Date(now.getTime() - longest * 1000));
}
