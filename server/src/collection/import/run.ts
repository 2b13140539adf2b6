import { setImmediate as turn } from "node:timers/promises";
import type { RunFault } from "@kept/contract";
import { record } from "../../evidence/index.js";
import { enqueue, type OrganisationId, Refusal, type Running } from "../../platform/index.js";
import { inForce, type PublishedPolicy } from "../../policy/index.js";
import { FileDamaged, openPassing } from "../../vault/index.js";
import { type Judged, legalDay, rowJudge } from "./judge.js";
import { batchSize } from "./rules.js";
import { destroyFile, importTask } from "./start.js";
import { batchesDone, endRun, type ImportRow, importById } from "./store.js";
import { type Row, readRows, TableFault } from "./table/rows.js";
import { keepBatch } from "./take.js";

/** How long one job goes on before it hands over to the next, so that a server can stop in time. */
const slice = 45_000;
/** Transactions under way at once: while one waits for the database, the next is judged and sealed. */
const lanes = 2;

/**
 * Goes on with an import: `run` says which start it belongs to. Every batch is one transaction with its count, so a crash anywhere
 * leaves whole batches; those that stand are passed over.
 */
export async function runImport(running: Running, organisation: OrganisationId, id: string, run: number, most = slice): Promise<void> {
  const { database, clock } = running;
  const job = await database.read(organisation, (db) => importById(db, id));
  if (!job || job.run !== run || (job.state !== "checking" && job.state !== "running")) return;
  try {
    const policy = await inForce(running, organisation);
    if (policy.version !== job.policyVersion) throw new Stopped("notice.stale");
    const whole = await goOn(running, organisation, job, policy, performance.now() + most);
    await database.write(organisation, async (tx) => {
      if (!whole) return enqueue(tx, importTask, { import: id, run }, { key: `${importTask}:${id}` });
      const at = clock.now();
      if (!(await endRun(tx, id, run, job.dryRun ? "checked" : "done", null, at))) return;
      if (!job.dryRun) await destroyFile(tx, job);
      await tell(tx, job, "import.ended", at);
    });
  } catch (error) {
    const fault = faultOf(error);
    if (!fault) throw error;
    await database.write(organisation, async (tx) => {
      const at = clock.now();
      if (await endRun(tx, id, run, "stopped", fault, at)) await tell(tx, job, "import.stopped", at, fault);
    });
  }
}

/** True at the end of the file; false where time ran out before. */
async function goOn(
  running: Running,
  organisation: OrganisationId,
  job: ImportRow,
  policy: PublishedPolicy,
  until: number,
): Promise<boolean> {
  const { database, clock } = running;
  if (!job.stored || !job.holder || !job.keySealed) throw new FileDamaged("it is gone");
  const held = { stored: job.stored, holder: job.holder, keySealed: job.keySealed };
  const { done, source } = await database.read(organisation, async (db) => ({
    done: await batchesDone(db, job.id),
    source: await openPassing(db, held),
  }));
  const judge = rowJudge(policy, job, legalDay(clock.now()));
  const under = new Set<Promise<void>>();
  let failed: { readonly because: unknown } | undefined;
  let whole = true;
  try {
    for await (const { number, rows } of batches(readRows(job.format, source))) {
      if (failed) break;
      if (done.has(number)) continue;
      if (performance.now() > until) {
        whole = false;
        break;
      }
      const judged: Judged[] = [];
      for (const row of rows) {
        // The same process may be serving people meanwhile.
        if (judged.length % 50 === 49) await turn();
        judged.push(await judge(row, clock.now()));
      }
      if (under.size >= lanes) await Promise.race(under);
      const kept = keepBatch(database, organisation, job, number, judged).then(
        (going) => {
          if (!going) failed ??= { because: new Stopped(undefined) };
        },
        (because: unknown) => {
          failed ??= { because };
        },
      );
      const mine: Promise<void> = kept.finally(() => under.delete(mine));
      under.add(mine);
    }
  } finally {
    // Where the table breaks, what was read before it is still written.
    await Promise.all(under);
  }
  if (failed) throw failed.because;
  return whole;
}

/** Data rows, so many at a time; the first row of the table names the columns. */
async function* batches(rows: AsyncIterable<Row>): AsyncGenerator<{ number: number; rows: readonly Row[] }> {
  let number = 0;
  let some: Row[] = [];
  let named = false;
  for await (const row of rows) {
    if (!named) {
      named = true;
      continue;
    }
    some.push(row);
    if (some.length < batchSize) continue;
    yield { number: number++, rows: some };
    some = [];
  }
  if (some.length > 0) yield { number, rows: some };
}

/** The run ends here. Without a fault: somebody cancelled it, or started it anew. */
class Stopped extends Error {
  constructor(readonly fault: RunFault | undefined) {
    super("stopped");
  }
}

function faultOf(error: unknown): RunFault | undefined {
  if (error instanceof TableFault) return error.code;
  if (error instanceof FileDamaged) return "import.damaged";
  if (error instanceof Refusal && error.code === "notice.stale") return "notice.stale";
  return error instanceof Stopped ? error.fault : undefined;
}

async function tell(tx: Parameters<typeof record>[0], job: ImportRow, type: string, at: Date, fault?: RunFault): Promise<void> {
  await record(tx, {
    type,
    at,
    actor: { kind: job.byKind, id: job.byId },
    about: [],
    touchpoint: job.touchpoint,
    detail: { import: job.id, run: job.run, dry_run: job.dryRun, ...(fault ? { fault } : {}) },
  });
}
