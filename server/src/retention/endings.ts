import type { Db, PersonId } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { fieldEndings } from "./ending/gather.js";

/** How long one value is kept: whether it lives, its last day (a legal date), and the rule that governs. */
export interface Ending {
  readonly state: "live" | "due" | "review";
  readonly on: string | null;
  readonly rule: string | null;
}

/** The ending of every value of these persons, former and waiting ones too, by the value's id. */
export async function endings(
  db: Db,
  policy: PublishedPolicy,
  persons: readonly PersonId[],
  now: Date,
): Promise<ReadonlyMap<string, Ending>> {
  const fields = await fieldEndings(db, policy, persons, now);
  return new Map(fields.flatMap(({ values, state, on, rule }) => values.map((id): [string, Ending] => [id, { state, on, rule }])));
}
