import type { By } from "../../consent/index.js";
import { record, refused } from "../../evidence/index.js";
import { type Database, newId, type OrganisationId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lookAtOccasion } from "../keeping/store.js";
import { isLikelyDay } from "./rules.js";
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
 * those who take part (the first thousand). Refuses `occasion.kind`, `occasion.event`, `occasion.date`, `occasion.unknown`, before anything
 * is written.
 */
export async function recordEvent(tx: Tx, policy: PublishedPolicy, h: Happened): Promise<{ occasion: string; event: string }> {
  const declared = Object.hasOwn(policy.policy.occasions, h.kind) ? policy.policy.occasions[h.kind] : undefined;
  if (!declared) throw new Refusal("occasion.kind");
  if (!Object.hasOwn(declared.events, h.event)) throw new Refusal("occasion.event");
  if (!isLikelyDay(h.on)) throw new Refusal("occasion.date");
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

/** `recordEvent` in a transaction of its own; its refusal is an event too. */
export async function recordOrRefuse(database: Database, organisation: OrganisationId, policy: PublishedPolicy, h: Happened) {
  try {
    return await database.write(organisation, (tx) => recordEvent(tx, policy, h));
  } catch (error) {
    if (error instanceof Refusal) await noteRefused(database, organisation, policy, [{ ...h, reason: error.code }]);
    throw error;
  }
}

/** Writes down dates that were refused, an event for each reason. What was sent stands in it only where the policy declares it: it may be anything. */
export async function noteRefused(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  all: readonly (Pick<Happened, "kind" | "by" | "at"> & { readonly reason: string })[],
): Promise<void> {
  const declared = (kind: string) => Object.hasOwn(policy.policy.occasions, kind);
  for (const some of Map.groupBy(all, (h) => `${h.reason} ${declared(h.kind) ? h.kind : ""}`).values()) {
    const [first] = some;
    if (!first) continue;
    const { kind, by, at, reason } = first;
    await refused(database, organisation, {
      type: "occasion.refused",
      at,
      actor: by.kind === "person" ? { kind: "system" } : by,
      about: [],
      policyVersion: policy.version,
      detail: { reason, refused: some.length, ...(declared(kind) ? { kind } : {}) },
    });
  }
}
