import { spawn } from "node:child_process";
import { chown, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Account } from "./account.js";

/** Makes a new cluster in `folder`, whole or not at all: what a crash left half made is thrown away. */
export async function createCluster(
  initdb: string,
  folder: string,
  password: string,
  account: Account | undefined,
  durable: boolean,
): Promise<void> {
  const half = `${folder}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
  const aside = await mkdtemp(join(tmpdir(), "kept-init-"));
  const file = join(aside, "password");
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  if (account) for (const path of [half, aside, file]) await chown(path, account.uid, account.gid);
  const args = [
    `--pgdata=${half}`,
    "--username=postgres",
    `--pwfile=${file}`,
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--data-checksums",
    ...(durable ? [] : ["--no-sync"]),
  ];
  try {
    await run(initdb, args, half, account);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await rename(half, folder);
}

/** The database `kept` and the login that owns nothing in it; both may be there already. */
export async function createLogin(ownerUrl: string, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ login: boolean; database: boolean }>(
      "select exists(select from pg_roles where rolname = 'kept') as login, exists(select from pg_database where datname = 'kept') as database",
    );
    if (!rows[0]?.login) await client.query(`create role kept login noinherit password ${client.escapeLiteral(password)}`);
    if (rows[0]?.database) return;
    await client.query("create database kept");
    await client.query("revoke all on database kept from public");
    await client.query("grant connect on database kept to kept");
  } finally {
    await client.end();
  }
}

function run(program: string, args: string[], cwd: string, account: Account | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...account, cwd, stdio: ["ignore", "ignore", "pipe"] });
    let last = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      last = (last + text).slice(-2000);
    });
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new Error(`PostgreSQL's initdb failed: ${last.trim()}`))));
  });
}
