import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Tx } from "../../platform/index.js";
import { vault } from "../state.js";

/** Removes sealed files from disk once the transaction that deleted their rows is durable. What a crash leaves, the sweep takes. */
export function removeStored(tx: Tx, stored: readonly string[]): void {
  if (stored.length === 0) return;
  const folder = join(vault().data, "files", tx.organisation);
  tx.afterCommit(async () => {
    for (const name of stored) await rm(join(folder, name), { force: true }).catch(() => {});
  });
}
