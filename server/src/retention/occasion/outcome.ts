import type { By } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lookBy } from "../keeping/store.js";
import { occasionsBy, writeOutcome } from "./store.js";

export interface CameOut {
  readonly kind: string;
  readonly reference: string;
  readonly person: PersonId;
  /** A name the policy declares of the occasion; null takes it back. */
  readonly outcome: string | null;
  readonly by: By;
  readonly at: Date;
}

/**
 * Says how an occasion came out for one person in it: hired, for one (law 91/2025 art. 25.1 demands the erasure of who is not). Refuses
 * `occasion.kind`, `occasion.outcome`, `occasion.unknown`, and `occasion.not_in` where the person takes no part.
 */
export async function setOutcome(tx: Tx, policy: PublishedPolicy, o: CameOut): Promise<{ occasion: string }> {
  const declared = Object.hasOwn(policy.policy.occasions, o.kind) ? policy.policy.occasions[o.kind] : undefined;
  if (!declared) throw new Refusal("occasion.kind");
  if (o.outcome !== null && !Object.hasOwn(declared.outcomes ?? {}, o.outcome)) throw new Refusal("occasion.outcome");
  const [there] = await occasionsBy(tx, o.kind, [o.reference]);
  if (!there) throw new Refusal("occasion.unknown");
  await lookBy(tx, [o.person], o.at);
  if (!(await writeOutcome(tx, there.id, o.person, o.outcome, o.at))) throw new Refusal("occasion.not_in");
  await record(tx, {
    type: "occasion.outcome",
    at: o.at,
    actor: o.by.kind === "person" ? { kind: "system" } : o.by,
    about: [o.person],
    detail: { occasion: there.id, kind: o.kind, outcome: o.outcome ?? "" },
  });
  return { occasion: there.id };
}
