import type { By } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { enqueue, Refusal, type Tx } from "../../platform/index.js";
import { inForceNow, type PublishedPolicy } from "../../policy/index.js";
import { dropPassing } from "../../vault/index.js";
import { type ColumnMap, mapFaults } from "./rules.js";
import { beginRun, cancel, clearRun, forgetFile, type ImportRow, importById, lockImport } from "./store.js";
import { importingTouchpoint, namesOf } from "./upload.js";

type Caller = Exclude<By, { kind: "person" }>;
export const importTask = "collection.import";

export interface Start {
  readonly dryRun: boolean;
  readonly map: ColumnMap;
  readonly language: "vi" | "en";
  readonly contactProved: boolean;
}

/**
 * Starts a dry run or the real one. What an earlier dry run found is forgotten. Refuses `import.unknown`, `import.ended`,
 * `import.under_way`, `import.unproved`, and a map that does not fit the touchpoint with every fault.
 */
export async function startImport(tx: Tx, id: string, start: Start, by: Caller, at: Date): Promise<ImportRow> {
  const row = await heldImport(tx, id);
  if (row.state === "checking" || row.state === "running") throw new Refusal("import.under_way");
  // A real run that stopped goes on by `resume`: its rows stand, and another map would not fit them.
  if (row.state === "stopped" && !row.dryRun) throw new Refusal("import.under_way");
  const policy = await inForceNow(tx);
  await demandFit(tx, policy, row, start);
  await clearRun(tx, id);
  return begin(tx, row, start, policy, by, at);
}

/** Goes on behind the last rows that stand. Refuses as `startImport`; `import.unknown` where it never started. */
export async function resumeImport(tx: Tx, id: string, by: Caller, at: Date): Promise<ImportRow> {
  const row = await heldImport(tx, id);
  if (row.state === "checking" || row.state === "running") throw new Refusal("import.under_way");
  if (row.state !== "stopped" || !row.map || !row.language) throw new Refusal("import.unknown");
  const policy = await inForceNow(tx);
  const start = { dryRun: row.dryRun, map: row.map, language: row.language, contactProved: row.contactProved };
  await demandFit(tx, policy, row, start);
  return begin(tx, row, start, policy, by, at);
}

/** Ends it at once and destroys its file; rows that stand stay. Waits for the rows being written. */
export async function cancelImport(tx: Tx, id: string, by: Caller, at: Date): Promise<ImportRow> {
  const row = await heldImport(tx, id);
  await cancel(tx, id, at);
  await destroyFile(tx, row);
  await record(tx, { type: "import.cancelled", at, actor: by, about: [], touchpoint: row.touchpoint, detail: { import: id } });
  return (await importById(tx, id)) ?? row;
}

/** Destroys an import's file and the key to it. */
export async function destroyFile(tx: Tx, row: Pick<ImportRow, "id" | "stored" | "holder">): Promise<void> {
  if (row.stored && row.holder) await dropPassing(tx, { stored: row.stored, holder: row.holder });
  await forgetFile(tx, row.id);
}

async function heldImport(tx: Tx, id: string): Promise<ImportRow> {
  const row = await lockImport(tx, id);
  if (!row) throw new Refusal("import.unknown");
  if (row.state === "done" || row.state === "cancelled") throw new Refusal("import.ended");
  return row;
}

async function demandFit(tx: Tx, { policy }: PublishedPolicy, row: ImportRow, start: Start): Promise<void> {
  const touchpoint = importingTouchpoint(policy, row.touchpoint);
  if (touchpoint.confirms !== undefined && !start.contactProved) throw new Refusal("import.unproved");
  if (!row.stored || !row.holder || !row.keySealed) throw new Refusal("import.ended");
  const names = await namesOf(tx, row.format, { stored: row.stored, holder: row.holder, keySealed: row.keySealed });
  if (typeof names === "string") throw new Refusal("import.ended");
  const faults = mapFaults(policy, touchpoint, start.map, names.length);
  if (faults.length > 0) throw new Refusal("request.invalid", faults);
}

async function begin(tx: Tx, row: ImportRow, start: Start, policy: PublishedPolicy, by: Caller, at: Date): Promise<ImportRow> {
  await beginRun(tx, row.id, { ...start, version: policy.version, at });
  const begun = await importById(tx, row.id);
  if (!begun) throw new Refusal("import.unknown");
  await record(tx, {
    type: "import.started",
    at,
    actor: by,
    about: [],
    touchpoint: row.touchpoint,
    policyVersion: policy.version,
    fields: start.map.flatMap((m) => (m.to === "field" ? [m.field] : [])),
    detail: {
      import: row.id,
      run: begun.run,
      dry_run: start.dryRun,
      contact_proved: start.contactProved,
      consents: start.map.flatMap((m) => (m.to === "consent" ? [`${m.purpose}:${m.method}`] : [])),
    },
  });
  await enqueue(tx, importTask, { import: row.id, run: begun.run }, { key: `${importTask}:${row.id}` });
  return begun;
}
