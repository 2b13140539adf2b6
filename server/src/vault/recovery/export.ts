import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { destroyFile, isErrno, makeFolder, writeDurably } from "../keyring/durable.js";
import { contentsOf, digestOf, type Exported } from "./contents.js";
import { readRecoveryKey } from "./key.js";
import { sealTo } from "./seal.js";

/** The sealed export that lies in KEPT_EXPORT. */
export interface KeysExport {
  readonly file: string;
  readonly made: Date;
  /** Of the recovery key whose words open it. */
  readonly mark: string;
  /** Whether it holds what KEPT_KEYS holds now, under the recovery key of now. */
  readonly fresh: boolean;
}

const fileName = /^kept-keys-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z-([0-9A-F]{4}-[0-9A-F]{4})-([0-9a-f]{16})\.age$/;

/**
 * Makes the one export equal to what KEPT_KEYS holds: where it is not, writes a new one (whole or not at all), then destroys every
 * other. So there is never none, and a key that was retired is in none when this returns. Repeating it, and two processes doing it at
 * once, is harmless. Undefined where there is no recovery key: then nothing is made, and nothing destroyed. Destroying overwrites and
 * unlinks; copies that were carried away, and old blocks of copy-on-write or flash storage, are out of reach.
 */
export async function renewExport(keys: string, exports: string, at: Date): Promise<KeysExport | undefined> {
  for (;;) {
    const recovery = await readRecoveryKey(keys);
    if (!recovery) return undefined;
    const files = await contentsOf(keys);
    const end = `-${recovery.mark}-${digestOf(files)}.age`;
    await makeFolder(exports);
    const standing = (await readdir(exports)).filter((n) => fileName.test(n));
    let name = standing
      .filter((n) => n.endsWith(end))
      .sort()
      .at(-1);
    if (!name) {
      name = `kept-keys-${at.toISOString().replace(/[-:]|\.\d+/g, "")}${end}`;
      const content: Exported = { kept: "keys export 1", made: at.toISOString(), files };
      const sealed = await buffer(sealTo(recovery.recipient, Readable.from([Buffer.from(JSON.stringify(content))])));
      await writeDurably(join(exports, name), sealed);
    }
    // Another process may have written one meanwhile that is newer than this: then the contents are not these any more, and once again.
    if (digestOf(await contentsOf(keys)) !== digestOf(files) || (await readRecoveryKey(keys))?.mark !== recovery.mark) continue;
    for (const other of await readdir(exports)) {
      if (other !== name && (fileName.test(other) || (await isForgotten(join(exports, other))))) await destroyFile(join(exports, other));
    }
    return described(exports, name, true);
  }
}

/** The newest export; undefined where there is none. */
export async function findExport(keys: string, exports: string): Promise<KeysExport | undefined> {
  const newest = await newestName(exports);
  if (!newest) return undefined;
  const recovery = await readRecoveryKey(keys);
  const end = `-${recovery?.mark}-${digestOf(await contentsOf(keys))}.age`;
  return described(exports, newest, newest.endsWith(end));
}

/** The newest export, whatever became of the keys. */
export async function newestExport(exports: string): Promise<Pick<KeysExport, "file" | "made" | "mark"> | undefined> {
  const newest = await newestName(exports);
  return newest ? described(exports, newest, false) : undefined;
}

async function newestName(exports: string): Promise<string | undefined> {
  const names = await readdir(exports).catch((error: unknown) => {
    if (isErrno(error, "ENOENT")) return [];
    throw error;
  });
  return names
    .filter((n) => fileName.test(n))
    .sort()
    .at(-1);
}

function described(exports: string, name: string, fresh: boolean): KeysExport {
  const [, year, month, day, hour, minute, second, mark = ""] = fileName.exec(name) ?? [];
  return { file: join(exports, name), made: new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`), mark, fresh };
}

/** What a crash left half written, long enough ago that nobody is writing it. */
async function isForgotten(path: string): Promise<boolean> {
  if (!path.endsWith(".tmp")) return false;
  const { mtimeMs } = await stat(path);
  return Date.now() - mtimeMs > 600_000;
}
