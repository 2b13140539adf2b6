import { chmod, mkdir, mkdtemp, open, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { formsOf } from "./at-rest/forms.js";
import { Matcher } from "./at-rest/matcher.js";

export interface Places {
  /** The database's owner: every table of it is copied out, whatever row security says. */
  readonly ownerUrl: string;
  /** Searched whole, every file: KEPT_DATA (PostgreSQL's data and WAL are in it), KEPT_LEDGER, KEPT_KEYS. */
  readonly folders: readonly string[];
  /** Logs and the like, by name. */
  readonly texts?: Readonly<Record<string, string>>;
}

export interface Found {
  readonly planted: string;
  /** How it was written there: `utf-16le`, `base64`, `hex of nfd`. */
  readonly form: string;
  /** A table, a file, or the name of a text. */
  readonly where: string;
}

/**
 * Looks for planted texts in everything that is kept, after a checkpoint: rows, dead rows, indexes, statistics, WAL, files, logs.
 * Answers each place and form once. Each text must be at least 8 bytes, and unlike anything else.
 */
export async function searchAtRest(places: Places, planted: readonly string[]): Promise<Found[]> {
  const forms = planted.flatMap((text) => formsOf(text).map((f) => ({ planted: text, ...f })));
  const matcher = new Matcher(forms.map((f) => f.bytes));
  const found = new Map<string, Found>();
  const note = (where: string) => (index: number) => {
    const f = forms[index];
    if (f) found.set(`${f.planted}\0${f.form}\0${where}`, { planted: f.planted, form: f.form, where });
  };
  const copies = await mkdtemp(join(tmpdir(), "kept-copy-"));
  try {
    for (const table of await copyOut(places.ownerUrl, copies))
      await searchFile(join(copies, "rows", table), matcher, note(`table ${table}`));
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
  for (const folder of places.folders) await searchFolder(folder, matcher, note);
  for (const [name, text] of Object.entries(places.texts ?? {})) matcher.search(Buffer.from(text), note(name));
  return [...found.values()];
}

/** Copies every table out, one file each, and brings what is only in memory to disk. */
async function copyOut(ownerUrl: string, folder: string): Promise<string[]> {
  await chmod(folder, 0o711);
  await mkdir(join(folder, "rows"));
  await chmod(join(folder, "rows"), 0o777);
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query("set row_security = off");
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
    );
    if (!rows.some((r) => r.name === "public.person")) throw new Error("this is no database of Kept");
    for (const { name } of rows) await client.query(`copy ${name} to '${join(folder, "rows", name)}'`);
    await client.query("checkpoint");
    return rows.map((r) => r.name);
  } finally {
    await client.end();
  }
}

async function searchFolder(folder: string, matcher: Matcher, note: (where: string) => (index: number) => void): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    // A name of a file is kept as well as what is in it.
    matcher.search(Buffer.from(entry.name), note(`the name of ${path}`));
    if (entry.isFile()) await searchFile(path, matcher, note(path));
  }
}

const step = 8 * 1024 * 1024;

async function searchFile(path: string, matcher: Matcher, note: (index: number) => void): Promise<void> {
  // PostgreSQL may remove a file between listing and opening.
  const file = await open(path).catch(() => undefined);
  if (!file) return;
  try {
    const buffer = Buffer.alloc(step + matcher.longest);
    for (let at = 0; ; at += step) {
      const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
      matcher.search(buffer.subarray(0, bytesRead), note);
      if (bytesRead < buffer.length) return;
    }
  } finally {
    await file.close();
  }
}
