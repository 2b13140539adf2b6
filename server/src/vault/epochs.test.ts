import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { rewrap } from "./epochs.js";
import { createPersons, current, openOrganisation, rotateEpoch, saltRoots, sealMany } from "./index.js";
import { vaultJobs } from "./jobs.js";

let t: TestVault;
beforeAll(async () => {
  t = await testVault();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T09:00:00Z");

async function people(o: OrganisationId, count: number): Promise<PersonId[]> {
  return t.database.write(o, async (tx) => {
    const made = await createPersons(tx, count, at);
    await sealMany(
      tx,
      made.map((person, i) => ({ ...aValue("note", `note ${i}`), person })),
    );
    return made;
  });
}
async function readable(o: OrganisationId, persons: readonly PersonId[]): Promise<number> {
  return t.database.read(o, async (db) => {
    let n = 0;
    for (const p of persons) for (const h of await current(db, p)) if ("content" in h.value) n++;
    return n;
  });
}
const rotate = (o: OrganisationId) => t.database.write(o, (tx) => rotateEpoch(tx, at));
const epochs = async (o: OrganisationId) =>
  (await t.owner<{ epoch: number }>("select distinct epoch from person_key where organisation_id = $1 order by 1", [o])).map(
    (r) => r.epoch,
  );

/** The vault as another process has it: modules and memory of its own. */
async function elsewhere(): Promise<typeof import("./index.js")> {
  vi.resetModules();
  const other = await import("./index.js");
  await other.openVault(t.database, t.roots, at);
  return other;
}

describe("rotating the epoch", () => {
  it("keeps everything readable, moves every key, then destroys the old epoch", async () => {
    const o = await t.organisation();
    const persons = await people(o, 1200);
    const roots = await t.database.read(o, (db) => saltRoots(db, persons));
    expect(await rotate(o)).toBe(2);
    expect(await readable(o, persons.slice(0, 20))).toBe(20);
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 1200, left: 0 });
    expect(await epochs(o)).toEqual([2]);
    expect((await readdir(join(t.roots.keys, o))).sort()).toEqual(["digest-1.json", "epoch-1.gone", "epoch-2.json", "index-1.json"]);
    const other = await elsewhere();
    const [seventh] = persons.slice(7);
    if (!seventh) throw new Error("a person");
    const all = await t.database.read(o, async (db) => [await other.current(db, seventh), await other.saltRoots(db, persons)] as const);
    expect(all[0][0]?.value).toEqual({ content: "note 7" });
    expect(all[1]).toEqual(roots);
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 0, left: 0 });
  });

  it("ends what a backup can open: an old key row put back is gone for good", async () => {
    const o = await t.organisation();
    const [person] = await people(o, 1);
    if (!person) throw new Error("a person");
    const [old] = await t.owner("select * from person_key where person_id = $1", [person]);
    await rotate(o);
    await rewrap(t.database, o, at);
    const backup = await elsewhere();
    await t.owner("update person_key set epoch = $2, wrapped = $3 where person_id = $1", [person, old?.epoch, old?.wrapped]);
    const [value] = await t.database.read(o, (db) => backup.current(db, person));
    expect(value?.value).toEqual({ fault: "sealed.key_gone" });
  });

  it("never strands a key that another process wraps under the old epoch meanwhile", async () => {
    const o = await t.organisation();
    await people(o, 50);
    const other = await elsewhere();
    // The other process has the old epoch in memory, and is not told.
    await t.database.write(o, (tx) => other.createPersons(tx, 1, at));
    await rotate(o);
    const [late] = await t.database.write(o, (tx) => other.createPersons(tx, 1, at));
    const racing = Array.from({ length: 10 }, () => t.database.write(o, (tx) => other.createPersons(tx, 3, at)));
    let left = 1;
    while (left > 0) left = (await rewrap(t.database, o, at)).left;
    const made = (await Promise.all(racing)).flat();
    while ((await rewrap(t.database, o, at)).left > 0);
    const after = await t.database.write(o, (tx) => other.createPersons(tx, 1, at));
    expect(await epochs(o)).toEqual([2]);
    const roots = await t.database.read(o, (db) => saltRoots(db, [...made, ...after, ...(late ? [late] : [])]));
    expect(roots.size).toBe(32);
  });

  it("does not destroy an epoch under a transaction that has just wrapped with it", async () => {
    const o = await t.organisation();
    const other = await elsewhere();
    await t.database.write(o, (tx) => other.createPersons(tx, 1, at));
    await rotate(o);
    let moved: Promise<unknown> = Promise.resolve();
    const [late] = await t.database.write(o, async (tx) => {
      const made = await other.createPersons(tx, 1, at);
      moved = rewrap(t.database, o, at);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return made;
    });
    expect(await moved).toEqual({ moved: 1, left: 1 });
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 1, left: 0 });
    expect((await t.database.read(o, (db) => saltRoots(db, late ? [late] : []))).size).toBe(1);
  });

  it("waits for a key somebody holds, and goes on later", async () => {
    const o = await t.organisation();
    const persons = await people(o, 3);
    await rotate(o);
    const result = await t.database.write(o, async (tx) => {
      await tx.named("hold", "select 1 from person_key where person_id = $1 for update", [persons[0]]);
      return rewrap(t.database, o, at);
    });
    expect(result).toEqual({ moved: 2, left: 1 });
    expect(await epochs(o)).toEqual([1, 2]);
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 1, left: 0 });
  });

  it("keeps an epoch while a key under it does not open, rather than destroy it", async () => {
    const o = await t.organisation();
    const persons = await people(o, 2);
    await t.owner("update person_key set wrapped = set_byte(wrapped, 80, get_byte(wrapped, 80) # 1) where person_id = $1", [persons[0]]);
    await rotate(o);
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 1, left: 1 });
    expect(await readdir(join(t.roots.keys, o))).toContain("epoch-1.json");
  });

  it("is taken on by its job", async () => {
    const o = await t.organisation();
    await people(o, 2);
    await rotate(o);
    const job = vaultJobs({ database: t.database, clock: { now: () => at } }).find((j) => j.task === "vault.rewrap");
    await job?.run(o, {});
    expect(await epochs(o)).toEqual([2]);
  });
});

describe("opening an organisation", () => {
  it("gives it keys once", async () => {
    const o = await t.organisation();
    const before = await readdir(join(t.roots.keys, o));
    await t.database.write(o, (tx) => openOrganisation(tx, at));
    expect(await readdir(join(t.roots.keys, o))).toEqual(before);
  });
});
