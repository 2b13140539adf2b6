export { prepare, record, recordAll, rootsOf, type SaltRoots, saltsFrom } from "./record.js";
export { refused } from "./refused.js";
export { type Actor, canonical, commitment, derivedSalt, eventVersion, type Happening } from "./rules.js";
export {
  countByType,
  type EventRow,
  eventListing,
  eventsByType,
  eventsOf,
  forget,
  insertEvents,
  type KeptSalt,
  keepSealedSalts,
  looseSalts,
  type Occurrence,
  occurrences,
  type StoredEvent,
  type SubjectRow,
  sealedSaltsOf,
} from "./store.js";
