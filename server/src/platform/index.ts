export { type AttemptRule, clearAttempts, countAttempt, forgetAttempts } from "./attempts.js";
export { type Clock, days, hours, minutes, systemClock, TestClock } from "./clock.js";
export { clocksApart } from "./clocks-apart.js";
export { type Config, ConfigFault, readConfig } from "./config.js";
export { crashPoint } from "./crash.js";
export { type Cell, csv, csvRow } from "./csv.js";
export { Database, type Db, type Tx } from "./database.js";
export { EmbeddedFault } from "./embedded.js";
export { Group, type GroupOptions, type Outcome } from "./group.js";
export { hmacSha256 } from "./hmac.js";
export {
  newId,
  newToken,
  type OrganisationId,
  organisationId,
  type PersonId,
  personId,
  type StaffId,
  sameBytes,
  staffId,
  tokenHash,
} from "./ids.js";
export { type Installation, nameInstallation, readInstallation } from "./installation.js";
export { enqueue, type Job, type Payload, prepareJobs, runJobs } from "./jobs.js";
export { type LimitName, Limits, limits } from "./limits.js";
export { createLog, Secret } from "./log.js";
export { forgetAnswers, onceBy } from "./once.js";
export { createOrganisation, type Organisation, Organisations, organisationOf, reservedSlugs } from "./organisations.js";
export { isPublicAddress } from "./outgoing/address.js";
export {
  judgeAddress,
  type Outgoing,
  type OutgoingAnswer,
  OutgoingFault,
  type OutgoingReason,
  outgoing,
  type Resolve,
} from "./outgoing/call.js";
export { type Fault, Refusal } from "./refusal.js";
export type { Running } from "./running.js";
