import type { Check } from "../../policy/index.js";
import { accuracyConfirmed } from "./accuracy.js";
import { agreedVersion } from "./agreed.js";
import { asGiven } from "./as-given.js";
import { channels } from "./channels.js";
import { declared } from "./declared.js";
import { required } from "./required.js";

/** What collection checks of itself. */
export const collectionChecks: Check[] = [declared, required, channels, asGiven, accuracyConfirmed, agreedVersion];
