import type { Policy } from "@kept/language";
import { record } from "../../evidence/index.js";
import { type Database, type OrganisationId, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { checkCode, useCode } from "../code/check.js";
import { deletePasskeys } from "../passkey/store.js";
import { hashSecret } from "../password/hash.js";
import { passwordFault, shortest } from "../password/rules.js";
import { alertPerson } from "../session/alert.js";
import { endSessions } from "../session/end.js";
import { forgetDevices, lastProof } from "../session/store.js";
import { accountOf, moveAccount, setPassword } from "./store.js";
import { contextWords } from "./ways.js";

/**
 * Sets a new password by the code mailed to the proved contact. Ends every session and passkey, makes every browser a stranger, opens a
 * locked account again, and signs nobody in. Refuses `password.weak` (with what to do) before a try of the code is spent.
 */
export async function resetPassword(
  database: Database,
  organisation: OrganisationId,
  policy: Policy,
  by: Readonly<{ request: string | undefined; code: string; password: string }>,
  now: Date,
): Promise<void> {
  refuseWeak(by.password, contextWords(policy));
  const row = await checkCode(database, organisation, by.request, by.code, ["reset"], now);
  const hash = await hashSecret(by.password, "person");
  await database.write(organisation, async (tx) => {
    await useCode(tx, row, now);
    await moveAccount(tx, row.personId, ["locked"], "active", now);
    await forgetDevices(tx, row.personId);
    // Whoever resets has lost control of the account, or fears so: a passkey that somebody else added must not outlive that
    // (ASVS 6.4.3 bids a reset not to go around factors, so none is left to be gone around; they add their own again).
    await dropPasskeys(tx, row.personId, now);
    await replacePassword(tx, row.personId, hash, undefined, now);
  });
}

/** Changes a password that its person just proved to know (a fresh session); every other session ends. */
export async function changePassword(
  database: Database,
  organisation: OrganisationId,
  policy: Policy,
  by: Readonly<{ person: PersonId; session: string; password: string }>,
  now: Date,
): Promise<void> {
  refuseWeak(by.password, contextWords(policy));
  const hash = await hashSecret(by.password, "person");
  await database.write(organisation, (tx) => replacePassword(tx, by.person, hash, by.session, now));
}

async function dropPasskeys(tx: Tx, person: PersonId, now: Date): Promise<void> {
  if ((await deletePasskeys(tx, person)) === 0) return;
  await record(tx, {
    type: "identity.passkey_removed",
    at: now,
    actor: { kind: "person", id: person },
    about: [person],
    detail: { by: "code" },
  });
}

function refuseWeak(password: string, context: readonly string[]): void {
  const fault = passwordFault(password, context, shortest.alone);
  if (fault) throw new Refusal("password.weak", [{ path: "password", text: fault }]);
}

async function replacePassword(tx: Tx, person: PersonId, hash: string, keep: string | undefined, now: Date): Promise<void> {
  const account = await accountOf(tx, person);
  if (account?.state !== "active" || account.password === null) throw new Refusal("account.not_active");
  const proof = keep ? await lastProof(tx, person) : undefined;
  await setPassword(tx, person, hash);
  await record(tx, {
    type: "identity.password_changed",
    at: now,
    actor: { kind: "person", id: person },
    about: [person],
    detail: keep && proof ? { by: "person", proof } : { by: "code" },
  });
  await endSessions(tx, person, keep, "factor", now);
  await alertPerson(tx, person, "changed", now);
}
