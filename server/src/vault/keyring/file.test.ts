import { createSecretKey, randomBytes, randomUUID } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { VersionedKey } from "../seal.js";
import { FileKeyring } from "./file.js";
import type { KeyKind } from "./provider.js";

let folder: string;
let ring: FileKeyring;
const organisation = randomUUID();
const person = randomUUID();
const dataKey = (version = 1): VersionedKey => ({ version, key: createSecretKey(randomBytes(32)) });

async function make(kind: KeyKind, org = organisation): Promise<number> {
  const { number } = await ring.prepare(org, kind);
  await ring.promote(org, kind, number);
  return number;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "keys-"));
  ring = await FileKeyring.open(folder);
});
afterEach(() => rm(folder, { recursive: true }));

describe("the keyring", () => {
  it("wraps a data key and gives the same key back", async () => {
    await make("epoch");
    const key = dataKey();
    const [wrapped] = await ring.wrap(organisation, [{ person, key }]);
    expect(wrapped).toBeDefined();
    if (!wrapped) return;
    expect(wrapped.wrapped.includes(key.key.export())).toBe(false);
    const [back] = await ring.unwrap(organisation, [{ person, version: 1, ...wrapped }]);
    expect(back && "key" in back && back.key.key.equals(key.key)).toBe(true);
  });

  it("does not unwrap for another person, organisation, key version or epoch", async () => {
    const other = randomUUID();
    await make("epoch");
    await make("epoch", other);
    const [wrapped] = await ring.wrap(organisation, [{ person, key: dataKey() }]);
    if (!wrapped) throw new Error("nothing was wrapped");
    await make("epoch");
    const row = { person, version: 1, ...wrapped };
    expect(await ring.unwrap(organisation, [{ ...row, person: randomUUID() }])).toEqual([{ fault: "sealed.damaged" }]);
    expect(await ring.unwrap(organisation, [{ ...row, version: 2 }])).toEqual([{ fault: "sealed.damaged" }]);
    expect(await ring.unwrap(organisation, [{ ...row, epoch: 2 }])).toEqual([{ fault: "sealed.other_key" }]);
    expect(await ring.unwrap(other, [row])).toEqual([{ fault: "sealed.other_key" }]);
  });

  it("wraps under the newest epoch, opens older ones, and nothing of a destroyed one, in another process too", async () => {
    await make("epoch");
    const [first] = await ring.wrap(organisation, [{ person, key: dataKey() }]);
    const elsewhere = await FileKeyring.open(folder);
    await make("epoch");
    const [second] = await ring.wrap(organisation, [{ person, key: dataKey() }]);
    if (!first || !second) throw new Error("nothing was wrapped");
    expect([first.epoch, second.epoch]).toEqual([1, 2]);
    for (const r of [ring, elsewhere]) {
      const both = await r.unwrap(organisation, [
        { person, version: 1, ...first },
        { person, version: 1, ...second },
      ]);
      expect(both.every((u) => "key" in u)).toBe(true);
    }
    await ring.destroy(organisation, "epoch", 1, new Date());
    elsewhere.refresh(organisation);
    for (const r of [ring, elsewhere]) {
      expect(await r.unwrap(organisation, [{ person, version: 1, ...first }])).toEqual([{ fault: "sealed.key_gone" }]);
    }
    expect((await readdir(join(folder, organisation))).sort()).toEqual(["epoch-1.gone", "epoch-2.json"]);
    expect((await ring.prepare(organisation, "epoch")).number).toBe(3);
  });

  it("does not use a key before it is promoted, and makes one pending key however often it is asked", async () => {
    const [a, b] = await Promise.all([
      ring.prepare(organisation, "epoch"),
      (await FileKeyring.open(folder)).prepare(organisation, "epoch"),
    ]);
    expect(a).toEqual(b);
    expect((await ring.prepare(organisation, "epoch")).number).toBe(1);
    await expect(ring.wrap(organisation, [{ person, key: dataKey() }])).rejects.toMatchObject({ code: "keys.none" });
    await ring.promote(organisation, "epoch", 1);
    await ring.promote(organisation, "epoch", 1);
    expect(await ring.wrap(organisation, [{ person, key: dataKey() }])).toHaveLength(1);
  });

  it("gives a check value that only the same key gives", async () => {
    await make("epoch");
    await make("index");
    const before = await ring.known(organisation);
    expect(await (await FileKeyring.open(folder)).known(organisation)).toEqual(before);
    expect(before[0]?.check).not.toEqual(before[1]?.check);
    const path = join(folder, organisation, "epoch-1.json");
    const file = JSON.parse(await readFile(path, "utf8"));
    await writeFile(path, JSON.stringify({ ...file, key: randomBytes(32).toString("base64url") }));
    expect((await ring.known(organisation))[0]?.check).not.toEqual(before[0]?.check);
  });

  it("makes one installation, and keeps it", async () => {
    expect(await ring.installation()).toBeUndefined();
    const made = await Promise.all([ring.createInstallation(), ring.createInstallation()]);
    expect(made[0]).toEqual(made[1]);
    expect(await (await FileKeyring.open(folder)).installation()).toEqual(made[0]);
  });
});

describe("the key folder", () => {
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

  it("is private: folders 700, files 600, no temporary file left", async () => {
    await ring.createInstallation();
    await make("epoch");
    expect([await mode(folder), await mode(join(folder, organisation))]).toEqual(["700", "700"]);
    expect([await mode(join(folder, "installation.json")), await mode(join(folder, organisation, "epoch-1.json"))]).toEqual(["600", "600"]);
    expect((await readdir(folder)).sort()).toEqual([organisation, "installation.json"].sort());
  });

  it("is refused when others may enter it, or read a key or the installation", async () => {
    await ring.createInstallation();
    await make("epoch");
    for (const [path, wide, narrow] of [
      [folder, 0o750, 0o700],
      [join(folder, organisation), 0o701, 0o700],
      [join(folder, organisation, "epoch-1.json"), 0o640, 0o600],
      [join(folder, "installation.json"), 0o604, 0o600],
    ] as const) {
      await chmod(path, wide);
      const use = async () => {
        const opened = await FileKeyring.open(folder);
        await opened.installation();
        await opened.known(organisation);
      };
      await expect(use(), path).rejects.toMatchObject({ code: "keys.mode" });
      await chmod(path, narrow);
      await use();
    }
  });

  it("refuses a file that is damaged, or is the key of another organisation", async () => {
    await make("epoch");
    const path = join(folder, organisation, "epoch-1.json");
    const good = await readFile(path);
    for (const bad of ["", "{", good.subarray(0, 40), JSON.stringify({ ...JSON.parse(good.toString()), number: 2 })]) {
      await writeFile(path, bad);
      await expect(ring.known(organisation)).rejects.toMatchObject({ code: "keys.unreadable" });
    }
    await writeFile(path, good);
    const other = randomUUID();
    await make("epoch", other);
    await rename(path, join(folder, other, "epoch-1.json"));
    await expect(ring.known(other)).rejects.toMatchObject({ code: "keys.unreadable" });
  });
});
