import { type Job, personId, type Running } from "../platform/index.js";
import { contactConfirmed } from "./confirm.js";

/** `collection.confirmed`: identity proved a person's contact; what waited for it counts. */
export function collectionJobs({ database, clock }: Running): Job[] {
  return [
    {
      task: "collection.confirmed",
      run: (organisation, { person }) => contactConfirmed(database, organisation, personId.parse(person), clock.now()),
    },
  ];
}
