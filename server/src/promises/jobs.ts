import { enqueue, hours, type Job, type OrganisationId, type Running } from "../platform/index.js";
import type { Check } from "../policy/index.js";
import { runChecks } from "./run.js";

const task = "promises.check";

/** Checks every promise of an organisation, then asks to be run again an hour later. One key: there is never more than one waiting. */
export function promisesJobs(running: Running, checks: readonly Check[]): Job[] {
  return [
    {
      task,
      run: async (id) => {
        const organisation = await running.organisations.byId(id);
        if (!organisation) return;
        await runChecks(running, organisation, checks);
        await soon(running, id, new Date(running.clock.now().getTime() + hours(1)));
      },
    },
  ];
}

/** At start: every organisation is checked now, and hourly from then on. */
export async function schedulePromises(running: Running): Promise<void> {
  for (const { id } of await running.organisations.all()) await soon(running, id, running.clock.now());
}

function soon(running: Running, organisation: OrganisationId, at: Date): Promise<void> {
  return running.database.write(organisation, (tx) => enqueue(tx, task, {}, { at, key: `${task}:${organisation}` }));
}
