import { days, type Job, type Running } from "../../platform/index.js";
import { sweepPassing } from "../../vault/index.js";
import { runImport } from "./run.js";
import { destroyFile, importTask } from "./start.js";
import { cancel, heldFiles, lockImport } from "./store.js";

/** How long a file may wait for somebody to start or resume its import, in days. */
const waits = 7;

/** `collection.import`: goes on with an import. `collection.import_files`: destroys files nobody came back for, and what a crash left. */
export function importJobs(running: Running): Job[] {
  const { database, clock } = running;
  return [
    {
      task: importTask,
      run: (organisation, payload) => runImport(running, organisation, String(payload.import), Number(payload.run)),
    },
    {
      task: "collection.import_files",
      every: "41 * * * *",
      run: async (organisation) => {
        const now = clock.now();
        const before = new Date(now.getTime() - days(waits));
        const held = await database.read(organisation, (db) => heldFiles(db, before));
        for (const { id } of held.filter((h) => h.old)) {
          await database.write(organisation, async (tx) => {
            const row = await lockImport(tx, id);
            if (!row || row.state === "checking" || row.state === "running") return;
            await cancel(tx, id, now);
            await destroyFile(tx, row);
          });
        }
        await sweepPassing(organisation, new Set(held.map((h) => h.stored)), now);
      },
    },
  ];
}
