import { opendir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Database, OrganisationId } from "../../platform/index.js";
import { isErrno } from "../keyring/durable.js";
import { vault } from "../state.js";
import { storedAmong } from "../store/files.js";

const day = 86_400_000;
const some = 500;

/** Removes sealed files that no row speaks of, a day after they came: uploads given up, and what a crash left. Answers how many. */
export async function sweepFiles(database: Database, organisation: OrganisationId, now: Date): Promise<number> {
  const folder = join(vault().data, "files", organisation);
  let swept = 0;
  let names: string[] = [];
  const take = async () => {
    const there = await database.read(organisation, (db) => storedAmong(db, names));
    for (const name of names.filter((n) => !there.has(n))) {
      await rm(join(folder, name), { force: true });
      swept++;
    }
    names = [];
  };
  try {
    for await (const entry of await opendir(folder)) {
      const { mtimeMs } = await stat(join(folder, entry.name));
      if (now.getTime() - mtimeMs < day) continue;
      names.push(entry.name);
      if (names.length === some) await take();
    }
    await take();
  } catch (error) {
    if (!isErrno(error, "ENOENT")) throw error;
  }
  return swept;
}
