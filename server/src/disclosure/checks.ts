import type { Check } from "../policy/index.js";
import { ownReport, termsBreach } from "./checks/decided.js";
import { consented, ordered, written } from "./checks/given.js";
import { lawful, orderedErasure } from "./checks/lawful.js";
import { abroad, recipients } from "./checks/register.js";

/** What disclosure checks of itself. */
export const disclosureChecks: readonly Check[] = [
  recipients,
  consented,
  written,
  ordered,
  abroad,
  ownReport,
  termsBreach,
  lawful,
  orderedErasure,
];
