import type { Logger } from "pino";
import type { Clock } from "./clock.js";
import type { Config } from "./config.js";
import type { Database } from "./database.js";
import type { Limits } from "./limits.js";
import type { Organisations } from "./organisations.js";

/** What the edges of every domain (http, pages, jobs) are given by `main`. Rules, stores and verbs take a transaction and arguments instead. */
export interface Running {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly organisations: Organisations;
  readonly limits: Limits;
  readonly log: Logger;
}
