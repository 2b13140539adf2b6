import type { By } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { newId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lookAtOccasion } from "../keeping/store.js";
import { insertEvent, occasionsBy, personsIn } from "./store.js";

export interface Happened {
  readonly kind: string;
  readonly reference: string;
  readonly event: string;
  /** The legal date, `YYYY-MM-DD`. */
  readonly on: string;
  readonly by: By;
  readonly at: Date;
}

/**
 * Records what happened to an occasion, on a date; said again with another date, the newer counts. It stands in the timeline of
 * those who take part (the first thousand). Refuses `occasion.kind`, `occasion.event`, `occasion.unknown`.
 */
export async function recordEvent(tx: Tx, policy: PublishedPolicy, h: Happened): Promise<{ occasion: string; event: string }> {
  const declared = Object.hasOwn(policy.policy.occasions, h.kind) ? policy.policy.occasions[h.kind] : undefined;
  if (!declared) throw new Refusal("occasion.kind");
  if (!Object.hasOwn(declared.events, h.event)) throw new Refusal("occasion.event");
  const [there] = await occasionsBy(tx, h.kind, [h.reference]);
  if (!there) throw new Refusal("occasion.unknown");
  const event = newId();
  await insertEvent(tx, { id: event, occasion: there.id, kind: h.event, on: h.on, at: h.at, by: h.by });
  // Before the sweep looks again: it locks the same rows, so it either sees this date or is waited for.
  await lookAtOccasion(tx, there.id, h.at);
  await record(tx, {
    type: "occasion.event",
    at: h.at,
    actor: h.by.kind === "person" ? { kind: "system" } : h.by,
    about: await personsIn(tx, there.id, 1000),
    detail: { occasion: there.id, kind: h.kind, event: h.event, on: h.on },
  });
  return { occasion: there.id, event };
}
