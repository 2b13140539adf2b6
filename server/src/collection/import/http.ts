import {
  cancelImport as cancelEndpoint,
  importTypes,
  listImports as listEndpoint,
  readImport,
  readImportColumns,
  readImportRefusals,
  resumeImport as resumeEndpoint,
  startImport as startEndpoint,
  uploadImport as uploadEndpoint,
} from "@kept/contract";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { type Db, newId, Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { cancelImport, resumeImport, startImport } from "./start.js";
import { type ImportRow, importById, listImports, progressOf, refusalsOf } from "./store.js";
import { suggest } from "./suggest.js";
import { importingTouchpoint, namesOf, uploadImport } from "./upload.js";

/** The endpoints of imports. */
export function importServed(running: Running): Served[] {
  const { database } = running;
  const by = ({ caller }: ActingCall) => ({ kind: caller.kind, id: caller.id });
  const found = async (db: Db, id: string): Promise<ImportRow> => {
    const row = await importById(db, id);
    if (!row) throw new Refusal("import.unknown");
    return row;
  };
  const shown = (db: Db, row: ImportRow) => progressOf(db, [row.id]).then((p) => shownImport(row, p.get(row.id)));
  return [
    serve(uploadEndpoint, async (call, { query, body }) => {
      if (query.organisation !== undefined && query.organisation !== call.organisation.slug) throw new Refusal("organisation.unknown");
      const { policy } = await inForce(running, call.organisation.id);
      importingTouchpoint(policy, query.touchpoint);
      const row = await uploadImport(database, call.organisation.id, {
        id: query.import ?? newId(),
        touchpoint: query.touchpoint,
        format: body.type === importTypes.csv ? "csv" : "xlsx",
        source: streamOf(body.stream),
        by: by(call),
        at: call.now,
      });
      return database.read(call.organisation.id, (db) => shown(db, row));
    }),
    serve(listEndpoint, (call, { query }) =>
      database.read(call.organisation.id, async (db) => {
        const rows = await listImports(db, query.before, query.limit);
        const progress = await progressOf(
          db,
          rows.map((r) => r.id),
        );
        const next = rows.length === query.limit ? (rows.at(-1)?.id ?? null) : null;
        return { imports: rows.map((r) => shownImport(r, progress.get(r.id))), next };
      }),
    ),
    serve(readImport, (call, { params }) => database.read(call.organisation.id, async (db) => shown(db, await found(db, params.import)))),
    serve(readImportColumns, async (call, { params }) => {
      const { policy } = await inForce(running, call.organisation.id);
      return database.read(call.organisation.id, async (db) => {
        const row = await found(db, params.import);
        if (!row.stored || !row.holder || !row.keySealed) throw new Refusal("import.ended");
        const names = await namesOf(db, row.format, { stored: row.stored, holder: row.holder, keySealed: row.keySealed });
        if (typeof names === "string") throw new Refusal("import.unreadable");
        const suggested = suggest(policy, importingTouchpoint(policy, row.touchpoint), names);
        return { columns: names.map((name, i) => ({ column: i + 1, name, suggested: suggested[i] ?? null })) };
      });
    }),
    serve(startEndpoint, (call, { params, body }) =>
      database.write(call.organisation.id, async (tx) => {
        const start = { dryRun: body.dry_run, map: body.map, language: body.language, contactProved: body.contact_proved };
        return shown(tx, await startImport(tx, params.import, start, by(call), call.now));
      }),
    ),
    serve(resumeEndpoint, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => shown(tx, await resumeImport(tx, params.import, by(call), call.now))),
    ),
    serve(cancelEndpoint, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => shown(tx, await cancelImport(tx, params.import, by(call), call.now))),
    ),
    serve(readImportRefusals, (call, { params, query }) =>
      database.read(call.organisation.id, async (db) => {
        await found(db, params.import);
        const rows = await refusalsOf(db, params.import, query.after, query.limit + 50);
        // A row is told whole: the page ends where a row does.
        const last = rows.length > query.limit ? (rows[query.limit - 1]?.row ?? null) : null;
        const page = last === null ? rows : rows.filter((r) => r.row <= last);
        return { refusals: page, next: last };
      }),
    ),
  ];
}

function shownImport(row: ImportRow, progress = { rows: 0, taken: 0, refused: 0, refusedBefore: 0 }) {
  return {
    import: row.id,
    touchpoint: row.touchpoint,
    state: row.state,
    format: row.format,
    bytes: row.bytes,
    rows: progress.rows,
    taken: progress.taken,
    refused: progress.refused,
    refused_before: progress.refusedBefore,
    dry_run: row.dryRun,
    fault: row.fault,
    uploaded_at: row.uploadedAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    ended_at: row.endedAt?.toISOString() ?? null,
  };
}

async function* streamOf(stream: unknown): AsyncGenerator<Uint8Array> {
  if (!(stream instanceof ReadableStream)) return;
  for await (const chunk of stream) if (chunk instanceof Uint8Array) yield chunk;
}
