import type { By } from "../consent/index.js";
import { record } from "../evidence/index.js";
import { newId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { insertEvent, insertOccasions, joinOccasions, occasionsBy, personsIn, setReference } from "./occasion-store.js";
import { isSafeReference } from "./rules.js";

export interface Opening {
  readonly kind: string;
  readonly reference: string;
  /** Others may join by its reference from the public form: an event, a vacancy. */
  readonly open: boolean;
  /** An occasion that a form opened without a reference, which gets its reference now. */
  readonly occasion?: string | undefined;
  readonly person?: PersonId | undefined;
  readonly by: By;
  readonly at: Date;
}

/**
 * Opens an occasion under the organisation's own reference, or finds the one that has it. Refuses `occasion.kind`, `occasion.reference`
 * (it reads as an e-mail, a phone or an identity number), `occasion.unknown`.
 */
export async function openOccasion(tx: Tx, policy: PublishedPolicy, o: Opening): Promise<{ id: string; isNew: boolean }> {
  if (!Object.hasOwn(policy.policy.occasions, o.kind)) throw new Refusal("occasion.kind");
  if (!isSafeReference(o.reference)) throw new Refusal("occasion.reference");
  const placed = o.occasion === undefined ? await openOrFind(tx, o) : await name(tx, o, o.occasion);
  if (o.person !== undefined) {
    await joinOccasions(tx, [{ person: o.person, occasion: placed.id, at: o.at }]);
    await record(tx, {
      type: "occasion.joined",
      at: o.at,
      actor: o.by.kind === "person" ? { kind: "person", id: o.person } : o.by,
      about: [o.person],
      detail: { occasion: placed.id, kind: o.kind },
    });
  }
  return placed;
}

async function openOrFind(tx: Tx, o: Opening): Promise<{ id: string; isNew: boolean }> {
  const id = newId();
  const added = await insertOccasions(tx, [{ id, kind: o.kind, reference: o.reference, open: o.open, openedAt: o.at }]);
  if (added.has(id)) return { id, isNew: true };
  const [there] = await occasionsBy(tx, o.kind, [o.reference]);
  if (!there) throw new Refusal("occasion.unknown");
  return { id: there.id, isNew: false };
}

async function name(tx: Tx, o: Opening, occasion: string): Promise<{ id: string; isNew: boolean }> {
  if (await setReference(tx, occasion, o.kind, o.reference)) return { id: occasion, isNew: false };
  const [there] = await occasionsBy(tx, o.kind, [o.reference]);
  if (there?.id !== occasion) throw new Refusal("occasion.unknown");
  return { id: occasion, isNew: false };
}

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
  await record(tx, {
    type: "occasion.event",
    at: h.at,
    actor: h.by.kind === "person" ? { kind: "system" } : h.by,
    about: await personsIn(tx, there.id, 1000),
    detail: { occasion: there.id, kind: h.kind, event: h.event, on: h.on },
  });
  return { occasion: there.id, event };
}
