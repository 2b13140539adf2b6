import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { rewrap } from "./epochs.js";
import { createPerson, current, openVault, rotateEpoch, sealValues } from "./index.js";

let t: TestVault;
let o: OrganisationId;
let person: PersonId;
let saved: string;
const at = new Date("2026-11-21T09:00:00Z");

beforeEach(async () => {
  t = await testVault();
  o = await t.organisation();
  person = await t.database.write(o, async (tx) => {
    const made = await createPerson(tx, at);
    await sealValues(tx, made, [aValue("note", "mine")]);
    return made;
  });
  saved = join(await mkdtemp(join(tmpdir(), "saved-")), "keys");
  await cp(t.roots.keys, saved, { recursive: true });
});
afterEach(async () => {
  await t.close();
  await rm(join(saved, ".."), { recursive: true });
});

const start = () => openVault(t.database, t.roots, at);
const files = async () => (await readdir(t.roots.keys, { recursive: true })).sort();
async function restore(): Promise<void> {
  await rm(t.roots.keys, { recursive: true, force: true });
  await cp(saved, t.roots.keys, { recursive: true });
}

describe("starting", () => {
  it("again with the same keys opens what was sealed", async () => {
    await start();
    expect((await t.database.read(o, (db) => current(db, person)))[0]?.value).toEqual({ content: "mine" });
  });

  it("is refused without the keys, and none are made; with the saved copy it works again", async () => {
    await rm(t.roots.keys, { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: "keys.missing" });
    expect(await files()).toEqual([]);
    await restore();
    await start();
  });

  it("is refused when one key is missing, and none is made", async () => {
    for (const name of ["epoch-1.json", "index-1.json"]) {
      await rm(join(t.roots.keys, o, name));
      const before = await files();
      await expect(start()).rejects.toMatchObject({ code: "keys.missing" });
      expect(await files()).toEqual(before);
      await restore();
    }
    await rm(join(t.roots.keys, o), { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: "keys.missing" });
  });

  it("is refused with a key that is not the one, though it has its name", async () => {
    const path = join(t.roots.keys, o, "epoch-1.json");
    const file = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...file, key: Buffer.alloc(32, 1).toString("base64url") }));
    await expect(start()).rejects.toMatchObject({ code: "keys.wrong" });
    await restore();
    const main = join(t.roots.keys, "installation.json");
    const installation = JSON.parse(await readFile(main, "utf8"));
    await writeFile(main, JSON.stringify({ ...installation, key: Buffer.alloc(32, 1).toString("base64url") }));
    await expect(start()).rejects.toMatchObject({ code: "keys.wrong" });
  });

  it("is refused with the keys of another installation, and the other database with ours", async () => {
    const other = await testVault();
    await expect(openVault(t.database, other.roots, at)).rejects.toMatchObject({ code: "keys.other_installation" });
    await expect(openVault(other.database, t.roots, at)).rejects.toMatchObject({ code: "keys.other_installation" });
    await other.close();
  });

  it("is refused when the database forgot its installation but not its keys, and none are made", async () => {
    await t.owner("delete from installation");
    await rm(t.roots.keys, { recursive: true });
    await expect(start()).rejects.toMatchObject({ code: "keys.missing" });
    expect(await files()).toEqual([]);
  });

  it("says that a backup is too old when it needs a destroyed epoch", async () => {
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    await rewrap(t.database, o, at);
    await start();
    await t.owner("delete from vault_key where number = 2");
    await t.owner("update vault_key set destroyed_at = null");
    await expect(start()).rejects.toMatchObject({ code: "keys.epoch_destroyed" });
  });

  it("takes up a rotation killed between its commit and the key's promotion", async () => {
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    const live = join(t.roots.keys, o, "epoch-2.json");
    await rename(live, live.replace(".json", ".new"));
    await start();
    expect(await files()).toContain(`${o}/epoch-2.json`);
  });

  it("finishes a destruction killed after its commit", async () => {
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    await rewrap(t.database, o, at);
    await rm(join(t.roots.keys, o, "epoch-1.gone"));
    await cp(join(saved, o, "epoch-1.json"), join(t.roots.keys, o, "epoch-1.json"));
    await start();
    expect(await files()).not.toContain(`${o}/epoch-1.json`);
    expect((await t.database.read(o, (db) => current(db, person)))[0]?.value).toEqual({ content: "mine" });
  });

  it("of a database restored from just before a rotation goes on with the newest key", async () => {
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    await t.owner("delete from vault_key where number = 2");
    await start();
    const made = await t.database.write(o, (tx) => createPerson(tx, at));
    expect(await t.owner("select epoch from person_key where person_id = $1", [made])).toEqual([{ epoch: 2 }]);
  });
});
