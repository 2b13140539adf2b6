import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import { newId, type OrganisationId, type PersonId, personId } from "../platform/index.js";
import {
  type Content,
  correctValue,
  createPerson,
  createPersons,
  current,
  erasePerson,
  findByIndex,
  history,
  type IndexRule,
  openFor,
  sealFor,
  sealMany,
  sealValues,
  verifyValue,
} from "./index.js";

let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T08:00:00Z");
const name: IndexRule = { index: "words", type: "name" };
const email: IndexRule = { index: "exact", type: "email" };
const none: IndexRule = { index: "none", type: "line" };

const value = aValue;

async function someone(...values: ReturnType<typeof aValue>[]): Promise<PersonId> {
  return t.database.write(o, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, values);
    return person;
  });
}
const held = (person: PersonId) => t.database.read(o, (db) => current(db, person));
const contents = async (person: PersonId) => (await held(person)).map((h) => ("content" in h.value ? h.value.content : h.value.fault));
const find = async (field: string, rule: IndexRule, text: string) => {
  const found = await t.database.read(o, (db) => findByIndex(db, [{ field, rule, text }]));
  return found.outcome === "found" ? found.matches.map((m) => m.person) : found.outcome;
};

describe("a value", () => {
  it("comes back with everything it came with", async () => {
    const v = value("full_name", "Nguyễn Văn Ân", name);
    const person = await someone({ ...v, kind: "home" });
    const [back] = await held(person);
    expect(back).toMatchObject({
      person,
      field: "full_name",
      kind: "home",
      value: { content: "Nguyễn Văn Ân" },
      pending: false,
      replacedAt: null,
    });
    expect(back?.origin).toEqual(v.origin);
  });

  it("may be text, number, yes, choices, or parts of an address", async () => {
    const all: Content[] = ["", "\ud800 lone", 12.5, 0, true, false, ["a", "b"], [], { street: "12 Lý Thường Kiệt", city: "Huế" }];
    const person = await someone(...all.map((c, i) => value(`f${i}`, c)));
    expect(await contents(person)).toEqual(all);
  });

  it("does not open once it is moved to another row, field or person", async () => {
    const [a, b] = [await someone(value("note", "mine"), value("other", "also mine")), await someone(value("note", "yours"))];
    await t.owner(
      "update value set sealed = (select sealed from value where person_id = $1 and field = 'note') where person_id = $1 and field = 'other'",
      [a],
    );
    await t.owner("update value set sealed = (select sealed from value where person_id = $1 and field = 'note') where person_id = $2", [
      a,
      b,
    ]);
    expect(await contents(a)).toEqual(["mine", "sealed.damaged"]);
    expect(await contents(b)).toEqual(["sealed.other_key"]);
    await t.owner("update value set field = 'renamed' where person_id = $1 and field = 'note'", [a]);
    expect(await contents(a)).toEqual(["sealed.damaged", "sealed.damaged"]);
  });

  it("does not open once its person's rows are moved to another organisation", async () => {
    const other = await t.organisation();
    const person = await someone(value("note", "mine"));
    for (const table of ["person_key", "value"])
      await t.owner(`update ${table} set organisation_id = $1 where person_id = $2`, [other, person]);
    const moved = await t.database.read(other, (db) => current(db, person));
    expect(moved.map((m) => m.value)).toEqual([{ fault: "sealed.other_key" }]);
  });

  it("that is damaged fails by itself", async () => {
    const person = await someone(value("a", "one"), value("b", "two"));
    await t.owner("update value set sealed = set_byte(sealed, 70, get_byte(sealed, 70) # 1) where person_id = $1 and field = 'a'", [
      person,
    ]);
    expect(await contents(person)).toEqual(["sealed.damaged", "two"]);
  });

  it("in clear is refused by the database", async () => {
    const person = await someone(value("a", "one"));
    await expect(
      t.owner("update value set sealed = convert_to(repeat('clear text ', 20), 'UTF8') where person_id = $1", [person]),
    ).rejects.toThrow(/check constraint/);
  });

  it("is not seen by another organisation, nor are its key, index or person", async () => {
    const other = await t.organisation();
    const person = await someone(value("full_name", "Trần Thị Bưởi", name));
    expect(await t.database.read(other, (db) => current(db, person))).toEqual([]);
    const found = await t.database.read(other, (db) => findByIndex(db, [{ field: "full_name", rule: name, text: "tran thi buoi" }]));
    expect(found).toEqual({ outcome: "found", matches: [] });
    for (const table of ["person", "person_key", "value", "blind_index", "file", "erasure"]) {
      expect(await t.database.read(other, (db) => db.named(`x.${table}`, `select 1 from ${table}`, []))).toEqual([]);
    }
  });
});

describe("writing many at once", () => {
  it("refuses the values of an erased or unknown person alone", async () => {
    const gone = await someone(value("a", "1"));
    await t.database.write(o, (tx) => erasePerson(tx, gone, "asked", at));
    const nobody = personId.parse(newId());
    const person = await someone();
    const { written, born } = await t.database.write(o, async (tx) => {
      const [born] = await createPersons(tx, 1, at);
      if (!born) throw new Error("born");
      const of = [person, gone, born, nobody, person];
      return {
        born,
        written: await sealMany(
          tx,
          of.map((p, i) => ({ ...value(`f${i}`, i), person: p })),
        ),
      };
    });
    expect(written.map((w) => ("refused" in w ? w.refused : "written"))).toEqual([
      "written",
      "sealed.erased",
      "written",
      "sealed.erased",
      "written",
    ]);
    expect(await contents(person)).toEqual([0, 4]);
    expect(await contents(born)).toEqual([2]);
    expect(await t.owner("select 1 from value where person_id = any($1)", [[nobody]])).toEqual([]);
  });

  it("writes thousands of persons with their values and index", async () => {
    const persons = await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, 3000, at);
      await sealMany(
        tx,
        made.flatMap((person, i) => [
          { ...value("code", `c${i}`, { index: "exact", type: "line" }), person },
          { ...value("n", i), person },
        ]),
      );
      return made;
    });
    for (const i of [0, 1999, 2999]) {
      expect(await find("code", { index: "exact", type: "line" }, `C${i}`)).toEqual([persons[i]]);
      expect(await contents(persons[i] ?? persons[0] ?? personId.parse(newId()))).toEqual([`c${i}`, i]);
    }
  });
});

describe("a correction", () => {
  it("keeps the former value, sealed and dated, and finds only the new one", async () => {
    const person = await someone(value("full_name", "Lê Văn Sai", name));
    const [old] = await held(person);
    const id = await t.database.write(o, (tx) =>
      correctValue(tx, person, old?.id ?? "", { ...value("full_name", "Lê Văn Đúng"), rule: name }),
    );
    expect(await contents(person)).toEqual(["Lê Văn Đúng"]);
    const all = await t.database.read(o, (db) => history(db, person));
    expect(all.map((h) => h.value)).toEqual([{ content: "Lê Văn Sai" }, { content: "Lê Văn Đúng" }]);
    expect(all[0]).toMatchObject({ replacedAt: at, replacedBy: id });
    expect(all[1]).toMatchObject({ replaces: old?.id });
    expect(await find("full_name", name, "le van sai")).toEqual([]);
    expect(await find("full_name", name, "le van dung")).toEqual([person]);
  });

  it("of one value by two at once succeeds for one", async () => {
    const person = await someone(value("note", "first"));
    const [old] = await held(person);
    const attempt = (content: string) =>
      t.database.write(o, (tx) => correctValue(tx, person, old?.id ?? "", { ...value("note", content), rule: none }));
    const both = await Promise.allSettled([attempt("a"), attempt("b")]);
    expect(both.map((b) => b.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find((b) => b.status === "rejected")?.reason).toMatchObject({ code: "value.replaced" });
    expect(await contents(person)).toHaveLength(1);
  });

  it("of an e-mail counts, and is found, only once it is proven", async () => {
    const person = await someone(value("email", "old@example.vn", email));
    const [old] = await held(person);
    const id = await t.database.write(o, (tx) =>
      correctValue(tx, person, old?.id ?? "", { ...value("email", "new@example.vn"), rule: email, untilVerified: true }),
    );
    expect(await contents(person)).toEqual(["old@example.vn"]);
    expect([await find("email", email, "new@example.vn"), await find("email", email, "old@example.vn")]).toEqual([[], [person]]);
    await t.database.write(o, (tx) => verifyValue(tx, person, id, at, email));
    expect(await contents(person)).toEqual(["new@example.vn"]);
    expect((await held(person))[0]?.origin.verifiedAt).toEqual(at);
    expect([await find("email", email, "new@example.vn"), await find("email", email, "old@example.vn")]).toEqual([[person], []]);
  });
});

describe("what other domains seal", () => {
  it("opens at its own place only, and no more once the person is erased", async () => {
    const person = await someone();
    const place = { table: "message", field: "body", id: newId() };
    const [sealed] = await t.database.write(o, (tx) => sealFor(tx, person, [{ at: place, bytes: Buffer.from("chào bạn") }]));
    if (!sealed) throw new Error("sealed");
    const open = async (at_: typeof place) => (await t.database.read(o, (db) => openFor(db, person, [{ at: at_, sealed }])))[0];
    expect(await open(place)).toMatchObject({ plain: Buffer.from("chào bạn") });
    expect(await open({ ...place, table: "note" })).toEqual({ fault: "sealed.damaged" });
    await t.database.write(o, (tx) => erasePerson(tx, person, "asked", at));
    expect(await open(place)).toEqual({ fault: "sealed.erased" });
    await expect(t.database.write(o, (tx) => sealFor(tx, person, []))).rejects.toMatchObject({ code: "sealed.erased" });
  });
});
