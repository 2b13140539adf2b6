import type { Job, Running } from "../platform/index.js";
import { appendToLedger } from "../vault/index.js";
import { deleteWaiting, selectWaiting } from "./store-stops.js";

const some = 500;

/** Copies committed withdrawals and objections to the ledger outside the database, each minute: the stop itself never waits for it. */
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
            waiting.map((w) => ({
              id: w.consentId,
              kind: w.act === "objected" ? "objection" : "withdrawal",
              organisation,
              person: w.personId,
              name: w.purpose,
              method: w.method,
              policy: w.policyVersion,
              at: w.at.toISOString(),
            })),
          );
          if (waiting.length > 0) await database.write(organisation, (tx) => deleteWaiting(tx, waiting));
          if (waiting.length < some) return;
        }
      },
    },
  ];
}
