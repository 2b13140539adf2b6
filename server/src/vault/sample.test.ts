import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import { atRestSample, createPersons, erasePerson, sealMany } from "./index.js";

let t: TestVault;
beforeAll(async () => {
  t = await testVault();
});
afterAll(() => t.close());
const at = new Date("2026-11-21T09:00:00Z");

describe("the at-rest sample", () => {
  it("opens what is sound, names what is not, and counts the erased neither way", async () => {
    const o = await t.organisation();
    const sample = (size?: number) => t.database.read(o, (db) => atRestSample(db, size));
    expect(await sample()).toEqual({ opened: 0, failed: [] });
    const persons = await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, 12, at);
      await sealMany(
        tx,
        made.map((person, i) => ({ ...aValue("note", `n${i}`), person })),
      );
      return made;
    });
    const sound = await sample(400);
    expect(sound.failed).toEqual([]);
    expect(sound.opened).toBe(12);
    const [first, second] = persons;
    if (!first || !second) throw new Error("persons");
    await t.database.write(o, (tx) => erasePerson(tx, second, "asked", at));
    expect((await sample(400)).failed).toEqual([]);
    await t.owner("update value set sealed = set_byte(sealed, 66, get_byte(sealed, 66) # 1) where person_id = $1", [first]);
    expect(await sample(400)).toMatchObject({ opened: 10, failed: [{ person: first, fault: "sealed.damaged" }] });
    const other = await t.organisation();
    expect(await t.database.read(other, (db) => atRestSample(db))).toEqual({ opened: 0, failed: [] });
  });

  it("differs from time to time, and is no larger than asked", async () => {
    const o = await t.organisation();
    await t.database.write(o, async (tx) => {
      const [person] = await createPersons(tx, 1, at);
      if (person)
        await sealMany(
          tx,
          Array.from({ length: 3000 }, (_, i) => ({ ...aValue("note", `n${i}`), person })),
        );
    });
    const opened = await t.database.read(o, (db) => atRestSample(db, 40));
    expect(opened).toEqual({ opened: 40, failed: [] });
    await t.owner("update value set sealed = set_byte(sealed, 66, get_byte(sealed, 66) # 1) where organisation_id = $1", [o]);
    const [a, b] = [await t.database.read(o, (db) => atRestSample(db, 40)), await t.database.read(o, (db) => atRestSample(db, 40))];
    expect(a.failed).toHaveLength(40);
    expect(a.failed).not.toEqual(b.failed);
  });
});
