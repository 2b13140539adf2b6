import type { Job, Running } from "../platform/index.js";
import { appendToLedger, type LedgerEntry, legalDate } from "../vault/index.js";
import { deleteOver } from "./refused/store.js";
import { deleteWaiting, selectWaiting, type WaitingStop } from "./store-stops.js";

const some = 500;

/** Copies committed withdrawals, objections and restrictions to the ledger outside the database, each minute: the stop itself never waits for it. */
export function consentJobs({ database }: Pick<Running, "database">): Job[] {
  return [
    {
      task: "consent.to_ledger",
      every: "* * * * *",
      run: async (organisation) => {
        for (;;) {
          const waiting = await database.read(organisation, (db) => selectWaiting(db, some));
          await appendToLedger(
            organisation,
            waiting.map((w) => entryOf(organisation, w)),
          );
          if (waiting.length > 0) await database.write(organisation, (tx) => deleteWaiting(tx, waiting));
          if (waiting.length < some) return;
        }
      },
    },
  ];
}

/** Destroys kept refusals whose last day is over. */
export function refusalJobs({ database, clock }: Pick<Running, "database" | "clock">): Job[] {
  return [
    {
      task: "consent.refusals_over",
      every: "17 * * * *",
      run: async (organisation) => {
        await database.write(organisation, (tx) => deleteOver(tx, legalDate(clock.now())));
      },
    },
  ];
}

function entryOf(organisation: string, w: WaitingStop): LedgerEntry {
  const said = { id: w.consentId, organisation, person: w.personId, name: w.purpose, method: w.method, at: w.at.toISOString() };
  return w.policyVersion === null
    ? { ...said, kind: "restriction" }
    : { ...said, kind: w.act === "objected" ? "objection" : "withdrawal", policy: w.policyVersion };
}
