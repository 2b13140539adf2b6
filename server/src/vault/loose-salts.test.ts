import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import { commitment, recordAll } from "../evidence/index.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { createPerson, eraseField, openFor, registerErasure, resealSalts, sealLooseSalts, sealValues } from "./index.js";

let t: TestVault;
let organisation: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  organisation = await t.organisation();
  registerErasure("evidence", { reseal: resealSalts });
});
afterAll(() => t.close());

const at = new Date();
const salts = (person: PersonId) =>
  t.owner<{ event_id: string; salt: Buffer; salt_sealed: boolean }>(
    "select event_id, salt, salt_sealed from event_person where person_id = $1",
    [person],
  );

describe("a salt made while no key could be asked", () => {
  it("is sealed by its person's key later, and still proves whom the event is about, after a re-key as well", async () => {
    const person = await t.database.write(organisation, (tx) => createPerson(tx, at));
    await t.database.write(organisation, (tx) => sealValues(tx, person, [aValue("note", "x")]));
    await t.database.write(organisation, (tx) =>
      recordAll(tx, [{ type: "consent.withdrawn", at, actor: { kind: "person", id: person }, about: [person] }], { roots: false }),
    );
    const [loose] = await salts(person);
    expect(loose?.salt_sealed).toBe(false);
    expect(await sealLooseSalts(t.database, organisation)).toBe(1);
    expect(await sealLooseSalts(t.database, organisation)).toBe(0);
    const prove = async () => {
      const [sealed] = await salts(person);
      if (!sealed || !loose) throw new Error("the row is there");
      expect(sealed.salt_sealed).toBe(true);
      expect(sealed.salt.includes(loose.salt)).toBe(false);
      const place = { table: "event_person", field: "salt", id: sealed.event_id };
      const [opened] = await t.database.read(organisation, (db) => openFor(db, person, [{ at: place, sealed: sealed.salt }]));
      if (!opened || !("plain" in opened)) throw new Error("the salt opens");
      const [event] = await t.owner<{ canonical: string }>("select canonical from event where id = $1", [sealed.event_id]);
      expect(JSON.parse(event?.canonical ?? "{}").subjects).toEqual([commitment(opened.plain, person)]);
    };
    await prove();
    await t.database.write(organisation, (tx) => eraseField(tx, person, "note", "asked", at));
    await prove();
  });
});
