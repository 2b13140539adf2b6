import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmod, lstat, mkdir, readdir, readlink, stat, symlink } from "node:fs/promises";
import { join } from "node:path";
import { newToken } from "../ids.js";
import type { Account } from "./account.js";

/** Where PostgreSQL's user can always go. */
export const elsewhere = "/var/lib/kept";

/** Where the cluster lies already: `<data>/postgres`, or what that links to. */
export async function standingPlace(data: string): Promise<string> {
  const here = join(data, "postgres");
  const at = await lstat(here).catch(() => undefined);
  return at?.isSymbolicLink() ? readlink(here) : here;
}

/**
 * Where the cluster goes: `<data>/postgres`. When `account` cannot pass to it (a clone under root's own home), a folder in
 * `/var/lib/kept` named after the data path, and `<data>/postgres` links to it: who deletes `data` starts anew.
 */
export async function placeFor(data: string, account: Account | undefined, tell: (line: string) => void): Promise<string> {
  const standing = await standingPlace(data);
  const here = join(data, "postgres");
  if (!account || standing !== here || (await canPass(data, account))) return standing;
  if (await stat(here).catch(() => undefined)) {
    throw new Error(`${here} cannot be reached by the user it belongs to: open the folders above it, or set KEPT_DATA.`);
  }
  const name = createHash("sha256").update(data).digest("hex").slice(0, 16);
  const away = join(elsewhere, `${name}-${newToken().replace(/\W/g, "").slice(0, 6)}`, "postgres");
  await mkdir(join(away, ".."), { recursive: true, mode: 0o711 });
  await symlink(away, here);
  tell(`PostgreSQL's user cannot reach ${data}; the database lies in ${away}`);
  for (const old of await readdir(elsewhere)) {
    if (old.startsWith(name) && !away.includes(old))
      tell(`an earlier database of this folder is still in ${join(elsewhere, old)}: delete it if nobody needs it`);
  }
  return away;
}

async function canPass(folder: string, account: Account): Promise<boolean> {
  const { mode } = await stat(folder);
  // The data folder is ours to open; those above it are not.
  if ((mode & 0o001) === 0) await chmod(folder, (mode & 0o777) | 0o011);
  return spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}
