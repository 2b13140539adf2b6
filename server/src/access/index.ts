export { accessChecks } from "./checks.js";
export { accessErasing } from "./erase.js";
export { merge, sameAs, undoMerge } from "./merge.js";
export { maskedValues, maskOf, type Reader, type Reading, type ReadValue, readFor } from "./read.js";
export { type ForRecipient, type Outgoing, openForRecipient, type ValueForRecipient, type Withheld } from "./recipient.js";
export { type Decision, decidePurpose, decideValue, fieldsFor, type Reason, reasons } from "./rules.js";
export { gateStanding } from "./states.js";
export { deleteMerges, type MergeEvidence, mergeEvidence, standingMerges } from "./store.js";
export { vaultChecks } from "./vault-checks.js";
