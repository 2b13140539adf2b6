import type { By } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { newId, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { isSafeReference } from "./rules.js";
import { insertOccasions, joinOccasions, occasionsBy, setReference } from "./store.js";

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
    await joinOccasions(tx, [{ person: o.person, occasion: placed.id, at: o.at, by: o.by }]);
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
