import { mkdir, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Refusal } from "../../platform/index.js";
import { makeFolder, sayUnwritable, syncFolder, writeDurably } from "../keyring/durable.js";
import { type Exported, exported } from "./contents.js";
import { openFromRecovery } from "./seal.js";

const most = 64 * 1024 * 1024;
const staged = ".restoring";
/** Moved last: a folder without it is refused at start, so a restore that was killed half way never opens. */
const last = "installation.json";

/**
 * Rebuilds KEPT_KEYS from an export and the 24 words. `check` is given the folder where the keys lie before they count, and throws where they are not
 * the database's: then nothing was changed. Answers how many files, and when the export was made. Refuses `recovery.not_empty` where
 * KEPT_KEYS holds anything but a restore that was killed, and what {@link openFromRecovery} refuses.
 */
export async function restoreKeys(
  words: string,
  source: AsyncIterable<Uint8Array>,
  keys: string,
  check: (folder: string) => Promise<void>,
): Promise<{ files: number; made: Date }> {
  await demandEmpty(keys);
  const { files, made } = await readExport(words, source);
  const aside = join(keys, staged);
  await makeFolder(keys);
  await mkdir(aside, { mode: 0o700 }).catch(sayUnwritable(keys));
  try {
    for (const file of files) {
      await makeFolder(dirname(join(aside, file.path)));
      await writeDurably(join(aside, file.path), Buffer.from(file.content, "base64"), true);
    }
    await check(aside);
    const names = (await readdir(aside)).sort((a, b) => Number(a === last) - Number(b === last));
    for (const name of names) await rename(join(aside, name), join(keys, name));
    await syncFolder(keys);
    await rmdir(aside);
  } catch (error) {
    await clear(keys);
    throw error;
  }
  return { files: files.length, made: new Date(made) };
}

async function readExport(words: string, source: AsyncIterable<Uint8Array>): Promise<Exported> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of openFromRecovery(words, source)) {
    parts.push(part);
    size += part.byteLength;
    if (size > most) throw new Refusal("recovery.not_export");
  }
  const read = exported.safeParse(parsed(Buffer.concat(parts)));
  if (!read.success || !read.data.files.some((f) => f.path === last)) throw new Refusal("recovery.not_export");
  return read.data;
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}

async function demandEmpty(keys: string): Promise<void> {
  const names = await readdir(keys).catch((): string[] => []);
  if (names.length === 0) return;
  if (!names.includes(staged) || names.includes(last)) throw new Refusal("recovery.not_empty");
  await clear(keys);
}

/** Takes away what a restore wrote into a folder that was empty before it. */
async function clear(keys: string): Promise<void> {
  for (const name of await readdir(keys)) await rm(join(keys, name), { recursive: true });
}
