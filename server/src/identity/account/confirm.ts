import type { Policy } from "@kept/language";
import { record } from "../../evidence/index.js";
import { enqueue, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { activatePerson, valuesById, verifyValue } from "../../vault/index.js";
import { useCode } from "../code/check.js";
import type { CodeRow } from "../code/store.js";
import { alertPerson } from "../session/alert.js";
import { endSessions } from "../session/end.js";
import { type Browser, type Started, startSession } from "../session/start.js";
import { isNameTaken } from "./find.js";
import { accountOf, moveAccount, setContact } from "./store.js";

/** What a right code did. */
export type Confirmed = { readonly kind: "started"; readonly started: Started } | { readonly kind: "changed"; readonly value: string };

/**
 * Uses a right code for what it was asked for. `confirm_contact` proves the contact and opens the account; `sign_in` and `unlock`
 * sign in; `changed_contact` makes the new value count and ends every other session. All in one transaction: of two codes that
 * arrive together one works.
 */
export async function useFor(
  tx: Tx,
  policy: Policy,
  row: CodeRow,
  browser: Browser,
  session: string | undefined,
  now: Date,
): Promise<Confirmed> {
  await useCode(tx, row, now);
  const person = row.personId;
  switch (row.purpose) {
    case "confirm_contact":
      await confirmContact(tx, policy, row, now);
      return { kind: "started", started: await startSession(tx, person, "code", browser, now) };
    case "unlock":
      if (!(await moveAccount(tx, person, ["locked"], "active", now))) throw new Refusal("account.not_active");
      await record(tx, { type: "identity.unlocked", at: now, actor: { kind: "person", id: person }, about: [person] });
      return { kind: "started", started: await startSession(tx, person, "code", browser, now) };
    case "sign_in":
      if ((await accountOf(tx, person))?.state !== "active") throw new Refusal("account.not_active");
      return { kind: "started", started: await startSession(tx, person, "code", browser, now) };
    case "changed_contact":
      return { kind: "changed", value: await changeContact(tx, policy, row, session, now) };
    case "step_up":
    case "reset":
      throw new Refusal("code.wrong");
  }
}

async function confirmContact(tx: Tx, policy: Policy, row: CodeRow, now: Date): Promise<void> {
  const person = row.personId;
  if (row.valueId) await verify(tx, policy, person, row.valueId, now);
  if (!(await moveAccount(tx, person, ["pending"], "active", now))) throw new Refusal("account.not_active");
  await activatePerson(tx, person);
  await record(tx, { type: "identity.contact_confirmed", at: now, actor: { kind: "person", id: person }, about: [person] });
  await enqueue(tx, "collection.confirmed", { person });
}

async function changeContact(tx: Tx, policy: Policy, row: CodeRow, session: string | undefined, now: Date): Promise<string> {
  const person = row.personId;
  if (!row.valueId) throw new Refusal("code.wrong");
  const field = await verify(tx, policy, person, row.valueId, now);
  const account = await accountOf(tx, person);
  if (account && policy.fields[field]?.type === "email") await setContact(tx, person, row.valueId);
  await endSessions(tx, person, session, "factor", now);
  await record(tx, { type: "identity.contact_changed", at: now, actor: { kind: "person", id: person }, about: [person], fields: [field] });
  // Recipients who hold the former one must hear of it.
  await enqueue(tx, "disclosure.tell", { person, what: "corrected", name: field, at: now.toISOString() });
  // Whoever took the account over would get the mail at the new address: the old one hears of it.
  await alertPerson(tx, person, "changed", now, account?.contactId ? { contact: account.contactId } : {});
  return row.valueId;
}

/** Proves a value of the vault; an e-mail that another account has proved already is refused. Answers its field. */
async function verify(tx: Tx, policy: Policy, person: PersonId, value: string, now: Date): Promise<string> {
  const [held] = await valuesById(tx, [{ person, id: value }]);
  const field = held && policy.fields[held.field];
  if (!held || !field || "fault" in held.value || typeof held.value.content !== "string") throw new Refusal("code.expired");
  if (field.type === "email" && (await isNameTaken(tx, policy, held.value.content, person))) throw new Refusal("account.taken");
  await verifyValue(tx, person, value, now, { index: field.index, type: field.type });
  return held.field;
}
