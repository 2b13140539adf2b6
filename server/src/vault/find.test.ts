import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { createPerson, createPersons, current, findByIndex, type IndexRule, sealMany, sealValues, verifyValue } from "./index.js";

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
const phone: IndexRule = { index: "exact", type: "phone" };

const value = aValue;

async function someone(...values: ReturnType<typeof aValue>[]): Promise<PersonId> {
  return t.database.write(o, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, values);
    return person;
  });
}
const held = (person: PersonId) => t.database.read(o, (db) => current(db, person));
const find = async (field: string, rule: IndexRule, text: string) => {
  const found = await t.database.read(o, (db) => findByIndex(db, [{ field, rule, text }]));
  return found.outcome === "found" ? found.matches.map((m) => m.person) : found.outcome;
};

describe("finding", () => {
  it("finds by name, e-mail, phone and its last four digits, and says what is proven", async () => {
    const person = await someone(
      value("full_name", "Đặng Thị Ước Nguyện", name),
      value("email", "Uoc@Example.vn", email),
      value("phone", "0987 654 329", phone),
    );
    for (const [field, rule, text] of [
      ["full_name", name, "dang thi uoc"],
      ["full_name", name, "Ước"],
      ["email", email, "uoc@example.VN"],
      ["phone", phone, "+84987654329"],
      ["phone", phone, "4329"],
      ["phone", phone, "654 329"],
    ] as const) {
      expect(await find(field, rule, text), text).toEqual([person]);
    }
    const [mail] = (await held(person)).filter((h) => h.field === "email");
    await t.database.write(o, (tx) => verifyValue(tx, person, mail?.id ?? "", at, email));
    const found = await t.database.read(o, (db) => findByIndex(db, [{ field: "email", rule: email, text: "uoc@example.vn" }]));
    expect(found).toMatchObject({ matches: [{ person, verified: true }] });
  });

  it("demands all that is asked", async () => {
    const a = await someone(value("full_name", "Phan Quỳnh Hoa", name), value("phone", "0911111234", phone));
    await someone(value("full_name", "Phan Quỳnh Hoa", name), value("phone", "0911115678", phone));
    const asked = [
      { field: "full_name", rule: name, text: "phan quynh hoa" },
      { field: "phone", rule: phone, text: "1234" },
    ];
    const found = await t.database.read(o, (db) => findByIndex(db, asked));
    expect(found.outcome === "found" && found.matches.map((m) => m.person)).toEqual([a]);
  });

  it("says too many for a common word, and still finds the one by pairs", async () => {
    const crowd = await t.organisation();
    const syllables = [
      "An",
      "Bình",
      "Chi",
      "Dũng",
      "Giang",
      "Hà",
      "Khoa",
      "Lan",
      "Minh",
      "Nga",
      "Oanh",
      "Phúc",
      "Quân",
      "Sơn",
      "Tú",
      "Uyên",
      "Vy",
      "Yến",
    ];
    const wanted = await t.database.write(crowd, async (tx) => {
      const made = await createPersons(tx, 5200, at);
      await sealMany(
        tx,
        made.map((person, i) => {
          const given = `${syllables[i % 18]} ${syllables[Math.floor(i / 18) % 18]}`;
          return { ...value("full_name", i === 77 ? "Nguyễn Văn Thạch Sanh" : `Nguyễn ${given}`, name), person };
        }),
      );
      return made[77];
    });
    const ask = (text: string) => t.database.read(crowd, (db) => findByIndex(db, [{ field: "full_name", rule: name, text }]));
    expect(await ask("Nguyễn")).toEqual({ outcome: "too_many", atLeast: 5000 });
    expect(await ask("nguyen an")).toMatchObject({ outcome: "too_many" });
    expect(await ask("nguyen van thach sanh")).toMatchObject({ outcome: "found", matches: [{ person: wanted }] });
    expect(await ask("sanh thach")).toMatchObject({ outcome: "found", matches: [{ person: wanted }] });
  });

  it("takes strangers out of a drawer", async () => {
    const id: IndexRule = { index: "bucket", type: "line" };
    const numbers = Array.from({ length: 3000 }, (_, i) => `0${79_000_000_000 + i}`);
    const persons = await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, numbers.length, at);
      await sealMany(
        tx,
        made.map((person, i) => ({ ...value("id_number", numbers[i] ?? "", id), person })),
      );
      return made;
    });
    const shared = await t.owner<{ n: number }>(
      "select count(*)::int - count(distinct digest)::int as n from blind_index where field = 'id_number'",
    );
    expect(shared[0]?.n).toBeGreaterThan(500);
    for (const i of [0, 1500, 2999]) expect(await find("id_number", id, numbers[i] ?? "")).toEqual([persons[i]]);
    expect(await find("id_number", id, "not there")).toEqual([]);
  });

  it("finds nothing by nothing", async () => {
    for (const text of ["", "  ", "!!!"]) expect(await find("full_name", name, text)).toEqual([]);
  });
});
