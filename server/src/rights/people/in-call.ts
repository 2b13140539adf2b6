import { callers, labelOf, maskedValues } from "../../access/index.js";
import { record } from "../../evidence/index.js";
import type { PersonId, StaffId, Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { personState } from "../../vault/index.js";
import { madeAt } from "../rules.js";

export interface Caller {
  readonly person: PersonId;
  readonly state: string;
  readonly label: string;
  readonly since: Date;
}

/** Who may be calling, masked, once the answer was yes. It is an event. Refuses as `callers` does. */
export async function inCall(tx: Tx, policy: PublishedPolicy, call: string, staff: StaffId, role: string, now: Date): Promise<Caller[]> {
  const people: Caller[] = [];
  for (const person of await callers(tx, call, staff, now)) {
    const state = (await personState(tx, person)) ?? "erased";
    if (state === "erased") continue;
    people.push({ person, state, label: labelOf(policy, await maskedValues(tx, policy, person)), since: madeAt(person) });
  }
  await record(tx, {
    type: "person.found",
    at: now,
    actor: { kind: "staff", id: staff, role },
    about: people.map((p) => p.person),
    detail: { by: ["call"], found: people.length, call },
  });
  return people;
}
