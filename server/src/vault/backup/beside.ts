import { record } from "../../evidence/index.js";
import { BackupFault, type Reached, reachDatabase } from "../../platform/backup/index.js";
import { type Config, Database, Organisations, prepareJobs } from "../../platform/index.js";

/** Records something of the installation in the log of each of its organisations. */
export async function tellAll(
  url: string,
  happening: { type: string; at: Date; detail: Record<string, string | number | boolean> },
): Promise<void> {
  await inRoles(url, async (database) => {
    for (const { id } of await new Organisations(database).all()) {
      await database.write(id, (tx) => record(tx, { ...happening, actor: { kind: "system" }, about: [] }));
    }
  });
}

/** The database in the roles a server has, with jobs that can be queued. */
export async function inRoles(url: string, work: (database: Database) => Promise<void>): Promise<void> {
  const database = new Database({ url, role: "kept_app", max: 4 });
  const worker = new Database({ url, role: "kept_worker", max: 1 });
  try {
    await prepareJobs(worker);
    await work(database);
  } finally {
    await database.close();
    await worker.close();
  }
}

/** Works on the installation's database, and lets go of it. */
export async function reached(config: Config, work: (at: Reached) => Promise<void>): Promise<void> {
  const at = await reachDatabase(config, (line) => process.stderr.write(`${line}\n`));
  try {
    await work(at);
  } finally {
    await at.close();
  }
}

/** What was asked on the command line; asked wrongly is a {@link BackupFault}. */
export function asked<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new BackupFault("backup.asked", error instanceof Error ? error.message : "asked wrongly");
  }
}
