import { type Job, personId, type Running } from "../platform/index.js";
import { contactConfirmed } from "./confirm.js";
import { importJobs } from "./import/jobs.js";

/** `collection.confirmed`: identity proved a person's contact; what waited for it counts. */
export function collectionJobs(running: Running): Job[] {
  const { database, clock } = running;
  return [
    ...importJobs(running),
    {
      task: "collection.confirmed",
      run: (organisation, { person }) => contactConfirmed(database, organisation, personId.parse(person), clock.now()),
    },
  ];
}
