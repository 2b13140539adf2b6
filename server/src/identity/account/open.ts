import { record } from "../../evidence/index.js";
import type { PersonId, Tx } from "../../platform/index.js";
import { insertAccount } from "./store.js";

export interface Opening {
  readonly person: PersonId;
  /** The value of the vault (e-mail) by which the account will be proved and mailed. */
  readonly contact: string;
  /** From `hashPassword`; undefined where the touchpoint opens an account entered by code. */
  readonly password: string | undefined;
  readonly touchpoint: string;
}

/** Opens an account, pending until its contact is proved: ask a code of purpose `confirm_contact` next. Nobody signs in before. */
export async function openAccount(tx: Tx, opening: Opening, now: Date): Promise<void> {
  const { person, contact, password, touchpoint } = opening;
  await insertAccount(tx, { person, contact, password: password ?? null, touchpoint, at: now });
  await record(tx, {
    type: "identity.account_opened",
    at: now,
    actor: { kind: "person", id: person },
    about: [person],
    touchpoint,
    detail: { way: password ? "password" : "code" },
  });
}
