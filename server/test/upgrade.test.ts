import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "./database.js";

let t: TestDatabase;
let folder: string;
beforeAll(async () => {
  t = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "kept-upgrade-"));
});
afterAll(async () => {
  await t.close();
  await rm(folder, { recursive: true, force: true });
});

function upgrade(settings: Record<string, string> = {}) {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: t.url,
    DATABASE_OWNER_URL: t.ownerUrl,
    KEPT_DATA: join(folder, "data"),
    KEPT_KEYS: join(folder, "keys"),
    KEPT_LEDGER: join(folder, "ledger"),
    ...settings,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["server/dist/main.js", "upgrade"], { env, encoding: "utf8" });
  return { code: status, out: stdout, err: stderr };
}

describe("kept upgrade", () => {
  it("says that the database is up to date and the keys are its own", () => {
    const first = upgrade();
    expect(first).toMatchObject({ code: 0, err: "" });
    expect(first.out).toMatch(/up to date/);
    expect(first.out).toMatch(/keys {5}all there/);
  });

  it("refuses other keys, and makes none", () => {
    upgrade();
    const other = upgrade({ KEPT_KEYS: join(folder, "other-keys") });
    expect(other.code).toBe(1);
    expect(other.err).toMatch(/KEPT_KEYS is empty/);
    expect(upgrade().code).toBe(0);
  });

  it("prints every setting that cannot be used", () => {
    const wrong = upgrade({ PORT: "no", DATABASE_URL: "mysql://x" });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/PORT/);
    expect(wrong.err).toMatch(/DATABASE_URL/);
  });
});
