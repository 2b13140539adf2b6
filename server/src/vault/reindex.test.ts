import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import {
  correctValue,
  createPersons,
  current,
  erasePerson,
  findByIndex,
  type IndexRule,
  keyedDigests,
  rotateIndex,
  rotateIndexIfDue,
  sealMany,
} from "./index.js";
import { type Reindexing, reindex } from "./reindex.js";

let t: TestVault;
let o: OrganisationId;
beforeEach(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterEach(() => t.close());
const at = new Date("2026-11-22T02:00:00Z");

const rules = {
  full_name: { index: "words", type: "line" },
  email: { index: "exact", type: "email" },
  phone: { index: "exact", type: "phone" },
  card: { index: "exact", type: "line" },
  sickness: { index: "bucket", type: "line" },
} as const satisfies Record<string, IndexRule>;
const texts = { full_name: "Trần Thị Ánh", email: "anh@example.vn", phone: "0912345678", card: "KH-77", sickness: "hen" };
const fields = ["full_name", "email", "phone", "card", "sickness"] as const;

async function person(): Promise<PersonId> {
  const [made] = await t.database.write(o, async (tx) => {
    const persons = await createPersons(tx, 1, at);
    await sealMany(
      tx,
      persons.flatMap((p) => fields.map((f) => ({ ...aValue(f, texts[f], rules[f]), person: p }))),
    );
    return persons;
  });
  if (!made) throw new Error("one was made");
  return made;
}

/** In how many of the five ways this person is found. */
async function foundBy(who: PersonId, find = findByIndex): Promise<number> {
  return t.database.read(o, async (db) => {
    let n = 0;
    for (const f of fields) {
      const found = await find(db, [{ field: f, rule: rules[f], text: f === "phone" ? "+84 912 345 678" : texts[f] }]);
      if (found.outcome === "found" && found.matches.some((m) => m.person === who)) n++;
    }
    return n;
  });
}

const versions = async () =>
  (await t.owner<{ v: number }>("select distinct key_version as v from blind_index where organisation_id = $1 order by 1", [o])).map(
    (r) => r.v,
  );
const files = async () => (await readdir(join(t.roots.keys, o))).filter((n) => n.startsWith("index")).sort();

/** The vault as another process has it, which remembers the keys it saw for a minute. */
async function elsewhere() {
  vi.resetModules();
  const vault = await import("./index.js");
  await vault.openVault(t.database, t.roots, at);
  return vault;
}

describe("rotating the index key", () => {
  it("finds everyone at every step, moves every row, then the old digests and their key are gone", async () => {
    const who = await person();
    const old = new Set((await t.owner<{ d: string }>("select encode(digest, 'hex') as d from blind_index")).map((r) => r.d));
    expect(await foundBy(who)).toBe(5);
    expect(await t.database.write(o, (tx) => rotateIndex(tx, at))).toBe(2);
    const seen: string[] = [];
    let next: Reindexing | undefined = { at, clean: undefined };
    while (next) {
      next = await reindex(t.database, o, next.at, next.clean);
      expect(await foundBy(who)).toBe(5);
      seen.push(`${await versions()} ${await files()}`);
    }
    expect(seen).toEqual([
      "1,2 index-1.json,index-2.json",
      "1,2 index-1.gone,index-1.json,index-2.json",
      "2 index-1.gone,index-1.json,index-2.json",
      "2 index-1.gone,index-2.json",
    ]);
    const now = (await t.owner<{ d: string }>("select encode(digest, 'hex') as d from blind_index")).map((r) => r.d);
    expect(now).toHaveLength(old.size);
    expect(now.filter((d) => old.has(d))).toEqual([]);
    expect(await reindex(t.database, o, at)).toBeUndefined();
  });

  it("finds what another process, which does not know of it yet, writes and looks for meanwhile", async () => {
    const stale = await elsewhere();
    const who = await person();
    expect(await foundBy(who, stale.findByIndex)).toBe(5);
    await t.database.write(o, (tx) => rotateIndex(tx, at));
    // The other one still writes under the first key alone.
    const [late] = await t.database.write(o, async (tx) => {
      const made = await stale.createPersons(tx, 1, at);
      await stale.sealMany(
        tx,
        made.flatMap((p) => fields.map((f) => ({ ...aValue(f, texts[f], rules[f]), person: p }))),
      );
      return made;
    });
    if (!late) throw new Error("one was made");
    const young = await person();
    for (const p of [who, late, young]) expect([await foundBy(p), await foundBy(p, stale.findByIndex)]).toEqual([5, 5]);
    let next = await reindex(t.database, o, at);
    for (const p of [who, late, young]) expect([await foundBy(p), await foundBy(p, stale.findByIndex)]).toEqual([5, 5]);
    next = await reindex(t.database, o, next?.at ?? at, next?.clean);
    // Given up; the other one looks under both, or under the new one alone.
    for (const p of [who, late, young]) expect(await foundBy(p)).toBe(5);
    while (next) next = await reindex(t.database, o, next.at, next.clean);
    for (const p of [who, late, young]) expect(await foundBy(p)).toBe(5);
    expect(await versions()).toEqual([2]);
  });

  it("brings nothing back of who was erased or corrected meanwhile", async () => {
    const [gone, changed] = [await person(), await person()];
    await t.database.write(o, (tx) => rotateIndex(tx, at));
    await t.database.write(o, (tx) => erasePerson(tx, gone, "asked", at));
    await t.database.write(o, async (tx) => {
      const email = (await current(tx, changed)).find((h) => h.field === "email");
      await correctValue(tx, changed, email?.id ?? "", { content: "moi@example.vn", rule: rules.email, origin: aValue("x", "y").origin });
    });
    await reindex(t.database, o, at);
    expect(await foundBy(gone)).toBe(0);
    expect(await foundBy(changed)).toBe(4);
    const rows = await t.owner<{ n: number }>("select count(*)::int as n from blind_index where person_id = $1 and key_version = 2", [
      gone,
    ]);
    expect(rows[0]?.n).toBe(0);
  });

  it("keeps the old key while a value does not open, rather than lose it", async () => {
    const who = await person();
    await t.owner("update value set sealed = set_byte(sealed, 85, get_byte(sealed, 85) # 1) where person_id = $1 and field = 'email'", [
      who,
    ]);
    await t.database.write(o, (tx) => rotateIndex(tx, at));
    let next = await reindex(t.database, o, at);
    for (let i = 0; i < 3 && next; i++) next = await reindex(t.database, o, next.at, next.clean);
    expect(next).toBeDefined();
    expect(await foundBy(who)).toBe(5);
    expect(await files()).toEqual(["index-1.json", "index-2.json"]);
  });

  it("done by two at once ends as done by one, though there are hundreds", async () => {
    const persons = await t.database.write(o, async (tx) => {
      const made = await createPersons(tx, 450, at);
      await sealMany(
        tx,
        made.map((p, i) => ({ ...aValue("email", `p${i}@example.vn`, rules.email), person: p })),
      );
      return made;
    });
    await t.database.write(o, (tx) => rotateIndex(tx, at));
    let both: (Reindexing | undefined)[] = [{ at, clean: undefined }];
    while (both.some((b) => b)) {
      const next = both.find((b) => b);
      both = await Promise.all([1, 2].map(() => reindex(t.database, o, next?.at ?? at, next?.clean)));
    }
    const rows = await t.owner<{ v: number; n: number }>("select key_version as v, count(*)::int as n from blind_index group by 1");
    expect(rows).toEqual([{ v: 2, n: persons.length }]);
    expect(await files()).toEqual(["index-1.gone", "index-2.json"]);
  });

  it("makes the index anew in a backup from before it, whose index key is gone", async () => {
    const who = await person();
    const before = await t.owner("select * from blind_index");
    await t.database.write(o, (tx) => rotateIndex(tx, at));
    let next: Reindexing | undefined = { at, clean: undefined };
    while (next) next = await reindex(t.database, o, next.at, next.clean);
    // The backup is put back.
    await t.owner("delete from blind_index");
    await t.owner("delete from vault_key where kind = 'index' and number = 2");
    await t.owner("update vault_key set destroyed_at = null where kind = 'index'");
    for (const r of before) {
      await t.owner(
        "insert into blind_index (organisation_id, digest, person_id, value_id, field, kind, key_version) values ($1, $2, $3, $4, $5, $6, 1)",
        [r.organisation_id, r.digest, r.person_id, r.value_id, r.field, r.kind],
      );
    }
    const restored = await elsewhere();
    expect(await foundBy(who, restored.findByIndex)).toBe(0);
    expect(await t.owner("select 1 as due from graphile_worker.jobs where task_identifier = 'vault.reindex'")).not.toEqual([]);
    next = { at, clean: undefined };
    while (next) next = await restored.reindex(t.database, o, next.at, next.clean);
    expect(await foundBy(who, restored.findByIndex)).toBe(5);
    expect(await versions()).toEqual([2]);
  });

  it("is due once a year, and leaves the digests of other domains alone", async () => {
    const digests = () => t.database.read(o, (db) => keyedDigests(db, "staff e-mail", "a@b.vn"));
    const before = await digests();
    const due = (now: Date) => t.database.write(o, (tx) => rotateIndexIfDue(tx, 365, now));
    expect(await due(new Date(Date.now() + 364 * 86_400_000))).toBeUndefined();
    expect(await due(new Date(Date.now() + 366 * 86_400_000))).toBe(2);
    expect(await digests()).toEqual(before);
  });
});
