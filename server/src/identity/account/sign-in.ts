import type { Language, Policy } from "@kept/language";
import { type Database, newId, type OrganisationId, Refusal } from "../../platform/index.js";
import { keyedDigests } from "../../vault/index.js";
import { clearTries, countTry } from "../attempts.js";
import { askCode } from "../code/ask.js";
import { noteRefusal } from "../code/check.js";
import { verifySecret } from "../password/hash.js";
import { type Browser, deviceHash, type Started, startSession } from "../session/start.js";
import { deviceByHash } from "../session/store.js";
import { findAccount } from "./find.js";
import { accountOf } from "./store.js";

export interface Entering {
  /** Username or e-mail, as typed. */
  readonly name: string;
  readonly password: string;
  readonly browser: Browser;
  readonly lang: Language;
}

/** `started`: signed in · `confirm`: the account waits for its first code, asked now · `locked`: only a reset opens it. */
export type Entered =
  | { readonly kind: "started"; readonly started: Started }
  | { readonly kind: "confirm"; readonly request: string }
  | { readonly kind: "locked" };

/**
 * Signs in by password. Refuses `sign_in.wrong` for a wrong name and a wrong password alike, and `request.too_many` beyond the
 * limit; each after the same work: one count, one hash, one job that records the refusal where somebody is behind the name.
 */
export async function enterByPassword(
  database: Database,
  organisation: OrganisationId,
  policy: Policy,
  by: Entering,
  now: Date,
): Promise<Entered> {
  const { account, device, stranger } = await database.read(organisation, async (db) => {
    const found = await findAccount(db, policy, by.name);
    const known = found && by.browser.device ? await deviceByHash(db, found.personId, deviceHash(by.browser.device)) : undefined;
    return { account: found, device: known?.id, stranger: (await keyedDigests(db, "sign-in name", by.name.trim().toLowerCase()))[0] };
  });
  const subject = account?.personId ?? stranger ?? "";
  const allowed = await database.write(organisation, async (tx) =>
    device
      ? countTry(tx, "password.device", device, now)
      : (await countTry(tx, "password.stranger", subject, now)) && countTry(tx, "password.day", subject, now),
  );
  const right = await verifySecret(allowed ? account?.password : undefined, by.password, "person");
  if (!account || !right) {
    const person = account?.personId ?? newId();
    await database.write(organisation, (tx) =>
      noteRefusal(tx, person, "password", allowed ? "wrong" : "throttled", now, device !== undefined),
    );
    throw new Refusal(allowed ? "sign_in.wrong" : "request.too_many");
  }
  return database.write(organisation, async (tx) => {
    const person = account.personId;
    await clearTries(tx, device ? ["password.device"] : ["password.stranger"], device ?? person);
    // Read again: it may have been locked, or its password changed, while the hash was computed.
    const fresh = await accountOf(tx, person);
    if (!fresh || fresh.password !== account.password || fresh.state === "cancelled") throw new Refusal("sign_in.wrong");
    if (fresh.state === "locked") return { kind: "locked" };
    if (fresh.state === "pending") {
      const { request } = await askCode(tx, { purpose: "confirm_contact", person, device: by.browser.device, lang: by.lang }, now);
      return { kind: "confirm", request };
    }
    return { kind: "started", started: await startSession(tx, person, "password", by.browser, now) };
  });
}
