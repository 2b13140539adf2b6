import { type Database, enqueue, type OrganisationId, Refusal, type Tx } from "../../platform/index.js";
import { verifySecret } from "../password/hash.js";
import { codeTries, typedCode } from "../rules.js";
import { readOwnToken } from "../session/token.js";
import { type CodePurpose, type CodeRow, countCodeTry, markUsed } from "./store.js";

/**
 * Judges a typed code against the request of the same browser. Refuses with `code.expired` where the request ran out, was used or
 * has no try left, and `code.wrong` otherwise. Unknown people get the same answers after the same work. A code that is right
 * counts only once {@link useCode} has marked it in the transaction of what it allows.
 */
export async function checkCode(
  database: Database,
  organisation: OrganisationId,
  request: string | undefined,
  typed: string,
  purposes: readonly CodePurpose[],
  now: Date,
): Promise<CodeRow> {
  const asked = readOwnToken(request);
  if (!asked || asked.organisation !== organisation) throw new Refusal("code.expired");
  const code = typedCode(typed);
  if (!code) throw new Refusal("code.wrong");
  const row = await database.write(organisation, (tx) => countCodeTry(tx, asked.hash, codeTries, now));
  const right = await verifySecret(row?.hash, code, "person");
  if (!row) throw new Refusal("code.expired");
  if (right && purposes.includes(row.purpose)) return row;
  await database.write(organisation, (tx) => noteRefusal(tx, row.personId, "code", "wrong", now));
  throw new Refusal("code.wrong");
}

/** Uses a code that was right, in the transaction of what it allows: of two that arrive together, one. */
export async function useCode(tx: Tx, row: CodeRow, now: Date): Promise<void> {
  if (!(await markUsed(tx, row.id, now))) throw new Refusal("code.expired");
}

/** Leaves the record of a refusal to a job, which knows whether anybody is behind the id: the answer takes the same time either way.
 * `known`: the browser signed in to this account before, or is signed in now. */
export async function noteRefusal(
  tx: Tx,
  person: string,
  way: "password" | "code",
  reason: "wrong" | "throttled",
  now: Date,
  known = false,
): Promise<void> {
  await enqueue(tx, "identity.refusal", { person, way, reason, known, at: now.toISOString() });
}
