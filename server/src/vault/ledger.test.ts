import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, gather, type TestVault, testVault } from "../../test/vault.js";
import { newId, type OrganisationId } from "../platform/index.js";
import { createPerson, erasePerson, followErasure, sealValues, unfinishedErasures } from "./index.js";
import { Ledger, type LedgerEntry } from "./ledger.js";

let t: TestVault;
let o: OrganisationId;
const at = new Date("2026-11-21T09:00:00Z");
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterAll(() => t.close());

describe("the erasure ledger", () => {
  const path = () => join(t.roots.ledger, `${o}.ledger`);

  it("holds an erasure before the caller is answered, by ids alone", async () => {
    const { person, erasure } = await t.database.write(o, async (tx) => {
      const made = await createPerson(tx, at);
      await sealValues(tx, made, [aValue("email", "ledger@example.vn")]);
      return { person: made, erasure: await erasePerson(tx, made, "asked", at) };
    });
    const ledger = () => gather(new Ledger(t.roots.ledger).read(o));
    expect((await ledger()).find((e) => e.id === erasure.id)).toEqual({
      id: erasure.id,
      kind: "person",
      organisation: o,
      person,
      at: at.toISOString(),
    });
    expect((await readFile(path(), "utf8")).includes("ledger@example.vn")).toBe(false);
  });

  it("that cannot be written leaves the erasure standing, says so, and is written by the job", async () => {
    const other = await t.organisation();
    const person = await t.database.write(other, (tx) => createPerson(tx, at));
    const blocked = join(t.roots.ledger, `${other}.ledger`);
    await mkdir(blocked, { recursive: true });
    await expect(t.database.write(other, (tx) => erasePerson(tx, person, "asked", at))).rejects.toMatchObject({
      code: "ledger.unwritable",
    });
    expect(await t.owner("select 1 from person_key where person_id = $1", [person])).toEqual([]);
    const [open] = await t.database.read(other, (db) => unfinishedErasures(db, 10));
    if (!open) throw new Error("an erasure is open");
    await expect(followErasure(t.database, other, person, open.id, at)).rejects.toThrow();
    await rm(blocked, { recursive: true });
    await followErasure(t.database, other, person, open.id, at);
    expect(await gather(new Ledger(t.roots.ledger).read(other))).toMatchObject([{ id: open.id, person }]);
    expect(await t.database.read(other, (db) => unfinishedErasures(db, 10))).toEqual([]);
  });

  it("survives a torn line: what came before and after is read, the tear is told", async () => {
    const organisation = newId();
    const l = new Ledger(t.roots.ledger);
    const entry = (): LedgerEntry => ({ id: newId(), kind: "person", organisation, person: newId(), at: at.toISOString() });
    const [a, b] = [entry(), entry()];
    await l.append(organisation, [a]);
    const file = join(t.roots.ledger, `${organisation}.ledger`);
    const whole = await readFile(file);
    await writeFile(file, Buffer.concat([whole, whole.subarray(1, 60)]));
    await l.append(organisation, [b]);
    let torn = 0;
    expect(await gather(l.read(organisation, () => torn++))).toEqual([a, b]);
    expect(torn).toBe(1);
    expect(await gather(l.read(newId()))).toEqual([]);
  });
});
