import { labelOf, maskedValues, membersOf, type SegmentReader } from "../../access/index.js";
import type { PersonId, Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { personState } from "../../vault/index.js";
import { madeAt } from "../rules.js";
import type { Caller } from "./in-call.js";

/** Members of a segment, masked: enough to tell two people apart. Refuses as `membersOf` does. */
export async function members(
  tx: Tx,
  policy: PublishedPolicy,
  asked: { readonly segment: string; readonly after: PersonId | undefined; readonly limit: number },
  reader: SegmentReader,
  now: Date,
): Promise<{ members: Caller[]; next: PersonId | null }> {
  const found = await membersOf(tx, policy, asked, reader, now);
  const shown: Caller[] = [];
  for (const person of found.members) {
    const state = (await personState(tx, person)) ?? "erased";
    shown.push({ person, state, label: labelOf(policy, await maskedValues(tx, policy, person)), since: madeAt(person) });
  }
  return { members: shown, next: found.next };
}
