export { retentionErasing } from "./erase.js";
export { type Happened, recordEvent } from "./occasion/happen.js";
export { type Opening, openOccasion } from "./occasion/open.js";
export { isSafeReference } from "./occasion/rules.js";
export {
  type HeldOccasion,
  insertOccasions,
  joinOccasions,
  moveOccasions,
  type OccasionRow,
  occasionsBy,
  occasionsOf,
  personsIn,
} from "./occasion/store.js";
