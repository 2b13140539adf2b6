import { enqueue, type Job, type Running } from "../platform/index.js";
import type { Check } from "../policy/index.js";
import type { Probing } from "./measures/run.js";
import { checksByControl } from "./rules.js";
import { runChecks } from "./run.js";

const task = "promises.check";

/** Probes the deployment, then checks every promise of an organisation: hourly, after each publishing, and when staff ask. */
export function promisesJobs(running: Running, checks: readonly Check[], probe: Probing): Job[] {
  // Two checks of one control would let no check run at all: the start stops, instead of every job after it.
  checksByControl(checks);
  return [
    {
      task,
      run: async (id) => {
        const organisation = await running.organisations.byId(id);
        if (!organisation) return;
        await probe(organisation);
        await runChecks(running, organisation, checks);
      },
      every: "7 * * * *",
    },
  ];
}

/** At start every organisation is checked: this version of the software may know checks that the one before did not. */
export async function schedulePromises(running: Running): Promise<void> {
  for (const { id } of await running.organisations.all()) {
    await running.database.write(id, (tx) => enqueue(tx, task, {}, { key: `${task}:${id}` }));
  }
}
