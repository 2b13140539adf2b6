import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { migrate } from "../migrate.js";
import { readCatalog } from "./catalog.js";
import { BackupFault, damaged } from "./fault.js";
import type { Head, Manifest } from "./manifest.js";
import type { Tell } from "./progress.js";
import { readBackup } from "./read.js";

export interface Loading {
  readonly ownerUrl: string;
  /** The server's own login, which is granted its roles. */
  readonly login: string;
  readonly data: string;
  /** Opens the backup from its start; called twice. */
  readonly source: () => AsyncIterable<Uint8Array>;
  /** Refuses a backup that may not be restored here. Called before anything is written. */
  readonly accept: (head: Head) => Promise<void>;
  /** Refuses a manifest that this installation did not make. */
  readonly believe: (manifest: Manifest) => Promise<void>;
  /** In the transaction of the load, after all rows. */
  readonly finish: (client: pg.ClientBase, head: Head) => Promise<void>;
  readonly tell: Tell;
}

/**
 * Puts a backup into an empty database: first reads it from end to end, so that a changed bit anywhere is found before anything is written;
 * then makes the schema of its own version, loads it in one transaction, and migrates forward. Killed anywhere before that transaction
 * ends, it has left an empty database and can be begun again.
 */
export async function loadBackup(loading: Loading): Promise<{ head: Head; manifest: Manifest }> {
  const verified = await verifyBackup(loading.source(), loading);
  await demandEmpty(loading.ownerUrl);
  await migrate(loading.ownerUrl, loading.login, verified.head.migrations);
  await load(loading, verified.manifest);
  await migrate(loading.ownerUrl, loading.login);
  return verified;
}

/** Reads a backup from end to end and keeps nothing of it. */
export async function verifyBackup(
  source: AsyncIterable<Uint8Array>,
  { accept, believe, tell }: Pick<Loading, "accept" | "believe" | "tell">,
): Promise<{ head: Head; manifest: Manifest }> {
  let bytes = 0;
  const drain = async (content: AsyncIterable<Uint8Array>) => {
    for await (const piece of content) {
      bytes += piece.byteLength;
      tell({ what: "reading and proving it", bytes, percent: 0 });
    }
  };
  return readBackup(source, {
    head: accept,
    table: (_, content) => drain(content),
    file: (_, content) => drain(content),
    manifest: believe,
  });
}

async function load(loading: Loading, manifest: Manifest): Promise<void> {
  const client = new pg.Client({ connectionString: loading.ownerUrl, options: "-c statement_timeout=0 -c lock_timeout=10000" });
  await client.connect();
  client.on("error", () => {});
  const rows = new Map(manifest.tables.map((t) => [t.name, t.rows]));
  const whole = manifest.tables.reduce((sum, t) => sum + t.bytes, manifest.files.bytes) || 1;
  let bytes = 0;
  const count = async function* (what: string, content: AsyncIterable<Uint8Array>) {
    for await (const piece of content) {
      bytes += piece.byteLength;
      loading.tell({ what, bytes, percent: Math.min(99, (100 * bytes) / whole) });
      yield piece;
    }
  };
  try {
    await client.query("begin");
    const here = new Map((await readCatalog(client)).map((t) => [t.name, t]));
    const { head } = await readBackup(loading.source(), {
      head: async () => {},
      async table({ name, columns }, content) {
        const known = here.get(name)?.columns;
        if (!known || columns.some((c) => !known.includes(c))) throw damaged(`it has a table or column that its version has not (${name})`);
        const list = columns.map((c) => client.escapeIdentifier(c)).join(", ");
        const into = client.query(copyFrom(`copy ${client.escapeIdentifier(name)} (${list}) from stdin (format binary)`));
        await pipeline(count(name, content), into);
        if (into.rowCount !== rows.get(name)) throw damaged(`the table ${name} has other rows than its manifest says`);
      },
      file: (name, content) => putFile(loading.data, name, count("files", content)),
      // The file may be another one by now.
      manifest: loading.believe,
    });
    await loading.finish(client, head);
    await client.query("commit");
    loading.tell({ what: "done", bytes, percent: 100 });
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whole or not at all, and in its place before the rows that speak of it are. */
async function putFile(data: string, name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const path = join(data, name);
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const half = `${path}.restoring`;
  await rm(half, { force: true });
  await pipeline(content, createWriteStream(half, { mode: 0o600, flush: true }));
  await rename(half, path);
  if (process.platform === "win32") return;
  const at = await open(folder, "r");
  await at.sync().finally(() => at.close());
}

/** Refuses a database in which anybody has anything. */
async function demandEmpty(ownerUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    for (const { name } of await readCatalog(client)) {
      const { rows } = await client.query(`select 1 from ${client.escapeIdentifier(name)} limit 1`);
      if (rows.length > 0)
        throw new BackupFault(
          "backup.not_empty",
          `The database is not empty (${name}). A backup goes into an empty one: name another in DATABASE_URL, or another KEPT_DATA, and leave this one as it is.`,
        );
    }
  } finally {
    await client.end();
  }
}
