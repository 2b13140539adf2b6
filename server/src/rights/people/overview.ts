import { decidePurpose, gateStanding, labelOf, maskedValues, type Reader, readerOf, sameAs, standingMerges } from "../../access/index.js";
import { record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type HeldValue, personState } from "../../vault/index.js";
import { jointStandings } from "../held.js";
import { madeAt } from "../rules.js";

export interface MaskedOverview {
  readonly state: string;
  readonly label: string;
  readonly since: Date;
  readonly values: readonly (HeldValue & { readonly masked: string })[];
  readonly purposes: readonly { readonly purpose: string; readonly allowed: boolean; readonly reason?: string }[];
  readonly merges: readonly { readonly merge: string; readonly other: PersonId; readonly at: Date }[];
}

/** What is held about a person, all masked, and which purposes would open some of it to the reader. It is an event. Refuses `person.unknown`. */
export async function maskedOverview(
  tx: Tx,
  policy: PublishedPolicy,
  reader: Reader,
  person: PersonId,
  now: Date,
): Promise<MaskedOverview> {
  const state = await personState(tx, person);
  if (state === undefined) throw new Refusal("person.unknown");
  const persons = await sameAs(tx, person);
  const values: (HeldValue & { masked: string })[] = [];
  for (const p of persons) values.push(...(await maskedValues(tx, policy, p)));
  const standings = await jointStandings(tx, policy, persons);
  const { assigned, granted } = await readerOf(tx, policy, reader, persons, now);
  await record(tx, { type: "person.viewed", at: now, actor: reader.actor, about: persons, detail: { values: values.length } });
  return {
    state,
    label: labelOf(policy, values),
    since: madeAt(person),
    values,
    purposes: standings.map((s) => {
      const decision = decidePurpose({
        policy: policy.policy,
        roles: reader.roles,
        purpose: s.purpose,
        standing: gateStanding(s),
        assigned,
        granted: granted.has(s.purpose),
      });
      return decision.allowed ? { purpose: s.purpose, allowed: true } : { purpose: s.purpose, allowed: false, reason: decision.reason };
    }),
    merges: (await standingMerges(tx, [person])).map((m) => ({
      merge: m.id,
      other: m.personId === person ? m.otherId : m.personId,
      at: m.at,
    })),
  };
}
