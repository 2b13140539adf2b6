import { getEncryption } from "@kept/contract";
import { type Served, serve } from "../platform/http/index.js";
import type { Running } from "../platform/index.js";
import { type EpochStatus, keysStatus } from "./status.js";

/** How the keys stand, for staff who look after them. */
export function vaultServed({ database }: Pick<Running, "database">): Served[] {
  return [
    serve(getEncryption, async (call) => {
      const { epochs, index, recovery, exported, schedule, bound } = await database.read(call.organisation.id, (db) =>
        keysStatus(db, call.now),
      );
      return {
        epochs: epochs.map((e) => ({ ...shown(e), under: e.under })),
        index: index.map(shown),
        recovery: recovery ? { mark: recovery.mark, made_at: recovery.made.toISOString() } : null,
        exported: exported ? { mark: exported.mark, made_at: exported.made.toISOString(), fresh: exported.fresh } : null,
        schedule,
        bound,
      };
    }),
  ];
}

function shown({ number, began, ended, destroyed }: Omit<EpochStatus, "under">) {
  return {
    number,
    began_at: began.toISOString(),
    ended_at: ended?.toISOString() ?? null,
    destroyed_at: destroyed?.toISOString() ?? null,
  };
}
