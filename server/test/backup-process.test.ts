import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../src/platform/index.js";
import { newPhrase, writeRecoveryKey } from "../src/vault/index.js";
import { Ledger } from "../src/vault/ledger.js";
import { build, freePort, type Running, run } from "./process.js";

let root: string;
let port: number;
let server: Running | undefined;
const at = (name: string) => join(root, name);

beforeAll(async () => {
  build();
  root = await mkdtemp(join(tmpdir(), "kept-backup-"));
  await chmod(root, 0o711);
  port = await freePort();
});
afterEach(async () => {
  server?.child.kill("SIGTERM");
  await server?.ended;
});
afterAll(() => rm(root, { recursive: true, force: true }));

const settings = (data: string) => ({ PORT: String(port), KEPT_DATA: at(data), KEPT_KEYS: at("keys"), KEPT_LEDGER: at("ledger") });
const step = (data: string, ...args: string[]) => run({ file: "main.js", args }, settings(data));
async function done(running: Running): Promise<string> {
  expect([await running.ended, running.said()]).toEqual([0, expect.anything()]);
  return running.said();
}
const readiness = async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status;

describe("backup and restore as processes, with the PostgreSQL that comes along", () => {
  it("backs up beside a running server, restores elsewhere though killed amid it, and serves what was there", {
    timeout: 400_000,
  }, async () => {
    const phrase = await newPhrase();
    await writeFile(at("words"), phrase.words.join(" "), { mode: 0o600 });
    server = run({ file: "main.js" }, settings("data"));
    await server.says(/Kept is ready/);

    const refused = step("data", "backup", "--to", at("backups"));
    expect(await refused.ended).toBe(1);
    expect(refused.said()).toMatch(/no recovery key/);
    await writeRecoveryKey(at("keys"), phrase.recipient, new Date());
    expect(await done(step("data", "backup", "--to", at("backups"), "--keep", "2"))).toMatch(/100 %[\s\S]*rows/);
    expect(await readiness()).toBe(200);
    expect(await done(step("data", "drill"))).toMatch(/The drill passed/);
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);

    const [name = ""] = await readdir(at("backups"));
    const file = join(at("backups"), name);
    expect((await stat(file)).mode & 0o077).toBe(0);
    const killed = step("other", "restore", file, "--words", at("words"));
    await killed.says(/ [1-9]\d? % {2}\w/);
    killed.child.kill("SIGKILL");
    await killed.ended;
    const said = await done(step("other", "restore", file, "--words", at("words")));
    expect(said).toMatch(/Restored the backup of/);
    expect(said).toMatch(/okr: erased again 0 persons/);
    expect(said).not.toContain(phrase.words.join(" "));

    server = run({ file: "main.js" }, settings("other"));
    await server.says(/Kept is ready/);
    expect(await readiness()).toBe(200);
    expect((await fetch(`http://localhost:${port}/okr`)).status).toBe(200);
    server.child.kill("SIGTERM");
    await server.ended;

    const again = step("other", "restore", file, "--words", at("words"));
    expect(await again.ended).toBe(1);
    expect(again.said()).toMatch(/not empty/);

    // The ledger is replaced by an empty one: the start says so and serves nothing.
    const [ledger = ""] = await readdir(at("ledger"));
    const kept = await readFile(join(at("ledger"), ledger));
    await rm(join(at("ledger"), ledger));
    await new Ledger(at("ledger")).append(ledger.replace(".ledger", ""), [
      { id: newId(), kind: "person", organisation: ledger.replace(".ledger", ""), person: newId(), at: new Date().toISOString() },
    ]);
    server = run({ file: "main.js" }, settings("other"));
    expect(await server.ended).toBe(1);
    expect(server.said()).toMatch(/missing, or older than the database/);
    await writeFile(join(at("ledger"), ledger), kept);
    server = run({ file: "main.js" }, settings("other"));
    await server.says(/Kept is ready/);
  });

  it("says what was asked wrongly", async () => {
    for (const args of [["backup"], ["restore"], ["backup", "--to", at("b"), "--keep", "none"], ["drill", "--now"]]) {
      const wrong = step("data", ...args);
      expect([args, await wrong.ended]).toEqual([args, 2]);
    }
  });
});
