import { record } from "../../evidence/index.js";
import type { Database, OrganisationId } from "../../platform/index.js";
import { endDue } from "./end.js";
import { legalDate } from "./rules.js";
import { selectDue } from "./store.js";

const some = 200;

/** Ends the holds whose last day is over, each in a transaction of its own with its event. Answers how many ended. */
export async function endDueHolds(database: Database, organisation: OrganisationId, at: Date): Promise<number> {
  const due = await database.read(organisation, (db) => selectDue(db, legalDate(at), some));
  let ended = 0;
  for (const row of due) {
    await database.write(organisation, async (tx) => {
      const done = await endDue(tx, row.person_id, row.id, at);
      if (!done) return;
      ended++;
      await record(tx, {
        type: "hold.ended",
        at,
        actor: { kind: "system" },
        about: [row.person_id],
        detail: { hold: row.id, kind: row.kind, until: done.hold.until, destroyed: done.destroyed },
      });
    });
  }
  return ended === some ? ended + (await endDueHolds(database, organisation, at)) : ended;
}
