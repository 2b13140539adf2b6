import type { Actor } from "../../evidence/index.js";
import { record, refused } from "../../evidence/index.js";
import { type Database, type OrganisationId, type PersonId, Refusal } from "../../platform/index.js";
import { type HeldContent, holdsOf, openHeld } from "../../vault/index.js";

/**
 * Opens what an erasure left under a hold, for the very purpose it is held for; where the hold names none, for its duty alone (`duty`).
 * The event is written before anything is answered; a refusal is an event too. Refuses `hold.unknown`, `hold.over`, `hold.other_purpose`.
 */
export async function openForDuty(
  database: Database,
  organisation: OrganisationId,
  asked: { readonly person: PersonId; readonly hold: string; readonly purpose: string; readonly actor: Actor; readonly now: Date },
): Promise<{ event: string; held: HeldContent[] }> {
  const { person, hold: id, purpose, actor, now } = asked;
  try {
    return await database.write(organisation, async (tx) => {
      const hold = (await holdsOf(tx, [person])).find((h) => h.id === id);
      if (!hold) throw new Refusal("hold.unknown");
      if (purpose !== (hold.purpose ?? "duty")) throw new Refusal("hold.other_purpose");
      const held = await openHeld(tx, person, id, now);
      const event = await record(tx, {
        type: "hold.opened",
        at: now,
        actor,
        about: [person],
        purpose: hold.purpose ?? undefined,
        fields: [...new Set(held.map((h) => h.field))],
        detail: { hold: id, kind: hold.kind, things: held.map((h) => h.id), ...hidden(hold.hiddenUntil) },
      });
      return { event, held };
    });
  } catch (error) {
    if (error instanceof Refusal && error.code !== "hold.unknown") {
      const hold = await database.read(organisation, async (db) => (await holdsOf(db, [person])).find((h) => h.id === id));
      await refused(database, organisation, {
        type: "hold.refused",
        at: now,
        actor,
        about: [person],
        detail: { hold: id, why: error.code, ...hidden(hold?.hiddenUntil) },
      });
    }
    throw error;
  }
}

/** An order may have to stay unknown to its person until a day: what is told of it waits too. */
export function hidden(until: string | null | undefined): Readonly<Record<string, string>> {
  return until ? { hidden_until: until } : {};
}
