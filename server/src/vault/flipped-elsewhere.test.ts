import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { createPerson, openFor, sealFor } from "./index.js";

let t: TestVault;
let o: OrganisationId;
let holder: PersonId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
  holder = await t.database.write(o, (tx) => createPerson(tx, new Date("2026-11-21T09:00:00Z")));
});
afterAll(() => t.close());

/** Every column of other domains that holds something sealed, as the catalogue of the database has them. */
async function sealedElsewhere(): Promise<{ table: string; field: string }[]> {
  return t.owner(
    `select table_name as table, column_name as field from information_schema.columns where table_schema = 'public' and data_type = 'bytea'
     and column_name like '%sealed' and table_name not in ('value', 'person_key', 'file', 'hold', 'held') order by 1, 2`,
  );
}

describe("a bit flipped in what other domains have sealed", () => {
  it("anywhere in it is a typed fault of that thing alone, and never a part of it", async () => {
    const columns = await sealedElsewhere();
    expect(columns.map((c) => `${c.table}.${c.field}`)).toEqual(
      expect.arrayContaining(["message.sealed", "disclosure.evidence_sealed", "recipient_webhook.secret_sealed"]),
    );
    // They all open by one door, each bound to its place.
    const things = columns.map((c) => ({ at: { ...c, id: `${c.table}-1` }, bytes: Buffer.from(`mật ${c.table}`) }));
    const sealed = await t.database.write(o, (tx) => sealFor(tx, holder, things));
    const answers = (bytes: readonly Buffer[]) =>
      t.database.read(o, (db) =>
        openFor(
          db,
          holder,
          things.map(({ at }, i) => ({ at, sealed: bytes[i] ?? Buffer.alloc(0) })),
        ),
      );
    const whole = things.map((thing) => ({ plain: thing.bytes }));
    expect(await answers(sealed)).toEqual(whole);
    for (const [i, one] of sealed.entries()) {
      for (let byte = 0; byte < one.length; byte += i === 0 ? 1 : 7) {
        const flipped = Buffer.from(one);
        flipped[byte] = (flipped[byte] ?? 0) ^ 1;
        const said = await answers(sealed.with(i, flipped));
        expect([byte, said[i]]).toEqual([byte, { fault: expect.stringMatching(/^sealed\./) }]);
        expect(said.toSpliced(i, 1)).toEqual(whole.toSpliced(i, 1));
      }
    }
  });

  it("and a thing moved to another place does not open there", async () => {
    const at = { table: "message", field: "sealed", id: "1" };
    const [sealed = Buffer.alloc(0)] = await t.database.write(o, (tx) => sealFor(tx, holder, [{ at, bytes: Buffer.from("mật") }]));
    for (const moved of [
      { ...at, table: "disclosure" },
      { ...at, field: "evidence" },
      { ...at, id: "2" },
    ]) {
      const [said] = await t.database.read(o, (db) => openFor(db, holder, [{ at: moved, sealed }]));
      expect(said).toEqual({ fault: "sealed.damaged" });
    }
  });
});
