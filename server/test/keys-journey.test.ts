import { spawnSync } from "node:child_process";
import { chmod, chown, copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "./database.js";
import { build, freePort, type Running, run } from "./process.js";

let root: string;
let port: number;
let server: Running | undefined;
const at = (...names: string[]) => join(root, ...names);

beforeAll(async () => {
  build();
  root = await mkdtemp(join(tmpdir(), "kept-keys-"));
  await chmod(root, 0o711);
  port = await freePort();
  await mkdir(at("policies"), { mode: 0o755 });
  await copyFile(join(import.meta.dirname, "../../policies/okr.yaml"), at("policies", "okr.yaml"));
});
afterEach(stop);
afterAll(() => rm(root, { recursive: true, force: true }));

async function stop(): Promise<void> {
  server?.child.kill("SIGTERM");
  await server?.ended;
}

const settings = (of: string, keys = of) => ({
  PORT: String(port),
  KEPT_DATA: at(of, "data"),
  KEPT_KEYS: at(keys, "keys"),
  KEPT_LEDGER: at(of, "ledger"),
  KEPT_EXPORT: at(of, "export"),
  KEPT_POLICIES: at("policies"),
});
async function ends(args: readonly string[], env: Record<string, string>): Promise<{ code: number | string; said: string }> {
  const step = run({ file: "main.js", args }, env);
  return { code: await step.ended, said: step.said() };
}

describe("the folder of keys is lost, with the PostgreSQL that comes along", () => {
  it("says so, names the export and the sheet that bring it back, and after the restore every value opens", {
    timeout: 400_000,
  }, async () => {
    const ours = settings("ours");
    server = run({ file: "main.js", args: ["--demo"] }, ours);
    await server.says(/Kept is ready/);
    await server.says(/! NO recovery key/);
    expect(server.said()).toContain("! CHƯA CÓ khoá khôi phục");
    const made = await ends(["keys", "recovery"], ours);
    expect(made.code).toBe(0);
    await writeFile(at("words"), wordsOf(made.said), { mode: 0o600 });
    await stop();

    await rename(at("ours", "keys"), at("ours", "lost"));
    const [name = ""] = await readdir(at("ours", "export"));
    const file = at("ours", "export", name);
    const mark = /-([0-9A-F]{4}-[0-9A-F]{4})-/.exec(name)?.[1] ?? "?";
    for (const args of [[], ["keys"]]) {
      const refused = await ends(args, ours);
      expect([args, refused.code]).toEqual([args, 1]);
      expect(refused.said).toMatch(/no database\.json.*No new keys were made/);
      expect(refused.said).toContain(`kept keys restore ${file}`);
      expect(refused.said).toContain(`marked ${mark}`);
    }
    expect(await readdir(at("ours", "keys"))).toEqual([]);

    const restored = await ends(["keys", "restore", file, "--words", at("words")], ours);
    expect(restored).toMatchObject({ code: 0, said: expect.not.stringContaining("no database") });
    server = run({ file: "main.js" }, ours);
    await server.says(/Kept is ready[\s\S]*\n\n$/);
    expect(server.said()).not.toContain("NO recovery key");
    const drilled = await ends(["drill"], ours);
    expect(drilled.code).toBe(0);
    expect(drilled.said).toMatch(/ {2}[a-z]+: [1-9]\d* values and \d+ files opened/);
    await stop();

    // Another database's keys, in place of ours; and ours, restored for another database.
    const theirs = settings("theirs");
    expect((await ends(["upgrade"], theirs)).code).toBe(0);
    const strange = await ends([], settings("ours", "theirs"));
    expect(strange).toMatchObject({ code: 1, said: expect.stringContaining("belongs to another database") });
    expect(strange.said).toContain("Move what is in that folder aside");
    await rename(at("theirs", "keys"), at("theirs", "lost"));
    const wrong = await ends(["keys", "restore", file, "--words", at("words")], theirs);
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining("of another database") });
    expect(await readdir(at("theirs", "keys"))).toEqual([]);
    const none = await ends([], theirs);
    expect(none).toMatchObject({ code: 1, said: expect.stringContaining("holds no export of the keys") });
  });
});

describe("a folder of keys that cannot be written", () => {
  const nobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined;
  const main = join(import.meta.dirname, "../dist/main.js");
  const reached = spawnSync(process.execPath, ["--check", main], { ...nobody, cwd: "/" }).status === 0;
  let t: TestDatabase;
  beforeAll(async () => {
    t = await testDatabase();
  });
  afterAll(() => t.close());

  /** A start, ended as soon as it serves, as a user whom read-only means something to. */
  function begin(step: "upgrade" | "serve" = "serve") {
    const env = { ...settings("narrow"), PATH: process.env.PATH, DATABASE_URL: t.url, DATABASE_OWNER_URL: t.ownerUrl };
    const code = `const { start } = await import(${JSON.stringify(main)}); const kept = await start(process.env); console.log(kept.welcome); await kept.stop(); process.exit(0);`;
    const args = step === "upgrade" ? [main, "upgrade"] : ["--input-type=module", "-e", code];
    const done = spawnSync(process.execPath, args, { ...nobody, cwd: join(import.meta.dirname, "../.."), env, encoding: "utf8" });
    return { code: done.status, said: done.stdout + done.stderr };
  }

  it.skipIf(!reached)("stops a first start in clear words, and lets a later one serve with a warning", { timeout: 120_000 }, async () => {
    await mkdir(at("narrow", "keys"), { recursive: true, mode: 0o700 });
    for (const folder of [at("narrow"), at("narrow", "keys")]) if (nobody) await chown(folder, nobody.uid, nobody.gid);
    await chmod(at("narrow", "keys"), 0o500);
    const first = begin("upgrade");
    expect(first).toMatchObject({ code: 1, said: expect.stringMatching(/narrow\/keys cannot be written \(EACCES\)/) });
    await chmod(at("narrow", "keys"), 0o700);
    expect(begin()).toMatchObject({ code: 0, said: expect.not.stringContaining("CANNOT be written") });
    await rm(at("narrow", "keys", "administrator.secret"));
    await chmod(at("narrow", "keys"), 0o500);
    const later = begin();
    expect(later).toMatchObject({ code: 0, said: expect.stringContaining("Kept is ready") });
    expect(later.said).toMatch(/! KHÔNG ghi được[\s\S]*! .*CANNOT be written/);
    expect(await readFile(at("narrow", "keys", "installation.json"), "utf8")).toContain("installation 1");
  });
});

const wordsOf = (sheet: string) =>
  [...sheet.matchAll(/\b(\d{1,2})\. ([a-z]+)/g)]
    .sort((a, b) => Number(a[1]) - Number(b[1]))
    .map((m) => m[2])
    .join(" ");
