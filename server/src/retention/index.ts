export { retentionChecks } from "./checks/index.js";
export { type Ending, endings } from "./endings.js";
export { retentionErasing } from "./erase.js";
export { type Again, insertAgain as givenAgain, lockKeeping, lookBy, markTold } from "./keeping/store.js";
export { type Happened, recordEvent } from "./occasion/happen.js";
export { type ListedOccasion, partsIn } from "./occasion/list.js";
export { type Opening, openOccasion } from "./occasion/open.js";
export { type CameOut, setOutcome } from "./occasion/outcome.js";
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
export { type Choice, decideReview, undoReview } from "./review/decide.js";
export { type ReviewRow, standingReviews } from "./review/store.js";
export { type KeptFrom, rulesFor } from "./rules/ending.js";
export { lastDay } from "./rules/period.js";
export { type Swept, sweep } from "./sweep/sweep.js";
