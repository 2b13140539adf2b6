import { readdir, rm, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { BackupFault } from "../../platform/backup/index.js";
import { isErrno } from "../keyring/durable.js";

const pattern = /^kept-([0-9a-f]{8})-(\d{8}T\d{6}Z)\.tar\.age$/;
const day = 86_400_000;

/** A backup as it lies in its folder. */
export interface Lying {
  readonly path: string;
  readonly at: Date;
}

/** Its name: which installation, and the moment of its snapshot (UTC). */
export function nameOf(installation: string, at: Date): string {
  return `kept-${installation.slice(0, 8)}-${at.toISOString().replace(/[-:]|\.\d+/g, "")}.tar.age`;
}

/** Backups of an installation in a folder, newest first. Without `installation`: of any. */
export async function backupsIn(folder: string, installation?: string): Promise<Lying[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isErrno(error, "ENOENT")) return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const [, of, at] = pattern.exec(name) ?? [];
      if (!at || (installation !== undefined && of !== installation.slice(0, 8))) return [];
      const iso = at.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");
      return [{ path: join(folder, name), at: new Date(iso) }];
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Removes all but the newest `keep` of an installation, and what crashed attempts left a day ago. Answers the paths. */
export async function pruneBackups(folder: string, installation: string, keep: number, now: Date): Promise<string[]> {
  const old = (await backupsIn(folder, installation)).slice(keep).map((b) => b.path);
  for (const name of await readdir(folder)) {
    if (!/^\.kept-[0-9a-f]{8}-.*\.part$/.test(name)) continue;
    const { mtimeMs } = await stat(join(folder, name));
    if (now.getTime() - mtimeMs > day) old.push(join(folder, name));
  }
  for (const path of old) await rm(path, { force: true });
  return old;
}

/** Backups lie apart from data, keys and ledger: whoever loses or opens one of them must not have the others with it. */
export function demandApart(folder: string, roots: { readonly data: string; readonly keys: string; readonly ledger: string }): void {
  const at = resolve(folder);
  for (const root of [roots.data, roots.keys, roots.ledger]) {
    if (at === root || at.startsWith(`${root}/`) || root.startsWith(`${at}/`))
      throw new BackupFault(
        "backup.asked",
        `Backups need a folder of their own, apart from KEPT_DATA, KEPT_KEYS and KEPT_LEDGER: not ${at}.`,
      );
  }
}
