import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Decrypter } from "age-encryption";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPersons, keysCommand, openVault, sealMany } from "../src/vault/index.js";
import { aValue, type TestVault, testVault } from "./vault.js";

let t: TestVault;
let other: TestVault;
let said = "";
let faults = "";
let typed = "";
const now = new Date();

beforeAll(async () => {
  // The last one that was opened is the one whose keys the verbs use.
  other = await testVault();
  t = await testVault();
});
afterAll(async () => {
  await t.close();
  await other.close();
});

async function kept(args: string, of = t, keys = of.roots.keys): Promise<number> {
  said = "";
  faults = "";
  const env = {
    DATABASE_URL: of.url,
    DATABASE_OWNER_URL: of.ownerUrl,
    KEPT_KEYS: keys,
    KEPT_DATA: of.roots.data,
    KEPT_LEDGER: of.roots.ledger,
  };
  const out = (text: string) => {
    said += text;
  };
  const err = (text: string) => {
    faults += text;
  };
  return keysCommand(args.split(" ").filter(Boolean), { env, now: new Date(), out, err, typed: async () => typed });
}

const wordsOf = (sheet: string) =>
  [...sheet.matchAll(/\b(\d{1,2})\. ([a-z]+)/g)]
    .sort((a, b) => Number(a[1]) - Number(b[1]))
    .map((m) => m[2])
    .join(" ");

describe("kept keys", () => {
  it("says that there is no recovery key, then makes one whose words are on the sheet and nowhere on disk", async () => {
    const o = await t.organisation("club");
    await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, 2, now);
      await sealMany(
        tx,
        made.map((person) => ({ ...aValue("note", "a note"), person })),
      );
    });
    expect(await kept("")).toBe(0);
    expect(said).toContain("NO recovery key");
    expect(said).toMatch(/club\n {2}epoch 1 {2}opens backups from .* to now; 2 data keys under it/);
    expect(await kept("export")).toBe(1);
    expect(faults).toContain("no recovery key yet");
    expect(await kept("recovery")).toBe(0);
    typed = wordsOf(said);
    expect(typed.split(" ")).toHaveLength(24);
    for (const root of [t.roots.keys, `${t.roots.keys}-export`]) {
      for (const file of await readdir(root, { recursive: true, withFileTypes: true })) {
        if (file.isFile())
          expect(await readFile(join(file.parentPath, file.name), "latin1")).not.toContain(typed.split(" ").slice(0, 2).join(" "));
      }
    }
    expect(await kept("")).toBe(0);
    expect(said).toContain("equal to the keys of now");
    expect(said).toMatch(/opens from no backup after/);
  });

  it("does not replace a recovery key unasked, and says what replacing means", async () => {
    expect(await kept("recovery")).toBe(1);
    expect(faults).toContain("--replace");
    const before = typed;
    expect(await kept("recovery --replace --lang vi")).toBe(0);
    typed = wordsOf(said);
    expect(typed).not.toBe(before);
  });

  it("gives the identity with which the export opens without Kept", async () => {
    expect(await kept("identity")).toBe(0);
    const [name = ""] = await readdir(`${t.roots.keys}-export`);
    const age = new Decrypter();
    age.addIdentity(said.trim());
    const plain = await age.decrypt(await readFile(join(`${t.roots.keys}-export`, name)), "text");
    expect(plain).toContain("installation.json");
    expect(said).not.toContain(typed.split(" ")[0]);
  });

  it("restores the keys into an empty folder, after it compared them with the database", async () => {
    const [name = ""] = await readdir(`${t.roots.keys}-export`);
    const file = join(`${t.roots.keys}-export`, name);
    expect(await kept(`restore ${file}`)).toBe(1);
    expect(faults).toContain("holds keys");
    const fresh = join(t.folder, "fresh");
    expect(await kept(`restore ${file}`, t, fresh)).toBe(0);
    expect(said).not.toContain("no database");
    await openVault(t.database, { ...t.roots, keys: fresh }, now);
    const strange = join(t.folder, "strange");
    expect(await kept(`restore ${file}`, other, strange)).toBe(1);
    expect(faults).toContain("belongs to installation");
    expect(await readdir(strange)).toEqual([]);
    typed = typed.replace(/^\w+/, "kept");
    expect(await kept(`restore ${file}`, t, strange)).toBe(1);
    expect(faults).toContain("Word 1 is not on the list");
  });

  it("begins an epoch, and an index key, by command", async () => {
    expect(await kept("rotate")).toBe(0);
    expect(said).toContain("club  epoch 2 begun");
    expect(await kept("rotate --index")).toBe(0);
    expect(said).toContain("club  index key 2 begun");
    expect(await t.owner("select task_identifier as task from graphile_worker.jobs order by 1")).toMatchObject([
      { task: "vault.reindex" },
      { task: "vault.rewrap" },
    ]);
  });

  it.each(["nonsense", "restore", "recovery extra", "--unknown"])("refuses to guess: %s", async (args) => {
    expect(await kept(args)).toBe(2);
    expect(faults).toContain("kept keys [recovery");
  });
});
