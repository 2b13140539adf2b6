import { chmod, mkdtemp, readFile, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { build, freePort, type Running, run } from "./process.js";

let root: string;
let port: number;
let server: Running | undefined;

beforeAll(build);
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "kept-main-"));
  await chmod(root, 0o711);
  port = await freePort();
});
afterEach(async () => {
  server?.child.kill("SIGTERM");
  await server?.ended;
  await rm(root, { recursive: true, force: true });
});

describe("the server as a process", () => {
  it("serves, outlives its PostgreSQL, and ends with 0 on SIGTERM, PostgreSQL with it", { timeout: 300_000 }, async () => {
    server = begin();
    await server.says(/Kept is ready/);
    expect(await status("/healthz")).toBe(200);
    const cluster = join(root, "data/postgres");
    const postmaster = Number((await readFile(join(cluster, "postmaster.pid"), "utf8")).split("\n")[0]);

    // Held down, so that what callers get meanwhile can be seen.
    await rename(join(cluster, "PG_VERSION"), join(root, "PG_VERSION"));
    process.kill(postmaster, "SIGKILL");
    await until(async () => (await status("/readyz")) === 503);
    expect(await status("/healthz")).toBe(200);
    await rename(join(root, "PG_VERSION"), join(cluster, "PG_VERSION"));
    await until(async () => (await status("/readyz")) === 200);

    server.child.kill("SIGTERM");
    server.child.kill("SIGINT");
    expect(await server.ended).toBe(0);
    for (const lock of [join(cluster, "postmaster.pid"), join(root, "data/kept.pid")]) {
      await expect(stat(lock)).rejects.toThrow(/ENOENT/);
    }
  });

  it("ends with 0 when asked while it starts", { timeout: 120_000 }, async () => {
    server = begin();
    await until(() => stat(join(root, "data/postgres/postmaster.pid")).then(Boolean, () => false));
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    await expect(stat(join(root, "data/postgres/postmaster.pid"))).rejects.toThrow(/ENOENT/);
  });
});

function begin(): Running {
  const at = (name: string) => join(root, name);
  return run({ file: "main.js" }, { PORT: String(port), KEPT_DATA: at("data"), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger") });
}

async function status(path: string): Promise<number> {
  return fetch(`http://localhost:${port}${path}`, { redirect: "manual" }).then(
    (r) => r.status,
    () => 0,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 90_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`it did not come to that; the server said: ${server?.said()}`);
    await wait(100);
  }
}
