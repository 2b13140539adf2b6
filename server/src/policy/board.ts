import type { Organisation } from "../platform/index.js";
import type { Standing } from "../platform/page/index.js";
import type { PublishedPolicy } from "./check-type.js";

/**
 * How each promise of the policy in force stands, by its id. The checks come after the policy in the order of domains:
 * `main` hands the pages this function.
 */
export type Standings = (organisation: Organisation, policy: PublishedPolicy) => Promise<ReadonlyMap<string, Standing>>;

/** How many promises stand in each state. */
export function tally(standings: Iterable<Standing>): ReadonlyMap<Standing, number> {
  const counts = new Map<Standing, number>();
  for (const s of standings) counts.set(s, (counts.get(s) ?? 0) + 1);
  return counts;
}
