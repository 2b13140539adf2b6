import { record } from "../../evidence/index.js";
import { hours, type Running, readInstallation } from "../../platform/index.js";
import { backupsIn } from "./folder.js";
import { type Made, makeBackup } from "./make.js";

let running = false;

/** Makes a backup where the newest of this installation in the folder is older than KEPT_BACKUPS_HOURS, and removes the oldest beyond KEPT_BACKUPS_KEEP. */
export async function backupIfDue(on: Running, ownerUrl: string, folder: string, leaveOut: ReadonlySet<string>): Promise<Made | undefined> {
  const { config, database, clock, organisations, log } = on;
  const at = clock.now();
  const [newest] = await backupsIn(folder, (await readInstallation(database))?.id);
  // A little early rather than an hour late.
  if (running || (newest && at.getTime() - newest.at.getTime() < hours(config.backupsHours) - hours(0.5))) return undefined;
  running = true;
  try {
    const made = await makeBackup({ ownerUrl, roots: config, to: folder, keep: config.backupsKeep, leaveOut, at, tell: () => {} });
    const detail = detailOf(made);
    for (const { id } of await organisations.all()) {
      await database.write(id, (tx) => record(tx, { type: "vault.backup", at, actor: { kind: "system" }, about: [], detail }));
    }
    log.info(detail, "a backup was made");
    return made;
  } finally {
    running = false;
  }
}

/** What an event says of a backup. */
export function detailOf(made: Made) {
  const rows = made.manifest.tables.reduce((n, t) => n + t.rows, 0);
  return { bytes: made.bytes, rows, files: made.manifest.files.count, removed: made.pruned.length };
}
