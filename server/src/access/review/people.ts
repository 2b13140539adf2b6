import { type Actor, record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { occasionsBy, partsIn } from "../../retention/index.js";
import { labelOf } from "../label.js";
import { maskedValues } from "../read.js";

const most = 200;

export interface Part {
  readonly person: PersonId;
  readonly label: string;
  readonly outcome: string | null;
}

/** Who takes part in an occasion, masked; being listed is an event, as being found is. Refuses `occasion.unknown`. */
export async function peopleIn(
  tx: Tx,
  policy: PublishedPolicy,
  asked: { readonly kind: string; readonly reference: string; readonly actor: Actor; readonly now: Date },
): Promise<{ people: Part[]; more: boolean }> {
  const [there] = await occasionsBy(tx, asked.kind, [asked.reference]);
  if (!there) throw new Refusal("occasion.unknown");
  const parts = await partsIn(tx, there.id, most + 1);
  const people: Part[] = [];
  for (const { person, outcome } of parts.slice(0, most))
    people.push({ person, outcome, label: labelOf(policy, await maskedValues(tx, policy, person)) });
  const about = people.map((p) => p.person);
  const detail = { by: ["occasion"], found: about.length };
  if (about.length > 0) await record(tx, { type: "person.found", at: asked.now, actor: asked.actor, about, detail });
  return { people, more: parts.length > most };
}
