import { setTimeout as sleep } from "node:timers/promises";

/**
 * Answers no sooner than `ms` after it was asked, whether `work` succeeds or refuses: what finding somebody costs more than finding
 * nobody (a look-up, a row) drowns in it. Longer than the work takes on an idle machine.
 */
export async function evenly<T>(ms: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + ms;
  try {
    return await work();
  } finally {
    await sleep(Math.max(0, until - performance.now()));
  }
}

/** Of the answers that could tell whether somebody has an account. */
export const evenAnswer = 150;
