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
