import type { holdShown, keptBack } from "@kept/contract";
import type { z } from "zod";
import type { Db } from "../../platform/index.js";
import { type HeldThing, type HoldSaid, heldUnder, type KeptBack, legalDate } from "../../vault/index.js";

/** A hold for staff, with what lies under it. */
export async function showHold(db: Db, hold: HoldSaid): Promise<z.infer<typeof holdShown>> {
  const held = await heldUnder(db, hold.person, hold.id);
  return {
    id: hold.id,
    person: hold.person,
    kind: hold.kind,
    fields: hold.fields ? [...hold.fields] : null,
    occasion: hold.occasion,
    purpose: hold.purpose,
    article: hold.article,
    reason: hold.reason,
    reference: hold.reference,
    until: hold.until,
    review: hold.review,
    hidden_until: hold.hiddenUntil,
    by: hold.by,
    placed_at: hold.placedAt.toISOString(),
    held: held.map(thing),
  };
}

function thing(h: HeldThing) {
  return { id: h.id, what: h.what, field: h.field, held_at: h.heldAt.toISOString() };
}

/**
 * What was kept back, without what its person is not told yet: staff who erase for somebody hand them this very paper. Whoever may hold has
 * a list of their own.
 */
export function showKept(kept: readonly KeptBack[], { at }: { readonly at: Date }): z.infer<typeof keptBack>[] {
  return kept
    .filter((k) => k.hidden_until === null || k.hidden_until <= legalDate(at))
    .map(({ hidden_until: _, ...k }) => ({ ...k, fields: [...k.fields] }));
}
