export { accessChecks } from "./checks.js";
export { accessErasing } from "./erase.js";
export { merge, sameAs, undoMerge } from "./merge.js";
export { gateStanding, maskedValues, maskOf, type Reader, type Reading, type ReadValue, readFor } from "./read.js";
export { type Decision, decidePurpose, decideValue, fieldsFor, type Reason } from "./rules.js";
export { deleteMerges, type MergeEvidence, mergeEvidence, standingMerges } from "./store.js";
export { vaultChecks } from "./vault-checks.js";
