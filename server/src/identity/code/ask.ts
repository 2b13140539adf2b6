import type { Language } from "@kept/language";
import { enqueue, newId, type PersonId, personId, type Tx } from "../../platform/index.js";
import { codeLife } from "../rules.js";
import { deviceHash } from "../session/start.js";
import { deviceByHash } from "../session/store.js";
import { newOwnToken } from "../session/token.js";
import { type CodePurpose, insertCode } from "./store.js";

export interface Ask {
  readonly purpose: CodePurpose;
  /** Undefined where nobody is behind what was typed: the same is written, and no mail follows. */
  readonly person: PersonId | undefined;
  /** The value of the vault that the code goes to; left out, the account's own contact. */
  readonly value?: string | undefined;
  /** For `step_up`: the session that proves itself. */
  readonly session?: string | undefined;
  /** The browser's device cookie: one that the account knows has a limit of its own, which strangers cannot use up. */
  readonly device: string | undefined;
  readonly lang: Language;
}

/**
 * Asks for a code. It is made and mailed by a job, off the request: known and unknown take the same time. Answers the secret that
 * the asking browser keeps in a cookie; the code works with it alone.
 */
export async function askCode(tx: Tx, ask: Ask, now: Date): Promise<{ request: string }> {
  const { token, hash } = newOwnToken(tx.organisation);
  const id = newId();
  const person = ask.person ?? personId.parse(newId());
  const device = await deviceByHash(tx, person, deviceHash(ask.device ?? ""));
  await insertCode(tx, {
    id,
    request: hash,
    person,
    purpose: ask.purpose,
    value: ask.value,
    session: ask.session,
    device: device?.id,
    lang: ask.lang,
    at: now,
    expires: new Date(now.getTime() + codeLife),
  });
  await enqueue(tx, "identity.code", { code: id });
  return { request: token };
}
