export { type DayKind, dayKind, isWorkingDay, type Overlay, plusWorkingDays, rolledForward, workingDaysBetween } from "./calendar.js";
export { type Day, dayOf, daysBetween, endOf, plusDays, plusMonths, weekdayOf } from "./day.js";
export { type Clock, type Due, due, type Pause, type Step } from "./due.js";
export {
  complaintTerms,
  explain,
  type Facts,
  governing,
  incidentTerms,
  longestExtension,
  requestTerms,
  type Term,
  type Until,
} from "./terms.js";
