import { type Job, type Running, staffId } from "../platform/index.js";
import { endAllOf } from "./assignment/assign.js";
import { endGrantsOf } from "./break-glass/ask.js";

/** The jobs of access. */
export function accessJobs({ database, clock }: Running): Job[] {
  return [
    {
      // Somebody left: nothing stays assigned to them, and nothing stays open to them.
      task: "access.leaver",
      async run(organisation, payload) {
        const staff = staffId.parse(payload.staff);
        const now = clock.now();
        await database.write(organisation, async (tx) => {
          await endAllOf(tx, staff, now);
          await endGrantsOf(tx, staff, now);
        });
      },
    },
  ];
}
