import type { Check } from "../../policy/index.js";
import { afterEvent } from "./after-event.js";
import { reviewed } from "./reviewed.js";

/** The checks of retention. That what is asked to be erased is erased, rights checks. */
export const retentionChecks: readonly Check[] = [afterEvent, reviewed];
