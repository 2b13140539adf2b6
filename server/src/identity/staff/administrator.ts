import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { newToken, type Organisation, type Running, sameBytes } from "../../platform/index.js";
import { linkUrl, newLinkToken, writeLink } from "./link.js";
import { allStaff } from "./store.js";

/**
 * At start: a one-time link for the first administrator, opening every organisation that has no active staff; undefined where all
 * have. It works until it is used, or until the next start makes another.
 */
export async function firstAdministrator(running: Running): Promise<string | undefined> {
  const lacking: Organisation[] = [];
  for (const o of await running.organisations.all()) {
    const staff = await running.database.read(o.id, allStaff);
    if (!staff.some((s) => s.state === "active")) lacking.push(o);
  }
  return administratorLink(running, lacking);
}

/** A one-time link for an administrator of these organisations; earlier ones stop working. */
export async function administratorLink(running: Running, organisations: readonly Organisation[]): Promise<string | undefined> {
  const [first] = organisations;
  if (!first) return undefined;
  const { token, hash } = newLinkToken(first.id);
  const at = running.clock.now();
  for (const o of organisations) await running.database.write(o.id, (tx) => writeLink(tx, { hash, kind: "first", at }));
  return linkUrl(running.config.url, token);
}

const file = (keys: string) => join(keys, "administrator.secret");

/** Makes, once, the secret by which `kept admin` on this machine proves that it may read KEPT_KEYS. */
export async function keepAdministratorSecret(keys: string): Promise<void> {
  await mkdir(keys, { recursive: true, mode: 0o700 });
  await writeFile(file(keys), `${newToken()}\n`, { mode: 0o600, flag: "wx" }).catch((error: unknown) => {
    // Where the keys cannot be written there is no secret, and `kept admin` says so; all else goes on.
    const known = ["EEXIST", "EROFS", "EACCES", "EPERM"];
    if (!(error instanceof Error && "code" in error && known.includes(String(error.code)))) throw error;
  });
}

/** Whether a secret is the one beside the keys. */
export async function isAdministratorSecret(keys: string, secret: string): Promise<boolean> {
  const held = await readFile(file(keys), "utf8").catch(() => "");
  return held.trim().length >= 40 && sameBytes(Buffer.from(held.trim()), Buffer.from(secret));
}
