import type { Check } from "../policy/index.js";
import { assisted } from "./checks/assisted.js";
import { held } from "./checks/held.js";
import { lasting } from "./checks/lasting.js";
import { objected } from "./checks/objected.js";
import { reverified } from "./checks/reverified.js";
import { selfService } from "./checks/self-service.js";
import { untilAsked } from "./checks/until-asked.js";

/** What rights checks of itself. */
export const rightsChecks: readonly Check[] = [selfService, assisted, objected, untilAsked, reverified, lasting, held];
