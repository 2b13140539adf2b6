import { cp, mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../../test/vault.js";
import {
  createPersons,
  current,
  findExport,
  newPhrase,
  openFromRecovery,
  openVault,
  type RecoveryPhrase,
  renewExport,
  restoreKeys,
  sealMany,
  sealTo,
  writeRecoveryKey,
} from "../index.js";

let t: TestVault;
let phrase: RecoveryPhrase;
let exports: string;
beforeEach(async () => {
  t = await testVault();
  exports = `${t.roots.keys}-export`;
  phrase = await newPhrase();
  await writeRecoveryKey(t.roots.keys, phrase.recipient, at);
});
afterEach(() => t.close());

const at = new Date("2026-11-22T02:00:00Z");
const nothing = async () => {};
const words = () => phrase.words.join(" ");
const one = async () => {
  const [name = "", ...others] = await readdir(exports);
  expect(others).toEqual([]);
  return readFile(join(exports, name));
};
/** Every file of a folder of keys, by name. */
async function inside(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile());
  const files = names.map(async (e) => [
    join(e.parentPath, e.name).slice(folder.length + 1),
    await readFile(join(e.parentPath, e.name), "utf8"),
  ]);
  return Object.fromEntries(await Promise.all(files));
}

describe("an export of the keys", () => {
  it("is made when an organisation gets its keys, and gives the whole folder back with the words", async () => {
    const o = await t.organisation();
    const [person] = await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, 1, at);
      await sealMany(
        tx,
        made.map((p) => ({ ...aValue("note", "a note"), person: p })),
      );
      return made;
    });
    await writeFile(join(t.roots.keys, "database.json"), '{"owner":"x","login":"y"}', { mode: 0o600 });
    await writeFile(join(t.roots.keys, "administrator.secret"), "z", { mode: 0o600 });
    await renewExport(t.roots.keys, exports, at);
    const before = await inside(t.roots.keys);
    const file = await one();
    expect(file.includes("epoch")).toBe(false);
    await rm(t.roots.keys, { recursive: true });
    expect(await restoreKeys(words(), Readable.from([file]), t.roots.keys, nothing)).toMatchObject({ made: at });
    const { "administrator.secret": _, ...rest } = before;
    expect(await inside(t.roots.keys)).toEqual(rest);
    await openVault(t.database, t.roots, at);
    const [value] = await t.database.read(o, (db) => (person ? current(db, person) : Promise.resolve([])));
    expect(value?.value).toEqual({ content: "a note" });
  });

  it("stays as it is while the keys do, and is replaced, and the old one gone, when they change or the recovery key does", async () => {
    await t.organisation();
    const first = await one();
    await renewExport(t.roots.keys, exports, new Date(at.getTime() + 1000));
    expect((await one()).equals(first)).toBe(true);
    await t.organisation();
    expect((await one()).equals(first)).toBe(false);
    expect(await findExport(t.roots.keys, exports)).toMatchObject({ fresh: true, mark: phrase.mark });
    const next = await newPhrase();
    await writeRecoveryKey(t.roots.keys, next.recipient, at);
    expect(await findExport(t.roots.keys, exports)).toMatchObject({ fresh: false });
    await renewExport(t.roots.keys, exports, at);
    expect(await findExport(t.roots.keys, exports)).toMatchObject({ fresh: true, mark: next.mark });
    await expect(buffer(openFromRecovery(words(), Readable.from([await one()])))).rejects.toMatchObject({ code: "recovery.other_key" });
  });

  it("leaves one export, equal to the keys, when many renew it at once while keys are made", async () => {
    await Promise.all([
      ...Array.from({ length: 4 }, () => t.organisation()),
      ...Array.from({ length: 8 }, () => renewExport(t.roots.keys, exports, at)),
    ]);
    await renewExport(t.roots.keys, exports, at);
    await one();
    expect(await findExport(t.roots.keys, exports)).toMatchObject({ fresh: true });
  });

  it("takes away what a crash left half written, and nothing that is not its own", async () => {
    await t.organisation();
    await writeFile(join(exports, ".abc.tmp"), "half");
    await utimes(join(exports, ".abc.tmp"), new Date(0), new Date(0));
    await writeFile(join(exports, "read-me.txt"), "mine");
    await renewExport(t.roots.keys, exports, at);
    expect((await readdir(exports)).filter((n) => !n.endsWith(".age"))).toEqual(["read-me.txt"]);
  });
});

describe("restoring the keys", () => {
  it("is refused into a folder that holds any, and changes nothing there", async () => {
    await t.organisation();
    const before = await inside(t.roots.keys);
    await expect(restoreKeys(words(), Readable.from([await one()]), t.roots.keys, nothing)).rejects.toMatchObject({
      code: "recovery.not_empty",
    });
    expect(await inside(t.roots.keys)).toEqual(before);
  });

  it("leaves nothing behind where the keys are not the database's, the words are wrong, or the file is damaged", async () => {
    await t.organisation();
    const file = await one();
    const empty = join(t.folder, "empty");
    await mkdir(empty);
    const restore = (w: string, f: Uint8Array, check = nothing) => restoreKeys(w, Readable.from([f]), empty, check);
    await expect(restore(words(), file, () => Promise.reject(new Error("another database's")))).rejects.toThrow("another database's");
    await expect(restore((await newPhrase()).words.join(" "), file)).rejects.toMatchObject({ code: "recovery.other_key" });
    await expect(restore(words(), file.subarray(0, -3))).rejects.toMatchObject({ code: "recovery.damaged" });
    const other = await buffer(sealTo(phrase.recipient, Readable.from([Buffer.from('{"kept":"keys export 1"}')])));
    await expect(restore(words(), other)).rejects.toMatchObject({ code: "recovery.not_export" });
    expect(await readdir(empty)).toEqual([]);
    await restore(words(), file);
    expect(await readdir(empty)).toContain("installation.json");
  });

  it.each(["../outside.json", "/etc/kept.json", "a/b/c.json", "a/../../x.json", "..json/x"])(
    "takes no file by the name %s",
    async (path) => {
      const content = JSON.stringify({
        kept: "keys export 1",
        made: at.toISOString(),
        files: [
          { path: "installation.json", content: "" },
          { path, content: "" },
        ],
      });
      const file = await buffer(sealTo(phrase.recipient, Readable.from([Buffer.from(content)])));
      await expect(restoreKeys(words(), Readable.from([file]), join(t.folder, "new"), nothing)).rejects.toMatchObject({
        code: "recovery.not_export",
      });
    },
  );

  it("killed half way never opens, and is begun again", async () => {
    await t.organisation();
    const file = await one();
    // As it lies after a kill between the two moves: the organisations' keys in place, what says whose they are not yet.
    const half = join(t.folder, "half");
    await cp(t.roots.keys, half, { recursive: true });
    await mkdir(join(half, ".restoring"), { mode: 0o700 });
    await rm(join(half, "installation.json"));
    await expect(openVault(t.database, { ...t.roots, keys: half }, at)).rejects.toMatchObject({ code: "keys.missing" });
    await restoreKeys(words(), Readable.from([file]), half, nothing);
    await openVault(t.database, { ...t.roots, keys: half }, at);
  });
});
