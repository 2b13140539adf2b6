import { randomBytes } from "node:crypto";
import { record } from "../../evidence/index.js";
import { type Database, type Db, enqueue, type OrganisationId, type PersonId, type Tx } from "../../platform/index.js";
import { openFor, sealFor, valuesById } from "../../vault/index.js";
import { type AccountRow, accountOf } from "../account/store.js";
import { countTry } from "../attempts.js";
import { hashSecret } from "../password/hash.js";
import { codeOf } from "../rules.js";
import { type CodePurpose, type CodeRow, codeById, fillCode } from "./store.js";

const place = (id: string) => ({ table: "code", field: "code", id });

/**
 * Makes the code that was asked for, and hands it to be mailed. Nothing happens where nobody is behind the request, where the
 * account's state does not allow the purpose, or beyond what one person may be sent. Repeating it is harmless.
 */
export async function makeCode(database: Database, organisation: OrganisationId, id: string, now: Date): Promise<void> {
  const asked = await database.read(organisation, (db) => codeById(db, id));
  if (!asked || asked.hash !== null || asked.expiresAt <= now) return;
  const code = codeOf(randomBytes(8));
  const hash = await hashSecret(code, "person");
  await database.write(organisation, async (tx) => {
    const account = await accountOf(tx, asked.personId);
    const purpose = account && purposeNow(asked.purpose, account);
    const value = asked.valueId ?? account?.contactId;
    if (!purpose || !value) return;
    if (!(await mayBeSent(tx, asked, now))) {
      await tell(tx, "identity.code_refused", asked, purpose, now);
      return;
    }
    const [sealed] = await sealFor(tx, asked.personId, [{ at: place(id), bytes: Buffer.from(code) }]);
    if (!sealed || !(await fillCode(tx, { id, hash, sealed, purpose, value }))) return;
    await enqueue(tx, "messaging.code", { code: id });
    await tell(tx, "identity.code_sent", asked, purpose, now);
  });
}

/** A sign-in asked for an account that is not active becomes what that account needs first. */
function purposeNow(asked: CodePurpose, account: AccountRow): CodePurpose | undefined {
  switch (account.state) {
    case "active":
      return asked === "confirm_contact" || asked === "unlock" ? undefined : asked;
    case "pending":
      return asked === "confirm_contact" || asked === "sign_in" || asked === "reset" ? "confirm_contact" : undefined;
    case "locked":
      if (asked === "reset") return "reset";
      return asked === "sign_in" && account.password === null ? "unlock" : undefined;
    case "cancelled":
      return undefined;
  }
}

async function mayBeSent(tx: Tx, asked: CodeRow, now: Date): Promise<boolean> {
  if (asked.deviceId) return countTry(tx, "code.device", asked.deviceId, now);
  return (await countTry(tx, "code.person", asked.personId, now)) && countTry(tx, "code.day", asked.personId, now);
}

async function tell(tx: Tx, type: string, asked: CodeRow, purpose: CodePurpose, now: Date): Promise<void> {
  await record(tx, { type, at: now, actor: { kind: "system" }, about: [asked.personId], detail: { code: asked.id, purpose } });
}

export interface CodeMail {
  readonly person: CodeRow["personId"];
  readonly purpose: CodePurpose;
  readonly lang: CodeRow["lang"];
  /** The eight digits. Never logged. */
  readonly code: string;
  readonly to: string;
  readonly expiresAt: Date;
}

/** For messaging: the code, opened, with the contact it goes to. Undefined where it was used, ran out, or its person is erased. */
export async function codeForMail(tx: Tx, id: string, now: Date): Promise<CodeMail | undefined> {
  const row = await codeById(tx, id);
  if (!row?.sealed || !row.valueId || row.usedAt || row.expiresAt <= now) return undefined;
  const [opened] = await openFor(tx, row.personId, [{ at: place(id), sealed: row.sealed }]);
  const to = (await mailAddress(tx, row.personId, row.valueId)) ?? (await contactOf(tx, row.personId));
  if (!opened || "fault" in opened || !to) return undefined;
  return {
    person: row.personId,
    purpose: row.purpose,
    lang: row.lang,
    code: opened.plain.toString(),
    to,
    expiresAt: row.expiresAt,
  };
}

/** The proved contact of an account, opened. */
export async function contactOf(db: Db, person: PersonId): Promise<string | undefined> {
  const account = await accountOf(db, person);
  return account?.contactId ? mailAddress(db, person, account.contactId) : undefined;
}

/** The e-mail a value holds. A changed phone holds none: its code goes to the proved contact, since no text messages are sent. */
async function mailAddress(db: Db, person: PersonId, id: string): Promise<string | undefined> {
  const [value] = await valuesById(db, [{ person, id }]);
  if (!value || "fault" in value.value || typeof value.value.content !== "string") return undefined;
  return value.value.content.includes("@") ? value.value.content : undefined;
}
