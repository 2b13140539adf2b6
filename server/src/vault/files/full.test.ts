import { spawnSync } from "node:child_process";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../../test/vault.js";
import type { OrganisationId } from "../../platform/index.js";
import { createPerson, current, fileKinds, keepFile, openFile, receiveFile, receivePassing, sealValues } from "../index.js";

const at = new Date("2026-11-21T09:00:00Z");
let t: TestVault;
let o: OrganisationId;
let mounted = false;
const store = () => join(t.roots.data, "files");
const passing = () => join(t.roots.data, "passing");

beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
  for (const folder of [store(), passing()]) {
    await mkdir(folder, { recursive: true });
    mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=512k", "tmpfs", folder]).status === 0;
  }
  if (!mounted) console.warn("SKIPPED: a full disk is tried on a small file system of its own, which only root may mount");
});
afterAll(async () => {
  for (const folder of [store(), passing()]) spawnSync("umount", ["-l", folder]);
  await t.close();
});

const receive = (bytes: number) =>
  receiveFile(t.roots.data, o, "hồ sơ.txt", { kinds: fileKinds, most: 10_000_000 }, Readable.from([Buffer.alloc(bytes, "a")]));
const lying = async (folder: string) => (await readdir(folder, { recursive: true, withFileTypes: true })).filter((e) => e.isFile()).length;

describe("a full disk under the file store", () => {
  it("refuses the file in words, leaves nothing of it, and keeps serving what is there and what needs no file", async (test) => {
    if (!mounted) test.skip();
    const small = await receive(40_000);
    const person = await t.database.write(o, async (tx) => {
      const made = await createPerson(tx, at);
      await keepFile(tx, made, small, { field: "cv", submissionId: null, occasionId: null, at });
      return made;
    });
    await expect(receive(2_000_000)).rejects.toMatchObject({ code: "file.no_space" });
    await expect(receivePassing(o, Readable.from([Buffer.alloc(2_000_000)]))).rejects.toMatchObject({ code: "file.no_space" });
    expect(await lying(store())).toBe(1);
    expect(await lying(passing())).toBe(0);
    await t.database.write(o, (tx) => sealValues(tx, person, [aValue("note", "vẫn ghi được")]));
    expect((await t.database.read(o, (db) => current(db, person)))[0]?.value).toEqual({ content: "vẫn ghi được" });
    const { name, content } = await t.database.read(o, (db) => openFile(db, person, small.id));
    let read = 0;
    for await (const part of content) read += part.byteLength;
    expect([name, read]).toEqual(["hồ sơ.txt", 40_000]);
  });

  it("is over once there is room again, without a restart", async (test) => {
    if (!mounted) test.skip();
    const filler = await receive(380_000);
    await expect(receive(200_000)).rejects.toMatchObject({ code: "file.no_space" });
    await rm(join(store(), o, filler.stored));
    expect((await receive(200_000)).size).toBe(200_000);
  });
});
