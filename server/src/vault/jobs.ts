import { type Clock, type Database, enqueue, hours, type Job, minutes, personId, type Running } from "../platform/index.js";
import { backupIfDue } from "./backup/schedule.js";
import { destroyRetired, promoteNamed, renewKeysExport, rewrap, rewrapTask, rotateIfDue } from "./epochs.js";
import { followTask } from "./erase.js";
import { sweepFiles } from "./files/sweep.js";
import { followErasure } from "./follow.js";
import { endDueHolds } from "./holds/due.js";
import { replayLedger, type StopAgain } from "./ledger/replay.js";
import { sealLooseSalts } from "./loose-salts.js";
import { continueReindex, enqueueReindex, reindex, reindexTask, rotateIndexIfDue } from "./reindex.js";
import { vault } from "./state.js";
import { selectUnfinished } from "./store/erasures.js";
import { selectVaultKeys } from "./store/keys.js";

/** The vault's work in the background. All of it may be killed, repeated, and run twice at once. */
export function vaultJobs(running: { readonly database: Database; readonly clock: Clock }): Job[] {
  const { database, clock } = running;
  return [
    {
      task: "vault.seal_salts",
      every: "*/10 * * * *",
      run: async (organisation) => {
        await sealLooseSalts(database, organisation);
      },
    },
    {
      task: followTask,
      run: async (organisation, payload) => {
        const erasure = String(payload.erasure);
        await followErasure(database, organisation, personId.parse(payload.person), erasure, clock.now());
      },
    },
    {
      task: rewrapTask,
      run: async (organisation) => {
        const { moved, left } = await rewrap(database, organisation, clock.now(), vault().schedule.keep);
        if (left === 0) return;
        const at = new Date(clock.now().getTime() + (moved > 0 ? minutes(1) : hours(1)));
        await database.write(organisation, (tx) => enqueue(tx, rewrapTask, {}, { at, key: `${rewrapTask}:${organisation}` }));
      },
    },
    {
      // Begins what is due, takes up what a job lost for good, and renews an export that could not be written.
      task: "vault.keys",
      every: "41 * * * *",
      run: async (organisation) => {
        const at = clock.now();
        await promoteNamed(database, organisation);
        await database.write(organisation, async (tx) => {
          await rotateIfDue(tx, vault().schedule.every, at);
          await rotateIndexIfDue(tx, vault().schedule.index, at);
          const live = (await selectVaultKeys(tx)).filter((k) => !k.destroyed_at).map((k) => k.kind);
          if (live.filter((k) => k === "epoch").length > 1) await enqueue(tx, rewrapTask, {}, { key: `${rewrapTask}:${organisation}` });
        });
        await destroyRetired(database, organisation, at);
        await continueReindex(database, organisation, at);
        await renewKeysExport(at);
      },
    },
    {
      task: reindexTask,
      run: async (organisation, payload) => {
        const clean = typeof payload.clean === "string" ? new Date(payload.clean) : undefined;
        const next = await reindex(database, organisation, clock.now(), clean);
        if (next) await enqueueReindex(database, organisation, next);
      },
    },
    {
      task: "vault.holds",
      every: "7 * * * *",
      run: async (organisation) => {
        await endDueHolds(database, organisation, clock.now());
      },
    },
    {
      // What a job lost for good (its attempts used up) is taken up again, and files nobody speaks of go.
      task: "vault.sweep",
      every: "23 * * * *",
      run: async (organisation) => {
        await database.write(organisation, async (tx) => {
          for (const e of await selectUnfinished(tx, 1000)) {
            await enqueue(tx, followTask, { person: e.person_id, erasure: e.id }, { key: `${followTask}:${e.id}` });
          }
        });
        await sweepFiles(database, organisation, clock.now());
      },
    },
  ];
}

/** Looks each hour whether the ledger has something that the database does not know, and notes how far it is known. */
export function ledgerJobs(running: { readonly database: Database; readonly clock: Clock }, stopAgain: StopAgain): Job[] {
  const { database, clock } = running;
  return [
    {
      // The start of the next process reads the ledger from where this got to.
      task: "vault.mark_ledger",
      every: "37 * * * *",
      run: async (organisation) => {
        await replayLedger(database, organisation, stopAgain, clock.now());
      },
    },
  ];
}

/** Makes the server's own backups, where KEPT_BACKUPS names a folder: each hour it looks whether the newest is old enough. */
export function backupJobs(running: Running, ownerUrl: string | undefined, leaveOut: ReadonlySet<string>): Job[] {
  const folder = running.config.backups;
  if (folder === undefined || ownerUrl === undefined) return [];
  return [
    {
      task: "vault.backup",
      every: "13 * * * *",
      run: async (organisation) => {
        // One backup holds all organisations: the first of them makes it.
        const [first] = await running.organisations.all();
        if (first?.id === organisation) await backupIfDue(running, ownerUrl, folder, leaveOut);
      },
    },
  ];
}
