export { actorText } from "./actor.js";
export { type Standings, tally } from "./board.js";
export {
  type Check,
  type CheckCall,
  type CheckResult,
  type CheckState,
  check,
  checkStates,
  judge,
  namesIn,
  type PublishedPolicy,
  periodIn,
  textIn,
} from "./check-type.js";
export { policyChecks, type SentTexts } from "./checks.js";
export { discardDraft, saveDraft } from "./draft.js";
export { inForce, inForceNow, sourceInForce, versionOf, versions } from "./in-force.js";
export { type AskPage, pageText } from "./page-text.js";
export { type Publishing, publish } from "./publish.js";
export { publishAtStart, type StartOutcome } from "./publish-at-start.js";
export { formAddress, hasForm } from "./rules.js";
export type { Given } from "./touches.js";
export { refusalPage, securityContacts } from "./wrong.js";
