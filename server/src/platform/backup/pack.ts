import { createHash, type Hash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type CatalogTable, readCatalog, readMigrations } from "./catalog.js";
import { BackupFault } from "./fault.js";
import { authenticated, type Head, headName, type Manifest, manifestName } from "./manifest.js";
import type { Tell } from "./progress.js";
import { type Part, packTar } from "./tar.js";

export interface Packing {
  readonly ownerUrl: string;
  /** KEPT_DATA: sealed files that the snapshot's rows name go along. */
  readonly data: string;
  /** Tables whose rows are worth nothing later: who is signed in, codes, counters. */
  readonly leaveOut: ReadonlySet<string>;
  /** What only the caller knows; asked inside the snapshot. */
  readonly about: (
    client: pg.ClientBase,
    of: Pick<Head, "installation" | "key_check" | "organisations">,
  ) => Promise<Pick<Head, "ledger" | "keys">>;
  /** Authenticates the manifest by a key of the installation. */
  readonly authenticate: (bytes: Buffer) => Promise<Buffer>;
  readonly at: Date;
  readonly tell: Tell;
}

const partSize = 4_194_304;

/**
 * The whole of an installation's database and files as one archive, read in one repeatable-read snapshot while others go on writing.
 * Constant memory. As the owner with `row_security = off`: where a policy would leave rows out, it fails.
 */
export async function* packBackup(packing: Packing, made: (head: Head, manifest: Manifest) => void): AsyncGenerator<Uint8Array> {
  const client = new pg.Client({
    connectionString: packing.ownerUrl,
    options: "-c row_security=off -c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
  });
  await client.connect();
  client.on("error", () => {});
  try {
    await client.query("begin isolation level repeatable read read only");
    yield* packTar(partsOf(client, packing, made));
    await client.query("commit");
  } finally {
    await client.end().catch(() => {});
  }
}

async function* partsOf(client: pg.Client, packing: Packing, made: (head: Head, manifest: Manifest) => void): AsyncGenerator<Part> {
  const tables = (await readCatalog(client)).filter((t) => !packing.leaveOut.has(t.name));
  const of = await whoseIsIt(client);
  const head: Head = {
    kept: "backup 1",
    ...of,
    ...(await packing.about(client, of)),
    at: packing.at.toISOString(),
    migrations: await readMigrations(client),
    tables: tables.map(({ name, columns }) => ({ name, columns })),
  };
  const headText = Buffer.from(JSON.stringify(head));
  yield part(headName, headText);
  const summed: Manifest["tables"][number][] = [];
  const whole = tables.reduce((sum, t) => sum + t.size, 0) || 1;
  let before = 0;
  for (const table of tables) {
    const from = before;
    const tell = (bytes: number) =>
      packing.tell({ what: table.name, bytes, percent: Math.min(99, (100 * (from + Math.min(bytes, table.size))) / whole) });
    summed.push(yield* tableParts(client, table, tell));
    before += table.size;
  }
  const files = yield* fileParts(client, tables, packing);
  packing.tell({ what: "done", bytes: summed.reduce((n, t) => n + t.bytes, files.bytes), percent: 100 });
  const stood: Omit<Manifest, "mac"> = { kept: "manifest 1", head: sha256(headText), tables: summed, files };
  const mac = await packing.authenticate(authenticated(stood));
  const manifest: Manifest = { ...stood, mac: mac.toString("hex") };
  yield part(manifestName, Buffer.from(JSON.stringify(manifest)));
  made(head, manifest);
}

async function whoseIsIt(client: pg.ClientBase): Promise<Pick<Head, "installation" | "key_check" | "organisations">> {
  const { rows } = await client.query<{ id: string; check: Buffer }>('select id, key_check as "check" from installation');
  const [installation] = rows;
  if (!installation) throw new BackupFault("backup.asked", "The database was never opened by Kept: there is nothing to back up yet.");
  const organisations = await client.query<{ id: string; slug: string }>("select id, slug from organisation order by id");
  return { installation: installation.id, key_check: installation.check.toString("hex"), organisations: organisations.rows };
}

async function* tableParts(
  client: pg.Client,
  table: CatalogTable,
  tell: (bytes: number) => void,
): AsyncGenerator<Part, Manifest["tables"][number]> {
  const columns = table.columns.map((c) => client.escapeIdentifier(c)).join(", ");
  const rows = client.query(copyTo(`copy ${client.escapeIdentifier(table.name)} (${columns}) to stdout (format binary)`));
  const sum = createHash("sha256");
  let held: Buffer[] = [];
  let size = 0;
  let bytes = 0;
  let number = 0;
  const next = () => {
    const content = Buffer.concat(held);
    held = [];
    size = 0;
    return part(`tables/${table.name}/${String(++number).padStart(6, "0")}`, content);
  };
  for await (const some of rows) {
    const piece = Buffer.from(some);
    sum.update(piece);
    held.push(piece);
    size += piece.length;
    bytes += piece.length;
    if (size < partSize) continue;
    tell(bytes);
    yield next();
  }
  if (size > 0) yield next();
  tell(bytes);
  return { name: table.name, rows: rows.rowCount, bytes, sha256: sum.digest("hex") };
}

/** Files whose rows are in the snapshot. One that is erased meanwhile is gone, and the replay of the ledger speaks of it. */
async function* fileParts(client: pg.Client, tables: readonly CatalogTable[], packing: Packing): AsyncGenerator<Part, Manifest["files"]> {
  const sum = createHash("sha256");
  const counted = { count: 0, bytes: 0, gone: 0 };
  for (const { name } of tables.filter((t) => t.columns.includes("stored"))) {
    for await (const { organisation, stored } of storedIn(client, name)) {
      const found = await openStored(packing.data, organisation, stored);
      if (!found) {
        counted.gone++;
        continue;
      }
      const own = createHash("sha256");
      const content = summing(found.file.createReadStream({ highWaterMark: 262_144 }), own);
      yield { name: found.name, size: found.size, content };
      sum.update(`${found.name} ${own.digest("hex")}\n`);
      counted.count++;
      counted.bytes += found.size;
      packing.tell({ what: `files: ${counted.count}`, bytes: counted.bytes, percent: 99 });
    }
  }
  return { ...counted, sha256: sum.digest("hex") };
}

async function* storedIn(client: pg.Client, table: string): AsyncGenerator<{ organisation: string; stored: string }> {
  const text = `select distinct organisation_id as organisation, stored from ${client.escapeIdentifier(table)}
    where stored is not null and (organisation_id, stored) > ($1, $2) order by 1, 2 limit 1000`;
  for (let last = { organisation: "00000000-0000-0000-0000-000000000000", stored: "" }; ; ) {
    const { rows } = await client.query<{ organisation: string; stored: string }>(text, [last.organisation, last.stored]);
    yield* rows;
    const end = rows.at(-1);
    if (!end || rows.length < 1000) return;
    last = end;
  }
}

async function openStored(data: string, organisation: string, stored: string) {
  if (!/^[\w-]{1,40}$/.test(stored)) return undefined;
  for (const folder of ["files", "passing"]) {
    const name = `${folder}/${organisation}/${stored}`;
    const file = await open(join(data, name), "r").catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    });
    if (file) return { name, file, size: (await file.stat()).size };
  }
  return undefined;
}

async function* summing(source: AsyncIterable<Buffer>, sum: Hash): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    sum.update(bytes);
    yield bytes;
  }
}

function part(name: string, bytes: Buffer): Part {
  async function* content() {
    yield bytes;
  }
  return { name, size: bytes.length, content: content() };
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
