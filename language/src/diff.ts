import { askedChanges } from "./diff/asked.js";
import type { Change } from "./diff/change.js";
import { endChanges } from "./diff/ends.js";
import { restChanges, untold } from "./diff/rest.js";
import { useChanges } from "./diff/uses.js";
import type { Policy } from "./schema/policy.js";

/**
 * What differs between two versions of one organisation's policy, in plain sentences in both languages.
 * Whatever no sentence is made for is still told by a plain line: two policies that differ never have an empty difference.
 */
export function diff(before: Policy, after: Policy): Change[] {
  const told = [...askedChanges(before, after), ...useChanges(before, after), ...endChanges(before, after), ...restChanges(before, after)];
  return [...told, ...untold(before, after, told)];
}

export type { Change } from "./diff/change.js";
