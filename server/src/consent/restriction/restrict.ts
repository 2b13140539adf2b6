import { recordAll } from "../../evidence/index.js";
import { newId, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { By, Method } from "../rules.js";
import { waitRestriction } from "../store-stops.js";
import { everything, insertRestriction, isThere, markLifted } from "./store.js";

/** A restriction asked for, or its end, and how it reached us. */
export interface Restricting {
  readonly person: PersonId;
  /** Left out: every purpose. */
  readonly purpose?: string | undefined;
  readonly at: Date;
  readonly method: Method;
  readonly by: By;
  /** How staff knew that it was the person, or someone with the right to ask. */
  readonly proof?: string | undefined;
}

/**
 * Restricts processing: from now on the data is kept and used for nothing that the person may object to (law 91/2025 art. 4.1.d). Like every
 * stop it needs the database alone. Said twice, it stands once; answers whether anything changed. Refuses `person.unknown`, `purpose.unknown`.
 */
export async function restrict(tx: Tx, r: Restricting): Promise<boolean> {
  refuseOddPurpose(r.purpose);
  if (!(await isThere(tx, r.person))) throw new Refusal("person.unknown");
  return insert(tx, newId(), r);
}

/**
 * Restricts again what the ledger says and the database does not know, under the same id: one that was lifted since stays lifted where the
 * database knows of it. Answers whether anything changed.
 */
export async function restrictAgain(tx: Tx, id: string, r: Restricting): Promise<boolean> {
  return insert(tx, id, r);
}

async function insert(tx: Tx, id: string, r: Restricting): Promise<boolean> {
  const row = { id, person: r.person, purpose: r.purpose ?? everything, at: r.at };
  const done = await insertRestriction(tx, { ...row, by: r.by });
  if (!done) return false;
  await waitRestriction(tx, { ...row, method: r.method });
  await tell(tx, "consent.restricted", r);
  return true;
}

/** Ends a restriction: only the same one, of that purpose or of all. Gives no consent back. Refuses as {@link restrict}. */
export async function liftRestriction(tx: Tx, r: Restricting): Promise<boolean> {
  refuseOddPurpose(r.purpose);
  if (!(await isThere(tx, r.person))) throw new Refusal("person.unknown");
  const done = await markLifted(tx, r.person, r.purpose ?? everything, r.at);
  if (done) await tell(tx, "consent.restriction_lifted", r);
  return done;
}

function refuseOddPurpose(purpose: string | undefined): void {
  if (purpose !== undefined && !/^[a-z][a-z0-9_]{0,47}$/.test(purpose)) throw new Refusal("purpose.unknown");
}

async function tell(tx: Tx, type: "consent.restricted" | "consent.restriction_lifted", r: Restricting): Promise<void> {
  const happening = {
    type,
    at: r.at,
    actor: r.by.kind === "person" ? ({ kind: "person", id: r.person } as const) : r.by,
    about: [r.person],
    purpose: r.purpose,
    detail: { method: r.method, ...(r.proof === undefined ? {} : { proof: r.proof }) },
  };
  await recordAll(tx, [happening], { roots: false });
}
