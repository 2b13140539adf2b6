import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { aValue, everything, gather, type TestVault, testVault } from "../../test/vault.js";
import { newId, type OrganisationId, type PersonId, personId } from "../platform/index.js";
import {
  createPerson,
  current,
  eraseField,
  erasePerson,
  erasuresOf,
  findByIndex,
  followErasure,
  history,
  type IndexRule,
  openFor,
  registerErasure,
  saltRoot,
  sealFor,
  sealValues,
  unfinishedErasures,
} from "./index.js";
import { vaultJobs } from "./jobs.js";
import { Ledger, type LedgerEntry } from "./ledger.js";

let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
  await t.owner("create table note (organisation_id uuid, person_id uuid, id uuid, body bytea)");
  await t.owner("grant select, insert, update, delete on note to kept_app");
  registerErasure("notes", {
    later: async (tx, person) => {
      const gone = await tx.named(
        "n.delete",
        "delete from note where ctid in (select ctid from note where person_id = $1 limit 1) returning 1",
        [person],
      );
      return gone.length > 0;
    },
    reseal: async (tx, person, reseal) => {
      for (const n of await tx.named<{ id: string; body: Buffer }>("n.all", "select id, body from note where person_id = $1", [person])) {
        await tx.named("n.put", "update note set body = $2 where id = $1", [
          n.id,
          reseal({ table: "note", field: "body", id: n.id }, n.body),
        ]);
      }
    },
  });
});
afterAll(() => t.close());
afterEach(() => vi.resetModules());

const at = new Date("2026-11-21T09:00:00Z");
const email: IndexRule = { index: "exact", type: "email" };
const name: IndexRule = { index: "words", type: "name" };
const phone: IndexRule = { index: "exact", type: "phone" };

async function someone(mail = `${newId()}@example.vn`): Promise<PersonId> {
  return t.database.write(o, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, [
      aValue("email", mail, email),
      aValue("full_name", "Hồ Thị Kỷ", name),
      aValue("phone", "0933000111", phone),
    ]);
    const id = newId();
    const [body] = await sealFor(tx, person, [{ at: { table: "note", field: "body", id }, bytes: Buffer.from("gọi lại") }]);
    await tx.named("n.add", "insert into note values ($1, $2, $3, $4)", [o, person, id, body]);
    return person;
  });
}
const contents = async (person: PersonId) =>
  (await t.database.read(o, (db) => history(db, person))).map((h) => ("content" in h.value ? h.value.content : h.value.fault));
const found = async (mail: string) => {
  const answer = await t.database.read(o, (db) => findByIndex(db, [{ field: "email", rule: email, text: mail }]));
  return answer.outcome === "found" ? answer.matches.length : answer.outcome;
};
const erase = (person: PersonId) => t.database.write(o, (tx) => erasePerson(tx, person, "asked", at));
const note = async (person: PersonId) => {
  const [n] = await t.owner<{ id: string; body: Buffer }>("select id, body from note where person_id = $1", [person]);
  if (!n) return undefined;
  const [opened] = await t.database.read(o, (db) =>
    openFor(db, person, [{ at: { table: "note", field: "body", id: n.id }, sealed: n.body }]),
  );
  return opened && "plain" in opened ? opened.plain.toString() : opened?.fault;
};
async function ledger(): Promise<LedgerEntry[]> {
  return gather(new Ledger(t.roots.ledger).read(o));
}

describe("erasing a person", () => {
  it("at once makes everything unreadable and unfindable, before a single row has followed", async () => {
    const person = await someone("gone@example.vn");
    expect([await found("gone@example.vn"), await contents(person)]).toEqual([1, ["gone@example.vn", "Hồ Thị Kỷ", "0933000111"]]);
    await erase(person);
    expect(await found("gone@example.vn")).toBe(0);
    expect(await contents(person)).toEqual(["sealed.erased", "sealed.erased", "sealed.erased"]);
    expect(await note(person)).toBe("sealed.erased");
    expect(await t.database.read(o, (db) => saltRoot(db, person))).toBeUndefined();
    await expect(t.database.write(o, (tx) => sealValues(tx, person, [aValue("note", "late")]))).rejects.toMatchObject({
      code: "sealed.erased",
    });
  });

  it("touches the same few rows however much is stored", async () => {
    const person = await someone();
    await t.database.write(o, (tx) =>
      sealValues(
        tx,
        person,
        Array.from({ length: 3000 }, (_, i) => aValue("note", `n${i}`)),
      ),
    );
    const before = await t.owner<{ n: number }>("select count(*)::int as n from value where person_id = $1", [person]);
    await erase(person);
    expect(await t.owner("select count(*)::int as n from value where person_id = $1", [person])).toEqual(before);
  });

  it("leaves, over the whole database, nothing of them but that they were erased, and changes nothing of others", async () => {
    const stays = await someone();
    const before = await everything(t);
    const person = await someone();
    const erasure = await erase(person);
    await followErasure(t.database, o, person, erasure.id, at);
    const after = await everything(t);
    for (const [table, rows] of after) {
      const left = rows.filter((r) => !before.get(table)?.includes(r));
      const lost = before.get(table)?.filter((r) => !rows.includes(r)) ?? [];
      expect(lost, table).toEqual([]);
      if (table === "person") expect(left.map((r) => JSON.parse(r))).toMatchObject([{ id: person, state: "erased" }]);
      else if (table === "erasure")
        expect(left.map((r) => JSON.parse(r))).toMatchObject([{ person_id: person, scope: "person", cause: "asked" }]);
      else expect(left, table).toEqual([]);
    }
    expect(await contents(stays)).toHaveLength(3);
    expect(await note(stays)).toBe("gọi lại");
    const [done] = await t.database.read(o, (db) => erasuresOf(db, person));
    expect(done).toMatchObject({ id: erasure.id, finished_at: at, ledger_at: at, key_version: 1 });
  });

  it("twice is erasing once; erasing nobody is refused", async () => {
    const person = await someone();
    const first = await erase(person);
    expect((await erase(person)).id).toBe(first.id);
    expect((await ledger()).filter((e) => e.person === person)).toHaveLength(1);
    await expect(erase(personId.parse(newId()))).rejects.toMatchObject({ code: "person.unknown" });
  });

  it("that is rolled back erases nothing and enters no ledger", async () => {
    const person = await someone();
    const undone = t.database.write(o, async (tx) => {
      await erasePerson(tx, person, "asked", at);
      throw new Error("no");
    });
    await expect(undone).rejects.toThrow("no");
    expect(await contents(person)).toHaveLength(3);
    expect((await contents(person))[1]).toBe("Hồ Thị Kỷ");
    expect((await ledger()).filter((e) => e.person === person)).toEqual([]);
  });

  it("is taken up again by the sweep when its job was lost, and finished by its job", async () => {
    const person = await someone();
    await erase(person);
    const queued = () => t.owner("select 1 from graphile_worker.jobs where task_identifier = 'vault.follow_erasure'");
    await t.owner("delete from graphile_worker._private_jobs");
    const jobs = vaultJobs({ database: t.database, clock: { now: () => at } });
    await jobs.find((j) => j.task === "vault.sweep")?.run(o, {});
    expect((await queued()).length).toBeGreaterThan(0);
    const follow = jobs.find((j) => j.task === "vault.follow_erasure");
    for (const e of await t.database.read(o, (db) => unfinishedErasures(db, 1000)))
      await follow?.run(o, { person: e.person_id, erasure: e.id });
    expect(await t.database.read(o, (db) => unfinishedErasures(db, 1000))).toEqual([]);
    expect(await t.owner("select 1 from value where person_id = $1", [person])).toEqual([]);
  });
});

describe("another process that remembers the key", () => {
  /** A second copy of the vault's modules, with a memory of its own, as another server has. */
  async function elsewhere(): Promise<typeof import("./index.js")> {
    vi.resetModules();
    const other = await import("./index.js");
    await other.openVault(t.database, t.roots, at);
    return other;
  }

  it("neither opens nor seals for a person erased here", async () => {
    const person = await someone();
    const other = await elsewhere();
    expect((await t.database.read(o, (db) => other.current(db, person)))[0]?.value).toHaveProperty("content");
    await erase(person);
    const seen = await t.database.read(o, (db) => other.current(db, person));
    expect(seen.map((s) => s.value)).toEqual(Array(3).fill({ fault: "sealed.erased" }));
    const written = await t.database.write(o, (tx) => other.sealMany(tx, [{ ...aValue("note", "late"), person }]));
    expect(written).toEqual([{ refused: "sealed.erased" }]);
  });

  it("goes on after a re-keying, with the new key", async () => {
    const person = await someone();
    const other = await elsewhere();
    await t.database.read(o, (db) => other.current(db, person));
    await t.database.write(o, (tx) => eraseField(tx, person, "email", "asked", at));
    await t.database.write(o, (tx) => other.sealValues(tx, person, [aValue("note", "after")]));
    expect(await contents(person)).toEqual(["Hồ Thị Kỷ", "0933000111", "after"]);
  });

  it("cannot slip a value in while the person is being erased", async () => {
    const other = await elsewhere();
    for (let round = 0; round < 15; round++) {
      const person = await someone();
      await t.database.read(o, (db) => other.current(db, person));
      const write = t.database.write(o, (tx) =>
        other.sealMany(tx, [{ ...aValue("note", "slipped", { index: "words", type: "name" }), person }]),
      );
      const [erasure] = await Promise.all([erase(person), write]);
      await followErasure(t.database, o, person, erasure.id, at);
      for (const table of ["value", "blind_index", "person_key"]) {
        expect(await t.owner(`select 1 from ${table} where person_id = $1`, [person]), table).toEqual([]);
      }
    }
  });
});

describe("erasing a field", () => {
  it("deletes it, former values and index too, and keeps everything else readable under a new key", async () => {
    const person = await someone("field@example.vn");
    const root = await t.database.read(o, (db) => saltRoot(db, person));
    const [before] = await t.owner<{ wrapped: Buffer }>("select * from person_key where person_id = $1", [person]);
    await t.database.write(o, (tx) => eraseField(tx, person, "email", "asked", at));
    expect(await contents(person)).toEqual(["Hồ Thị Kỷ", "0933000111"]);
    expect(await note(person)).toBe("gọi lại");
    expect(await found("field@example.vn")).toBe(0);
    expect(await t.database.read(o, (db) => saltRoot(db, person))).toEqual(root);
    expect(await t.owner("select 1 from blind_index where person_id = $1 and field = 'email'", [person])).toEqual([]);
    const [after] = await t.owner<{ version: number; wrapped: Buffer }>("select * from person_key where person_id = $1", [person]);
    expect(after?.version).toBe(2);
    expect(after?.wrapped.equals(before?.wrapped ?? Buffer.alloc(0))).toBe(false);
    expect((await ledger()).filter((e) => e.person === person)).toMatchObject([{ kind: "field", name: "email" }]);
  });

  it("lasts: the old row put back does not open", async () => {
    const person = await someone();
    const [old] = await t.owner<{ id: string; sealed: Buffer }>("select id, sealed from value where person_id = $1 and field = 'email'", [
      person,
    ]);
    await t.database.write(o, (tx) => eraseField(tx, person, "email", "asked", at));
    const [kept] = await t.owner<{ id: string }>("select id from value where person_id = $1 limit 1", [person]);
    await t.owner("update value set id = $1, field = 'email', sealed = $2 where id = $3", [old?.id, old?.sealed, kept?.id]);
    expect(await contents(person)).toContain("sealed.other_key");
  });

  it("fails whole when something left does not open, rather than lose it", async () => {
    const person = await someone();
    await t.owner("update value set sealed = set_byte(sealed, 66, get_byte(sealed, 66) # 1) where person_id = $1 and field = 'phone'", [
      person,
    ]);
    await expect(t.database.write(o, (tx) => eraseField(tx, person, "email", "asked", at))).rejects.toMatchObject({
      code: "sealed.damaged",
    });
    expect(await contents(person)).toContain("Hồ Thị Kỷ");
    expect(await t.owner("select 1 from value where person_id = $1 and field = 'email'", [person])).toHaveLength(1);
  });

  it("of an erased person is refused", async () => {
    const person = await someone();
    await erase(person);
    await expect(t.database.write(o, (tx) => eraseField(tx, person, "email", "asked", at))).rejects.toMatchObject({
      code: "sealed.erased",
    });
  });
});

describe("reading", () => {
  it("one person says nothing of another who is erased", async () => {
    const [a, b] = [await someone(), await someone()];
    await erase(a);
    expect(await t.database.read(o, (db) => current(db, b))).toHaveLength(3);
  });
});
