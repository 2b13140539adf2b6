import type { Job, Running } from "../platform/index.js";
import { expire } from "./settle.js";

/** What was neither agreed to nor taken in its time ends. */
export function disclosureJobs({ database, clock }: Running): Job[] {
  return [
    {
      task: "disclosure.expire",
      every: "*/15 * * * *",
      run: async (organisation) => {
        while (await database.write(organisation, (tx) => expire(tx, clock.now()))) {
          // Some at a time, each in a transaction of its own.
        }
      },
    },
  ];
}
