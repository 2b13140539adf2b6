import { z } from "zod";
import { access } from "./refusals/access.js";
import { authority } from "./refusals/authority.js";
import { collection } from "./refusals/collection.js";
import { consent } from "./refusals/consent.js";
import { disclosure } from "./refusals/disclosure.js";
import { holds } from "./refusals/holds.js";
import { identity } from "./refusals/identity.js";
import { imports } from "./refusals/import.js";
import { messaging } from "./refusals/messaging.js";
import { platform } from "./refusals/platform.js";
import { policy } from "./refusals/policy.js";
import { retention } from "./refusals/retention.js";
import { rights } from "./refusals/rights.js";
import { vault } from "./refusals/vault.js";

/**
 * Every reason Kept refuses something, with what is said to the person; each domain's in its own file. Codes are stable: they
 * are in the API's problem documents, in events and in tests. The text says what happened, to what, and what to do.
 */
export const refusals = {
  ...platform,
  ...vault,
  ...holds,
  ...access,
  ...consent,
  ...collection,
  ...authority,
  ...disclosure,
  ...identity,
  ...imports,
  ...messaging,
  ...policy,
  ...retention,
  ...rights,
};

export type RefusalCode = keyof typeof refusals;

/** The form of a code, for outcomes in answers. */
export const refusalCode = z.string().regex(/^[a-z_]+\.[a-z_]+$/);
