export { type Clock, days, hours, minutes, systemClock, TestClock } from "./clock.js";
export { type Config, ConfigFault, readConfig } from "./config.js";
export { Database, type Db, type Tx } from "./database.js";
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
export { type Fault, Refusal } from "./refusal.js";
