export { Consents, Standings } from "./batch.js";
export { consentChecks, hasPreset } from "./checks.js";
export { copyActs } from "./copy.js";
export { consentErasing } from "./erase.js";
export { type Answered, answer, giveConsent, refuseConsent } from "./give.js";
export { type Receipt, receipt, receipts } from "./receipt.js";
export { keepShownTexts, type Recorded, recordActs } from "./record.js";
export { refusedBefore, refusedPurposes } from "./refused/ask.js";
export { wouldKeepRefusals } from "./refused/keep.js";
export { liftRestriction, type Restricting, restrict } from "./restriction/restrict.js";
export { everything, type Restriction, restrictionsOf } from "./restriction/store.js";
export {
  type Act,
  type ActKind,
  actKinds,
  asksConsent,
  type By,
  judge,
  type LastAct,
  type Method,
  mayObject,
  methods,
  type ShownText,
  type Standing,
  type StandingReason,
  standingReasons,
} from "./rules.js";
export { standing, standings, standingsOf } from "./standing.js";
export { liftObjection, object, type Stopped, stop, withdrawConsent } from "./stop.js";
export { stopAgain } from "./stop-again.js";
export { givenFor } from "./store.js";
export { allWait } from "./store-stops.js";
export { shownIn } from "./words.js";
