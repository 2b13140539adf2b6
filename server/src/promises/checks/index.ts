import type { Page } from "../../platform/http/index.js";
import type { Config } from "../../platform/index.js";
import type { AskPage, Check } from "../../policy/index.js";
import { attested } from "./attested.js";
import { measured } from "./measures.js";
import { noContactValues } from "./public-values.js";
import { inTransit } from "./transit.js";

/** The checks that belong to no one domain: probes of the whole running server. `pages`: all of them, as the server serves them. */
export function wholeChecks(config: Config, ask: AskPage, pages: () => readonly Page[]): Check[] {
  return [attested, measured, inTransit(config), noContactValues(ask, pages)];
}
