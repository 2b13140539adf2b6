import type { Language } from "@kept/language";
import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";

/**
 * What a code is for. `confirm_contact`: the account's first proof · `changed_contact`: a corrected e-mail or phone · `unlock`: way
 * back after locking · `reset`: a new password.
 */
export type CodePurpose = "confirm_contact" | "changed_contact" | "sign_in" | "step_up" | "reset" | "unlock";

export interface CodeRow {
  readonly id: string;
  readonly personId: PersonId;
  readonly purpose: CodePurpose;
  readonly valueId: string | null;
  readonly sessionId: string | null;
  readonly deviceId: string | null;
  readonly lang: Language;
  readonly hash: string | null;
  readonly sealed: Buffer | null;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}

const columns = sql`id, person_id as "personId", purpose, value_id as "valueId", session_id as "sessionId",
  device_id as "deviceId", lang, hash, sealed,
  asked_at as "askedAt", expires_at as "expiresAt", used_at as "usedAt"`;

export async function insertCode(
  tx: Tx,
  c: Readonly<{
    id: string;
    request: Uint8Array;
    person: PersonId;
    purpose: CodePurpose;
    value: string | undefined;
    session: string | undefined;
    device: string | undefined;
    lang: Language;
    at: Date;
    expires: Date;
  }>,
): Promise<void> {
  await sql`insert into code (organisation_id, request, person_id, id, purpose, value_id, session_id, device_id, lang, asked_at, expires_at)
    values (${tx.organisation}, ${c.request}, ${c.person}, ${c.id}, ${c.purpose}, ${c.value ?? null}, ${c.session ?? null}, ${c.device ?? null}, ${c.lang},
      ${c.at}, ${c.expires})`.execute(tx.q);
}

export async function codeById(db: Db, id: string): Promise<CodeRow | undefined> {
  const rows = await sql<CodeRow>`select ${columns} from code
    where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q);
  return rows.rows[0];
}

export async function codeByRequest(db: Db, request: Uint8Array): Promise<CodeRow | undefined> {
  const rows = await sql<CodeRow>`select ${columns} from code
    where organisation_id = ${db.organisation} and request = ${request}`.execute(db.q);
  return rows.rows[0];
}

/** The code, made: once only. Answers false where another run was faster, or it is no longer wanted. */
export async function fillCode(
  tx: Tx,
  c: Readonly<{ id: string; hash: string; sealed: Uint8Array; purpose: CodePurpose; value: string }>,
): Promise<boolean> {
  const filled = await sql`update code set hash = ${c.hash}, sealed = ${c.sealed}, purpose = ${c.purpose}, value_id = ${c.value}
    where organisation_id = ${tx.organisation} and id = ${c.id} and hash is null`.execute(tx.q);
  return (filled.numAffectedRows ?? 0n) > 0n;
}

/** Counts a try before it is judged. Undefined where the request has no try left, was used, or ran out. */
export async function countCodeTry(tx: Tx, request: Uint8Array, tries: number, now: Date): Promise<CodeRow | undefined> {
  const rows = await sql<CodeRow>`update code set attempts = attempts + 1
    where organisation_id = ${tx.organisation} and request = ${request} and used_at is null and expires_at > ${now} and attempts < ${tries}
    returning ${columns}`.execute(tx.q);
  return rows.rows[0];
}

/** Marks it used; false where somebody was faster. What was sealed for the mail goes. */
export async function markUsed(tx: Tx, id: string, now: Date): Promise<boolean> {
  const used = await sql`update code set used_at = ${now}, sealed = null
    where organisation_id = ${tx.organisation} and id = ${id} and used_at is null and expires_at > ${now}`.execute(tx.q);
  return (used.numAffectedRows ?? 0n) > 0n;
}

export async function removeOldCodes(tx: Tx, before: Date): Promise<void> {
  await sql`delete from code where organisation_id = ${tx.organisation} and expires_at < ${before}`.execute(tx.q);
}
