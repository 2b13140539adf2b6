import { timingSafeEqual } from "node:crypto";
import { createReadStream } from "node:fs";
import { authenticated, BackupFault, type Head, loadBackup, type Manifest, type Tell } from "../../platform/backup/index.js";
import { FileKeyring } from "../keyring/file.js";
import type { KeyProvider } from "../keyring/provider.js";
import { LedgerFault } from "../ledger/fault.js";
import { Ledger } from "../ledger.js";
import type { VaultRoots } from "../open.js";
import { openFromRecovery } from "../recovery/seal.js";
import { markRestored } from "../store/ledger.js";
import { manifestUse } from "./make.js";

export interface Restoring {
  readonly ownerUrl: string;
  /** The server's own login in that database. */
  readonly login: string;
  readonly roots: VaultRoots;
  /** The keys that must open it; undefined: those in KEPT_KEYS. */
  readonly keys?: KeyProvider;
  readonly file: string;
  /** The 24 words of the recovery key. */
  readonly words: string;
  /** Somebody took it upon them that the ledger is gone for good: it is not asked for, and must be rebuilt before anything is served. */
  readonly ledgerLost?: boolean;
  readonly at: Date;
  readonly tell: Tell;
}

/**
 * Restores a backup into an empty database. Before anything is written it is opened and proved from end to end, and keys and ledger must
 * be the ones it goes with. From then on the installation is restored and not replayed: a server does not serve it before the ledger was
 * replayed. Refuses with {@link BackupFault}, {@link LedgerFault}, or the refusals of `openFromRecovery`.
 */
export async function restoreBackup(restoring: Restoring): Promise<{ head: Head; manifest: Manifest }> {
  const { file, words, roots, at } = restoring;
  const keys = restoring.keys ?? (await FileKeyring.open(roots.keys));
  return loadBackup({
    ...restoring,
    data: roots.data,
    source: () => openFromRecovery(words, createReadStream(file, { highWaterMark: 1_048_576 })),
    async accept(head) {
      await demandKeys(keys, head);
      if (!restoring.ledgerLost) await demandLedger(new Ledger(roots.ledger), head);
    },
    async believe(manifest) {
      const mac = await keys.authenticate(manifestUse, authenticated(manifest));
      if (!timingSafeEqual(mac, Buffer.from(manifest.mac, "hex"))) throw forged();
    },
    async finish(client, head) {
      for (const { id } of head.organisations) {
        await markRestored(client, id, { at, backupAt: new Date(head.at), mustHold: head.ledger[id] ?? null });
      }
    },
  });
}

function forged(): BackupFault {
  return new BackupFault(
    "backup.forged",
    "This backup was not made by this installation, though it says so: its manifest does not stand under the key in KEPT_KEYS. Nothing of it is used. " +
      "Anybody who knows the public half of the recovery key can seal a file to it: find out where this one comes from, and take another backup.",
  );
}

async function demandKeys(keys: KeyProvider, head: Head): Promise<void> {
  const ours = await keys.installation();
  if (!ours) {
    throw new BackupFault(
      "backup.other_installation",
      "KEPT_KEYS is empty: a backup holds no keys. Put the saved copy of KEPT_KEYS back first, or restore the keys from their export.",
    );
  }
  if (ours.id !== head.installation || Buffer.from(ours.check).toString("hex") !== head.key_check) {
    throw new BackupFault(
      "backup.other_installation",
      `This backup is of installation ${head.installation}; KEPT_KEYS belongs to ${ours.id}. Use the keys that belong to it.`,
    );
  }
  for (const [organisation, needed] of Object.entries(head.keys)) {
    // One that is retired is as good as destroyed: it opens nothing, and goes with the next start.
    const known = (await keys.known(organisation)).filter((k) => k.state === "live" || k.state === "pending");
    const gone = needed.filter(
      (n) =>
        !known.some((k) => k.kind === n.kind && k.number === n.number) &&
        // The index is made anew from the values, under the key of now.
        !(n.kind === "index" && known.some((k) => k.kind === "index" && k.number > n.number && k.state === "live")),
    );
    if (gone.length > 0) {
      throw new BackupFault(
        "backup.too_old",
        `This backup of ${head.at} needs ${gone.map((k) => `${k.kind} key ${k.number}`).join(", ")} of organisation ${organisation}, which is destroyed or not in KEPT_KEYS. ` +
          "Backups from before a key ended are meant never to open again. Restore a newer one.",
      );
    }
  }
}

/** The whole ledger is read when it is replayed; here it is only seen that it is not older, before an hour goes into loading. */
async function demandLedger(ledger: Ledger, head: Head): Promise<void> {
  for (const [organisation, id] of Object.entries(head.ledger)) {
    let held = false;
    for await (const { entry } of ledger.from(organisation, 0)) {
      held = entry?.id === id;
      if (held) break;
    }
    if (!held) throw LedgerFault.older(organisation, `the line ${id} that was written when this backup was made (${head.at})`);
  }
}
