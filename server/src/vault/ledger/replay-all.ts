import type { Running } from "../../platform/index.js";
import { replayLedger, type StopAgain } from "./replay.js";

/**
 * Does again, of every organisation, what the ledger says and the database does not know: after a restore, announced or not. Throws where it
 * cannot be.
 */
export async function replayAll({ database, organisations, clock, log }: Running, stop: StopAgain): Promise<void> {
  for (const { id, slug } of await organisations.all()) {
    const done = await replayLedger(database, id, stop, clock.now());
    const again = { persons: done.persons.length, fields: done.fields.length, stops: done.stops.length };
    if (done.restored || again.persons + again.fields + again.stops > 0)
      log.warn({ organisation: slug, ...again }, "the ledger was replayed");
    if (done.unreadable > 0) log.warn({ organisation: slug, lines: done.unreadable }, "lines of the ledger cannot be read");
  }
}
