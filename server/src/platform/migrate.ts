import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

export interface Migrated {
  readonly applied: readonly string[];
  readonly already: number;
}

const folder = join(import.meta.dirname, "../../migrations");

/**
 * Brings the database forward: numbered SQL files, each in one transaction, each once. Needs the owner's address.
 * Refuses when a file that ran has changed since, and when the database is ahead of this version. `exactly`: no further than these,
 * which must be the very files of this version: a backup is restored into the schema that it was made under.
 */
export async function migrate(
  ownerUrl: string,
  loginUser: string,
  exactly?: readonly { readonly name: string; readonly digest: string }[],
): Promise<Migrated> {
  const client = new pg.Client({ connectionString: ownerUrl, options: "-c lock_timeout=10000" });
  await client.connect();
  try {
    await prepare(client, loginUser);
    const files = (await readdir(folder)).filter((f) => f.endsWith(".sql") && (!exactly || exactly.some((e) => e.name === f))).sort();
    const ran = new Map(
      (await client.query<{ name: string; digest: string }>("select name, digest from migration")).rows.map((r) => [r.name, r.digest]),
    );
    const ahead = [...ran.keys()].filter((n) => !files.includes(n));
    if (ahead.length > 0)
      throw new MigrationFault(`The database is ahead of this version of Kept (${ahead.join(", ")}). Use the newer version again.`);
    const missing = exactly?.filter((e) => !files.includes(e.name)) ?? [];
    if (missing.length > 0)
      throw new MigrationFault(
        `This backup was made by a newer version of Kept (${missing.map((m) => m.name).join(", ")}). Restore it with that one.`,
      );
    const applied: string[] = [];
    for (const file of files) {
      const text = await readFile(join(folder, file), "utf8");
      const digest = createHash("sha256").update(text).digest("hex");
      if (exactly?.some((e) => e.name === file && e.digest !== digest))
        throw new MigrationFault(
          `${file} is not the one that this backup was made under. Restore it with the version of Kept that made it.`,
        );
      const before = ran.get(file);
      if (before === digest) continue;
      if (before)
        throw new MigrationFault(
          `${file} has changed since it ran on this database. Use the version of Kept that made the database, or give this one an empty database.`,
        );
      await apply(client, file, text, digest);
      applied.push(file);
    }
    return { applied, already: files.length - applied.length };
  } finally {
    await client.end();
  }
}

export class MigrationFault extends Error {}

async function apply(client: pg.Client, file: string, text: string, digest: string): Promise<void> {
  await client.query("begin");
  try {
    await client.query(text);
    await client.query("insert into migration (name, digest, at) values ($1, $2, now())", [file, digest]);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

/** The roles exist before the first file runs; the server's own login may take them, and has nothing by itself. */
async function prepare(client: pg.Client, loginUser: string): Promise<void> {
  for (const role of ["kept_app", "kept_worker"]) {
    const there = await client.query("select 1 from pg_roles where rolname = $1", [role]);
    if (there.rowCount === 0) await client.query(`create role ${role} nologin`).catch(existsAlready);
    await client.query(`grant ${role} to ${client.escapeIdentifier(loginUser)}`);
  }
  // graphile-worker makes its schema itself, as its owner.
  const { rows } = await client.query<{ name: string }>("select current_database() as name");
  await client.query(`grant create on database ${client.escapeIdentifier(rows[0]?.name ?? "")} to kept_worker`);
  await client.query(
    "create table if not exists migration (name text primary key, digest text not null, at timestamptz not null); alter table migration enable row level security",
  );
}

/** Roles belong to the cluster: another database's migration may have made them a moment ago. */
function existsAlready(error: unknown): void {
  if (!(error instanceof pg.DatabaseError) || (error.code !== "42710" && error.code !== "23505")) throw error;
}
