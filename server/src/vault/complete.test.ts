import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId } from "../platform/index.js";
import { readOnly } from "./backup/scratch.js";
import { keyedDigests, openVault } from "./index.js";
import { FileKeyring } from "./keyring/file.js";

let t: TestVault;
beforeAll(async () => {
  t = await testVault();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T09:00:00Z");
const digest = (o: OrganisationId) => t.database.read(o, (db) => keyedDigests(db, "staff e-mail", "a@b.vn"));
const files = async (o: OrganisationId) => (await readdir(join(t.roots.keys, o))).sort();
const all = ["digest-1.json", "epoch-1.json", "index-1.json"];

/** As an installation is that was made before there were digest keys. */
async function older(): Promise<OrganisationId> {
  const o = await t.organisation();
  await rm(join(t.roots.keys, o, "digest-1.json"));
  await t.owner("delete from vault_key where organisation_id = $1 and kind = 'digest'", [o]);
  await openVault(t.database, t.roots, at, readOnly(await FileKeyring.open(t.roots.keys)));
  await expect(digest(o)).rejects.toMatchObject({ code: "keys.none" });
  return o;
}

describe("a start over an installation from before a kind of key", () => {
  it("makes that key for each organisation, once, and leaves the others as they are", async () => {
    const o = await older();
    await openVault(t.database, t.roots, at);
    const [first] = await digest(o);
    expect(first).toHaveLength(32);
    await openVault(t.database, t.roots, at);
    expect(await digest(o)).toEqual([first]);
    expect(await files(o)).toEqual(all);
    expect(await t.owner("select kind, number from vault_key where organisation_id = $1 order by 1", [o])).toEqual([
      { kind: "digest", number: 1 },
      { kind: "epoch", number: 1 },
      { kind: "index", number: 1 },
    ]);
  });

  it("makes one where two processes start at once", async () => {
    const o = await older();
    await Promise.all([openVault(t.database, t.roots, at), openVault(t.database, t.roots, at)]);
    await openVault(t.database, t.roots, at);
    expect(await files(o)).toEqual(all);
  });

  it("makes none for an organisation that has no key yet", async () => {
    const id = await t.organisation();
    await rm(join(t.roots.keys, id), { recursive: true });
    await t.owner("delete from vault_key where organisation_id = $1", [id]);
    await openVault(t.database, t.roots, at);
    await expect(readdir(join(t.roots.keys, id))).rejects.toThrow(/ENOENT/);
  });
});
