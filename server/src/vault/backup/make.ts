import { createWriteStream } from "node:fs";
import { rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BackupFault, type Head, type Manifest, packBackup, type Tell } from "../../platform/backup/index.js";
import { organisationId } from "../../platform/index.js";
import { makeFolder, syncFolder } from "../keyring/durable.js";
import { FileKeyring } from "../keyring/file.js";
import { noteBackup } from "../ledger/note-backup.js";
import type { VaultRoots } from "../open.js";
import { readRecoveryKey } from "../recovery/key.js";
import { sealTo } from "../recovery/seal.js";
import { keysInForce } from "../store/keys.js";
import { demandApart, nameOf, pruneBackups } from "./folder.js";

/** What the manifest of a backup is authenticated for. */
export const manifestUse = "backup manifest";

export interface Making {
  readonly ownerUrl: string;
  readonly roots: VaultRoots;
  /** The folder it goes to. */
  readonly to: string;
  /** How many stay in that folder, this one included; undefined: all. */
  readonly keep?: number | undefined;
  /** Tables whose rows no restore wants back. */
  readonly leaveOut: ReadonlySet<string>;
  /** Whom it is sealed to; undefined: the recovery key in KEPT_KEYS. */
  readonly recipient?: string | undefined;
  readonly at: Date;
  readonly tell: Tell;
}

export interface Made {
  readonly path: string;
  /** Of the file, sealed. */
  readonly bytes: number;
  readonly head: Head;
  readonly manifest: Manifest;
  readonly pruned: readonly string[];
}

/**
 * Makes a backup of database and files, sealed to the offline recovery key, while the server goes on serving. It is in its folder whole, on
 * disk, or not at all. Keys and ledger are not in it. Refuses with {@link BackupFault} where there is no recovery key, or where keys and
 * database are of two installations.
 */
export async function makeBackup(making: Making): Promise<Made> {
  const { roots, to, at } = making;
  demandApart(to, roots);
  const recipient = making.recipient ?? (await readRecoveryKey(roots.keys))?.recipient;
  if (!recipient) {
    throw new BackupFault(
      "backup.recovery",
      "There is no recovery key in KEPT_KEYS to seal a backup to. Make one (kept keys recovery), put its words on paper, and try again.",
    );
  }
  const keys = await FileKeyring.open(roots.keys);
  const ours = await keys.installation();
  await makeFolder(to);
  const result: { head?: Head; manifest?: Manifest } = {};
  const packed = packBackup(
    {
      ...making,
      data: roots.data,
      authenticate: (bytes) => keys.authenticate(manifestUse, bytes),
      async about(client, of) {
        if (of.installation !== ours?.id || of.key_check !== Buffer.from(ours.check).toString("hex")) throw otherInstallation();
        const organisations = of.organisations.map((o) => organisationId.parse(o.id));
        return { ledger: await noteBackup(roots.ledger, organisations, at), keys: await keysInForce(client) };
      },
    },
    (head, manifest) => Object.assign(result, { head, manifest }),
  );
  const path = join(to, nameOf(ours?.id ?? "", at));
  const half = join(to, `.${nameOf(ours?.id ?? "", at)}.part`);
  try {
    await pipeline(sealTo(recipient, packed), createWriteStream(half, { flags: "wx", mode: 0o600, flush: true }));
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
  const { head, manifest } = result;
  if (!head || !manifest) throw new Error("a backup has a head and a manifest");
  const pruned = making.keep === undefined ? [] : await pruneBackups(to, head.installation, making.keep, at);
  return { path, bytes: (await stat(path)).size, head, manifest, pruned };
}

function otherInstallation(): BackupFault {
  return new BackupFault(
    "backup.other_installation",
    "The database belongs to another installation than KEPT_KEYS: look at DATABASE_URL and KEPT_KEYS.",
  );
}
