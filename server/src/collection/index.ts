export { contactConfirmed } from "./confirm.js";
export { collectionErasing } from "./erase.js";
export { openOccasion, recordEvent } from "./occasion.js";
export { type HeldOccasion, occasionsOf } from "./occasion-store.js";
export { type Besides, makeReady, type Ready } from "./ready.js";
export { isSafeReference, type Sent } from "./rules.js";
export { acknowledgementsOf, type HeldAcknowledgement, type HeldSubmission, submissionsOf } from "./store.js";
export { Submissions } from "./submit.js";
export { type Taken, takeSubmissions } from "./take.js";
