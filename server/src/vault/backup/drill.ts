import { createReadStream } from "node:fs";
import { join } from "node:path";
import { BackupFault, type Tell } from "../../platform/backup/index.js";
import { Database, organisationId, prepareJobs } from "../../platform/index.js";
import { FileKeyring } from "../keyring/file.js";
import { type Replayed, replayLedger, type StopAgain } from "../ledger/replay.js";
import { openVault, type VaultRoots } from "../open.js";
import { findExport } from "../recovery/export.js";
import { newPhrase } from "../recovery/phrase.js";
import { restoreKeys } from "../recovery/restore.js";
import { backupsIn } from "./folder.js";
import { makeBackup } from "./make.js";
import { type Probed, probe } from "./probe.js";
import { restoreBackup } from "./restore.js";
import { makeScratch, readOnly, type Scratch } from "./scratch.js";

export interface Drilling {
  readonly url: string;
  readonly ownerUrl: string;
  readonly roots: VaultRoots & { readonly exports: string };
  /** The words of the recovery key: with them the newest backup and the export of the keys are proved themselves. */
  readonly words?: string | undefined;
  /** Folder of backups. */
  readonly from?: string | undefined;
  readonly leaveOut: ReadonlySet<string>;
  readonly stopAgain: StopAgain;
  readonly at: Date;
  readonly tell: Tell;
}

export interface Drilled {
  readonly backup: string;
  readonly backupAt: Date;
  /** `export`: recovered from the sealed export by the words. `live`: those in KEPT_KEYS; then words and export were not proved. */
  readonly keys: "export" | "live";
  readonly rows: number;
  readonly organisations: readonly ({ readonly id: string; readonly slug: string; readonly replayed: Replayed } & Probed)[];
}

/**
 * Proves that a backup brings the installation back, and the erased not: restores it into a scratch database, replays a copy of the ledger,
 * probes, and drops all of it. With the words: the newest backup, opened with keys recovered from their export. Without: a backup made
 * now, sealed to a key that nobody keeps, opened with the live keys. Opens the vault over the scratch database: run it in a process of its own.
 */
export async function drill(drilling: Drilling): Promise<Drilled> {
  const scratch = await makeScratch(drilling, drilling.roots.ledger);
  try {
    const { file, words } = drilling.words ? await newest(drilling, drilling.words) : await fresh(drilling, scratch);
    const keysFolder = drilling.words ? await recoverKeys(drilling, drilling.words, scratch) : drilling.roots.keys;
    const keys = readOnly(await FileKeyring.open(keysFolder));
    // Made after the copy of the ledger was: the line of this very backup is not in it.
    if (!drilling.words) await scratch.copyLedger();
    const { head, manifest } = await restoreBackup({
      ownerUrl: scratch.ownerUrl,
      login: decodeURIComponent(new URL(scratch.url).username),
      roots: scratch.roots,
      keys,
      file,
      words,
      at: drilling.at,
      tell: drilling.tell,
    });
    const rows = manifest.tables.reduce((sum, t) => sum + t.rows, 0);
    const organisations = await within(drilling, scratch, keys, head.organisations);
    return { backup: file, backupAt: new Date(head.at), keys: drilling.words ? "export" : "live", rows, organisations };
  } finally {
    await scratch.drop();
  }
}

async function within(
  drilling: Drilling,
  scratch: Scratch,
  keys: ReturnType<typeof readOnly>,
  of: readonly { id: string; slug: string }[],
) {
  const database = new Database({ url: scratch.url, role: "kept_app", max: 4 });
  const worker = new Database({ url: scratch.url, role: "kept_worker", max: 1 });
  try {
    await prepareJobs(worker);
    await openVault(database, scratch.roots, drilling.at, keys);
    const done: Drilled["organisations"][number][] = [];
    for (const { id, slug } of of) {
      const organisation = organisationId.parse(id);
      const replayed = await replayLedger(database, organisation, drilling.stopAgain, drilling.at);
      done.push({ id, slug, replayed, ...(await probe(database, organisation, drilling.at)) });
    }
    return done;
  } finally {
    await database.close();
    await worker.close();
  }
}

async function newest({ from, roots }: Drilling, words: string): Promise<{ file: string; words: string }> {
  const ours = await (await FileKeyring.open(roots.keys)).installation();
  const [file] = from ? await backupsIn(from, ours?.id) : [];
  if (!file)
    throw new BackupFault(
      "backup.drill",
      `There is no backup of this installation${from ? ` in ${from}` : ": say where they lie (--from, or KEPT_BACKUPS)"}.`,
    );
  return { file: file.path, words };
}

async function fresh(drilling: Drilling, scratch: Scratch): Promise<{ file: string; words: string }> {
  const phrase = await newPhrase();
  const made = await makeBackup({ ...drilling, to: join(scratch.folder, "backup"), recipient: phrase.recipient });
  return { file: made.path, words: phrase.words.join(" ") };
}

async function recoverKeys({ roots }: Drilling, words: string, scratch: Scratch): Promise<string> {
  const found = await findExport(roots.keys, roots.exports);
  if (!found) throw new BackupFault("backup.drill", `There is no export of the keys in ${roots.exports}: make one (kept keys export).`);
  await restoreKeys(words, createReadStream(found.file), scratch.roots.keys, async () => {});
  return scratch.roots.keys;
}
