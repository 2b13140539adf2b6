import { record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { provedSession, type SignInWay } from "./store.js";

/** A person proved again that it is them: the session is fresh for ten minutes. */
export async function stepUp(tx: Tx, person: PersonId, session: string, way: SignInWay, now: Date): Promise<void> {
  const proof = await record(tx, {
    type: "identity.stepped_up",
    at: now,
    actor: { kind: "person", id: person },
    about: [person],
    detail: { session, way },
  });
  if (!(await provedSession(tx, person, session, proof, now))) throw new Refusal("access.signed_out");
}
