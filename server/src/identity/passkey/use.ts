import type { PasskeyMade, PasskeyShown } from "@kept/contract";
import { record } from "../../evidence/index.js";
import { newId, type PersonId, Refusal, sameBytes, type Tx } from "../../platform/index.js";
import { accountOf } from "../account/store.js";
import { alertPerson } from "../session/alert.js";
import { endSessions } from "../session/end.js";
import { type Browser, type Started, startSession } from "../session/start.js";
import { stepUp } from "../session/step-up.js";
import { lastProof } from "../session/store.js";
import { acceptMade, acceptShown, makePasskey, type Party, take } from "./ceremony.js";
import { deletePasskey, insertPasskey, passkeyByCredential, passkeysOf, usedPasskey } from "./store.js";

/** Options for a new passkey of a person. The authenticator shows the organisation's name: nothing personal is handed out. */
export async function offerPasskey(tx: Tx, party: Party, person: PersonId, now: Date) {
  const account = await accountOf(tx, person);
  if (account?.state !== "active") throw new Refusal("account.not_active");
  const have = (await passkeysOf(tx, person)).map((p) => p.credential);
  return makePasskey(tx, party, "add", { handle: account.handle, name: party.name, have }, now);
}

/** Adds a passkey: a new factor, so every other session ends and the person is told. */
export async function addPasskey(
  tx: Tx,
  party: Party,
  by: Readonly<{ person: PersonId; session: string; request: string | undefined; label: string; made: PasskeyMade }>,
  now: Date,
): Promise<string> {
  const credential = await acceptMade(tx, party, "add", by.request, by.made, now);
  if (await passkeyByCredential(tx, credential.credential)) throw new Refusal("passkey.refused");
  const id = newId();
  await insertPasskey(tx, { ...credential, id, person: by.person, label: by.label, at: now });
  await changed(tx, by.person, by.session, "identity.passkey_added", now);
  return id;
}

export async function removePasskey(tx: Tx, person: PersonId, session: string, id: string, now: Date): Promise<void> {
  if (await deletePasskey(tx, person, id)) await changed(tx, person, session, "identity.passkey_removed", now);
}

async function changed(tx: Tx, person: PersonId, session: string, type: string, now: Date): Promise<void> {
  const proof = await lastProof(tx, person);
  await record(tx, { type, at: now, actor: { kind: "person", id: person }, about: [person], detail: proof ? { proof } : {} });
  await endSessions(tx, person, session, "factor", now);
  await alertPerson(tx, person, "changed", now);
}

/** Signs in by a passkey. Refuses `passkey.refused` for every reason alike. */
export async function enterByPasskey(
  tx: Tx,
  party: Party,
  by: Readonly<{ request: string | undefined; shown: PasskeyShown; browser: Browser }>,
  now: Date,
): Promise<Started> {
  const person = await judge(tx, party, "sign_in", by.request, by.shown, now);
  return startSession(tx, person, "passkey", by.browser, now);
}

/** Step-up by a passkey of the same person. */
export async function stepUpByPasskey(
  tx: Tx,
  party: Party,
  by: Readonly<{ person: PersonId; session: string; request: string | undefined; shown: PasskeyShown }>,
  now: Date,
): Promise<void> {
  const person = await judge(tx, party, "step_up", by.request, by.shown, now);
  if (person !== by.person) throw new Refusal("passkey.refused");
  await stepUp(tx, person, by.session, "passkey", now);
}

async function judge(
  tx: Tx,
  party: Party,
  purpose: "sign_in" | "step_up",
  request: string | undefined,
  shown: PasskeyShown,
  now: Date,
): Promise<PersonId> {
  const challenge = await take(tx, purpose, request, now);
  const known = await passkeyByCredential(tx, shown.id);
  const account = known && (await accountOf(tx, known.personId));
  if (!known || account?.state !== "active") throw new Refusal("passkey.refused");
  if (!sameBytes(Buffer.from(shown.response.userHandle, "base64url"), account.handle)) throw new Refusal("passkey.refused");
  const counter = await acceptShown(party, challenge, shown, known);
  await usedPasskey(tx, known.personId, known.id, counter, now);
  return known.personId;
}
