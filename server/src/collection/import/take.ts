import pg from "pg";
import type { Database, OrganisationId, Outcome, Tx } from "../../platform/index.js";
import { Refusal } from "../../platform/index.js";
import type { Ready } from "../ready.js";
import { type Taken, takeSubmissions } from "../take.js";
import { heedRefusals } from "./heed.js";
import type { Judged } from "./judge.js";
import type { RowFault } from "./rules.js";
import { type ImportRow, insertBatch, insertRefusals, isRunning } from "./store.js";

type Sound = Extract<Judged, { ready: Ready }>;
interface Refused {
  readonly row: number;
  readonly faults: readonly RowFault[];
}

/**
 * Writes one batch with its count and its refusals, in one transaction. False where this run is no longer the one under way. Throws
 * `notice.stale`; a row that the database will not have is refused alone.
 */
export async function keepBatch(
  database: Database,
  organisation: OrganisationId,
  job: ImportRow,
  number: number,
  judged: readonly Judged[],
): Promise<boolean> {
  const refused: Refused[] = judged.flatMap((j) => ("faults" in j ? [j] : []));
  const sound = judged.flatMap((j) => ("ready" in j ? [j] : []));
  for (let left = sound, more = refused; ; ) {
    try {
      return await database.write(organisation, (tx) => write(tx, job, number, judged.length, left, more));
    } catch (error) {
      if (!isOfARow(error) || left.length === 0) throw error;
      const bad = await findBad(database, organisation, left);
      if (bad.length === 0) throw error;
      left = left.filter((s) => !bad.includes(s));
      more = [...more, ...bad.map((s): Refused => ({ row: s.row, faults: [{ column: null, field: null, code: "row.database" }] }))];
    }
  }
}

async function write(
  tx: Tx,
  job: ImportRow,
  number: number,
  rows: number,
  sound: readonly Sound[],
  refused: readonly Refused[],
): Promise<boolean> {
  if (!(await isRunning(tx, job.id, job.run))) return false;
  const heeded = await heedRefusals(
    tx,
    sound.map((s) => s.ready),
  );
  const unknown = job.dryRun ? [] : refusedOf(sound, await takeSubmissions(tx, heeded.ready));
  const all = [...refused, ...unknown];
  if (
    !(await insertBatch(tx, {
      import: job.id,
      number,
      rows,
      taken: rows - all.length,
      refused: all.length,
      refusedBefore: heeded.passedOver,
    }))
  )
    return true;
  await insertRefusals(tx, job.id, all);
  return true;
}

function refusedOf(sound: readonly Sound[], outcomes: readonly Outcome<Taken>[]): Refused[] {
  return sound.flatMap((s, i): Refused[] => {
    const outcome = outcomes[i];
    if (outcome?.state === "done") return [];
    if (outcome?.state === "refused" && outcome.because instanceof Refusal) {
      const { code } = outcome.because;
      if (code === "occasion.unknown") return [{ row: s.row, faults: [{ column: null, field: null, code: "row.occasion" }] }];
      throw outcome.because;
    }
    throw new Refusal("server.busy");
  });
}

/** Which of them the database refuses, found by halves in transactions that are undone. */
async function findBad(database: Database, organisation: OrganisationId, some: readonly Sound[]): Promise<readonly Sound[]> {
  const fails = await database
    .write(organisation, async (tx) => {
      await takeSubmissions(
        tx,
        some.map((s) => s.ready),
      );
      throw new Undone();
    })
    .then(
      () => false,
      (error: unknown) => {
        if (error instanceof Undone) return false;
        if (isOfARow(error)) return true;
        throw error;
      },
    );
  if (!fails) return [];
  if (some.length === 1) return some;
  const half = some.length >> 1;
  return [...(await findBad(database, organisation, some.slice(0, half))), ...(await findBad(database, organisation, some.slice(half)))];
}

class Undone extends Error {}

/** The database refused a statement for what a row holds (SQLSTATE classes 22 and 23). */
function isOfARow(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? "");
}
