import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { getEncryption } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newPhrase, renewKeysExport, rotateEpoch, writeRecoveryKey } from "../src/vault/index.js";
import { type ApiHouse, every, only, type TestApi, testApi, without } from "./api.js";

let t: TestApi;
let house: ApiHouse;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("nhaycam");
});
afterAll(() => t.db.close());

const ask = (by: string | undefined) => t.ask("GET", "/encryption", by);

describe("how the keys stand, over the API", () => {
  it("is for staff whose role has the deed keys: no other, no API key, nobody else", async () => {
    expect(await ask((await house.staff([only("keys")])).cookie)).toMatchObject({ status: 200 });
    expect(await ask((await house.staff([without("keys")])).cookie)).toMatchObject({ status: 403 });
    expect(await ask((await house.key([every])).secret)).toMatchObject({ status: 403 });
    expect(await ask(undefined)).toMatchObject({ status: 401 });
  });

  it("says numbers, dates and the mark of the sheet, of one's own organisation alone, and nothing that KEPT_KEYS holds", async () => {
    const other = await t.house("khac");
    await t.db.database.write(other.id, (tx) => rotateEpoch(tx, t.clock.now()));
    const { cookie } = await house.staff([only("keys")]);
    expect(getEncryption.response.parse((await ask(cookie)).body)).toMatchObject({ recovery: null, exported: null });

    const phrase = await newPhrase();
    await writeRecoveryKey(t.db.roots.keys, phrase.recipient, t.clock.now());
    await renewKeysExport(t.clock.now());
    const { text, body } = await ask(cookie);
    expect(getEncryption.response.parse(body)).toMatchObject({
      epochs: [{ number: 1, ended_at: null, destroyed_at: null }],
      index: [{ number: 1, ended_at: null }],
      recovery: { mark: phrase.mark },
      exported: { mark: phrase.mark, fresh: true },
    });
    const secrets: string[] = [phrase.recipient, phrase.identity];
    for (const file of await readdir(t.db.roots.keys, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const held = await readFile(join(file.parentPath, file.name), "utf8");
      secrets.push(...[...held.matchAll(/[A-Za-z0-9_-]{40,}/g)].map((m) => m[0]));
    }
    expect(secrets.length).toBeGreaterThan(8);
    expect(secrets.filter((s) => text.includes(s))).toEqual([]);
    expect(text).not.toContain(t.db.folder);
  });
});
