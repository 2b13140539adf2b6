import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { importCode } from "./import-codes.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const one = z.strictObject({ import: z.uuid() });

/** Content types of a file to import. */
export const importTypes = {
  csv: "text/csv",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
} as const;

/** The sizes that are taken, in bytes. A CSV is read as it streams; a workbook is unpacked in memory, so it is small. */
export const importLimits = {
  csv: 1_073_741_824,
  xlsx: 16_777_216,
  /** Of a workbook, unpacked. */
  unpacked: 67_108_864,
  /** Of one row, as text. */
  row: 262_144,
  columns: 200,
} as const;

/** How people agreed on paper or otherwise, before the file was made. A file proves nothing by itself: the proof is kept elsewhere. */
export const importMethod = z.enum(["paper", "email", "sms", "recorded_call"]);

/** Words in a column that mean yes, and those that mean no. An empty cell says nothing; any other word refuses its row. */
const yesWords = z.array(z.string().min(1).max(40)).min(1).max(20);
const noWords = z.array(z.string().min(1).max(40)).max(20).default([]);

/** What a column holds. Columns are counted from 1; one that no entry names is left out. */
export const importColumn = z.discriminatedUnion("to", [
  z.strictObject({ column: z.number().int().min(1).max(200), to: z.literal("field"), field: name, kind: name.optional() }),
  z.strictObject({
    column: z.number().int().min(1).max(200),
    to: z.literal("consent"),
    purpose: name,
    given: yesWords,
    refused: noWords,
    method: importMethod,
  }),
  /** The day on which the person answered about this purpose: never before the notice in force was published. */
  z.strictObject({ column: z.number().int().min(1).max(200), to: z.literal("consent_date"), purpose: name }),
  z.strictObject({ column: z.number().int().min(1).max(200), to: z.literal("duty"), duty: name, given: yesWords }),
  z.strictObject({ column: z.number().int().min(1).max(200), to: z.literal("accuracy"), given: yesWords }),
  z.strictObject({ column: z.number().int().min(1).max(200), to: z.literal("occasion") }),
]);

export const importState = z.enum(["uploaded", "checking", "checked", "running", "stopped", "done", "cancelled"]);

export const importRow = z.strictObject({
  import: z.uuid(),
  touchpoint: name,
  state: importState,
  format: z.enum(["csv", "xlsx"]),
  bytes: z.number().int(),
  /** Of the run that counts: the dry run until the real one starts. */
  rows: z.number().int(),
  taken: z.number().int(),
  refused: z.number().int(),
  /** Rows taken without the agreement to advertising that they claim: this contact refused it before its person was erased (decree 91/2020 art. 11). */
  refused_before: z.number().int(),
  dry_run: z.boolean(),
  /** Why it stopped. `resume` goes on behind the last row that stands. */
  fault: importCode.nullable(),
  uploaded_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
});

export const uploadImport = endpoint({
  id: "imports.upload",
  method: "post",
  path: "/imports",
  summary:
    "Uploads a file with one person a row and names of columns in the first: CSV (UTF-8, up to 1 GiB) or XLSX (up to 16 MiB, 64 MiB unpacked). It lies sealed on disk and is destroyed once the import has ended, or after seven days.",
  who: { by: ["staff", "key"], deed: "import" },
  upload: { types: [importTypes.csv, importTypes.xlsx], most: importLimits.csv },
  query: z.strictObject({
    /** UUIDv7 of the caller's making: sent again, it is the same import. */
    import: z.uuid({ version: "v7" }).optional(),
    touchpoint: name,
    /** Where given, the caller's organisation must be this one. */
    organisation: z.string().max(40).optional(),
  }),
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: importRow,
  refusals: [
    "touchpoint.unknown",
    "touchpoint.channel",
    "organisation.unknown",
    "import.empty",
    "import.no_names",
    "import.unreadable",
    "import.encoding",
    "request.unsupported",
    "request.too_large",
  ],
  status: 201,
});

export const listImports = endpoint({
  id: "imports.list",
  method: "get",
  path: "/imports",
  summary: "Imports with their progress, newest first, by keyset.",
  who: { by: ["staff", "key"], deed: "import" },
  query: z.strictObject({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.strictObject({ imports: z.array(importRow), next: z.uuid().nullable() }),
});

export const readImport = endpoint({
  id: "imports.read",
  method: "get",
  path: "/imports/{import}",
  summary: "One import and its progress.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  response: importRow,
  refusals: ["import.unknown"],
});

export const readImportColumns = endpoint({
  id: "imports.columns",
  method: "get",
  path: "/imports/{import}/columns",
  summary: "The names of the file's columns, with what each seems to hold. Values are not shown; consent is never guessed.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  response: z.strictObject({
    columns: z.array(z.strictObject({ column: z.number().int(), name: z.string(), suggested: importColumn.nullable() })),
  }),
  refusals: ["import.unknown", "import.ended", "import.unreadable"],
});

export const startImport = endpoint({
  id: "imports.start",
  method: "post",
  path: "/imports/{import}:start",
  summary: "Starts a dry run, which judges every row and keeps none, or the real run. A real run follows a dry one or not, as you like.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  body: z.strictObject({
    dry_run: z.boolean(),
    map: z.array(importColumn).min(1).max(200),
    /** The language in which people were asked. */
    language: z.enum(["vi", "en"]).default("vi"),
    /** The organisation has proved the contacts in this file itself. Demanded where the touchpoint proves contacts: an import mails nobody. */
    contact_proved: z.boolean().default(false),
  }),
  response: importRow,
  refusals: ["import.unknown", "import.ended", "import.under_way", "import.unproved", "request.invalid"],
  status: 202,
});

export const resumeImport = endpoint({
  id: "imports.resume",
  method: "post",
  path: "/imports/{import}:resume",
  summary: "Goes on with an import that stopped, behind the last row that stands, under the notice in force now.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  response: importRow,
  refusals: ["import.unknown", "import.ended", "import.under_way", "request.invalid"],
  status: 202,
});

export const cancelImport = endpoint({
  id: "imports.cancel",
  method: "post",
  path: "/imports/{import}:cancel",
  summary: "Ends an import at once and destroys its file. Rows that stand stay.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  response: importRow,
  refusals: ["import.unknown", "import.ended"],
});

export const readImportRefusals = endpoint({
  id: "imports.refusals",
  method: "get",
  path: "/imports/{import}/refusals",
  summary: "Rows that were refused, in their order: row, column, field and code. Never what stood in them.",
  who: { by: ["staff", "key"], deed: "import" },
  params: one,
  query: z.strictObject({
    after: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(1000).default(200),
  }),
  response: z.strictObject({
    refusals: z.array(
      z.strictObject({
        /** As a spreadsheet counts: the names are row 1. */
        row: z.number().int(),
        column: z.number().int().nullable(),
        field: z.string().nullable(),
        code: importCode,
      }),
    ),
    next: z.number().int().nullable(),
  }),
  refusals: ["import.unknown"],
});
