import { type Actor, refused } from "../../evidence/index.js";
import type { ActingCall } from "../../platform/http/index.js";
import { type PersonId, Refusal, type Running } from "../../platform/index.js";

/**
 * Whether a reading may open sensitive values: staff must ask for them and have proved themselves lately; a key reads what its role may.
 * Refuses `access.step_up`, which is recorded about the person.
 */
export async function revealing(running: Running, call: ActingCall, person: PersonId, asked: boolean): Promise<boolean> {
  const { caller } = call;
  if (caller.kind === "key") return true;
  if (!asked || caller.fresh) return asked;
  const actor: Actor = { kind: "staff", id: caller.id, role: caller.roles.join(",") };
  await refused(running.database, call.organisation.id, {
    type: "access.refused",
    at: call.now,
    actor,
    about: [person],
    detail: { what: "people.read", code: "access.step_up" },
  });
  throw new Refusal("access.step_up");
}
