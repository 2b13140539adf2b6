import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import type { OrganisationId, PersonId } from "../platform/index.js";
import { rewrap, rotateIfDue } from "./epochs.js";
import { createPersons, type current, findExport, newPhrase, rotateEpoch, sealMany, writeRecoveryKey } from "./index.js";
import { FileKeyring } from "./keyring/file.js";
import type { KeyProvider } from "./keyring/provider.js";

let t: TestVault;
beforeEach(async () => {
  t = await testVault();
});
afterEach(() => t.close());
const at = new Date("2026-11-22T02:00:00Z");
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);

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

/** The vault as a process that has just started has it, with what it remembers of its own. */
async function started(provider?: KeyProvider) {
  vi.resetModules();
  const [vault, { rewrap }, { vaultJobs }] = [await import("./index.js"), await import("./epochs.js"), await import("./jobs.js")];
  const opened = await vault.openVault(t.database, t.roots, at, provider);
  const persons = await t.owner<{ person_id: string; organisation_id: string }>("select person_id, organisation_id from person_key");
  return {
    ...vault,
    rewrap,
    vaultJobs,
    /** Lets go of every data key it remembers. */
    forget: () => {
      for (const p of persons) opened.cache.drop(p.organisation_id, p.person_id);
    },
  };
}

async function readable(o: OrganisationId, persons: readonly PersonId[], by: { current: typeof current }): Promise<number> {
  return t.database.read(o, async (db) => {
    let n = 0;
    for (const p of persons) for (const h of await by.current(db, p)) if ("content" in h.value) n++;
    return n;
  });
}

/** A key provider that, once armed, dies at its call number `dying`: before that call does anything, or just after. */
async function mortal(dying: number, done: boolean): Promise<{ provider: KeyProvider; arm: () => void }> {
  const ring = await FileKeyring.open(t.roots.keys);
  let calls = Number.NEGATIVE_INFINITY;
  const provider = new Proxy<KeyProvider>(ring, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function") return found;
      if (name === "refresh") return found.bind(target);
      return async (...args: unknown[]) => {
        const mine = ++calls;
        if (mine > dying) throw new Error("dead");
        if (mine === dying && !done) throw new Error("dies");
        const answer: unknown = await Reflect.apply(found, target, args);
        if (mine === dying) throw new Error("dies");
        return answer;
      };
    },
  });
  return {
    provider,
    arm: () => {
      calls = 0;
    },
  };
}

const files = async (o: OrganisationId) => (await readdir(join(t.roots.keys, o))).filter((n) => n.startsWith("epoch")).sort();
const exportsIn = () => readdir(`${t.roots.keys}-export`);

describe("a rotation", () => {
  it("that dies at any of its steps leaves everything readable, and is finished by the next process", async () => {
    await writeRecoveryKey(t.roots.keys, (await newPhrase()).recipient, at);
    const seen = new Set<string>();
    for (const done of [false, true]) {
      for (let dying = 1; ; dying++) {
        const o = await t.organisation();
        const persons = await people(o, 3);
        const doomed = await mortal(dying, done);
        const dies = await started(doomed.provider);
        doomed.arm();
        const outcome = await t.database
          .write(o, (tx) => dies.rotateEpoch(tx, at))
          .then(() => dies.rewrap(t.database, o, at))
          .then(
            () => "finished",
            () => "died",
          );
        seen.add((await files(o)).join(" "));
        const next = await started();
        expect(await readable(o, persons, next)).toBe(3);
        if ((await files(o)).length < 2) await t.database.write(o, (tx) => next.rotateEpoch(tx, at));
        expect(await next.rewrap(t.database, o, at)).toMatchObject({ left: 0 });
        next.forget();
        expect(await readable(o, persons, next)).toBe(3);
        const epoch = Number(
          (await t.owner<{ n: number }>("select max(epoch) as n from person_key where organisation_id = $1", [o]))[0]?.n,
        );
        expect((await files(o)).filter((f) => f.endsWith(".json"))).toEqual([`epoch-${epoch}.json`]);
        expect(await findExport(t.roots.keys, `${t.roots.keys}-export`)).toMatchObject({ fresh: true });
        if (outcome === "finished") break;
      }
    }
    // It did die in between: with the new key waiting, with both in use, with the old one out of use.
    expect([...seen].some((s) => s.includes(".new"))).toBe(true);
    expect([...seen].some((s) => s === "epoch-1.json epoch-2.json")).toBe(true);
    expect([...seen].some((s) => s.includes("epoch-1.gone epoch-1.json"))).toBe(true);
  }, 120_000);

  it("renews the export before it destroys the old key, and keeps that key while the export cannot be written", async () => {
    await writeRecoveryKey(t.roots.keys, (await newPhrase()).recipient, at);
    const o = await t.organisation();
    const persons = await people(o, 3);
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    const exports = `${t.roots.keys}-export`;
    const before = await exportsIn();
    expect(before).toHaveLength(1);
    // A file where the folder should be: as good as a disk that refuses, also for root.
    await rm(exports, { recursive: true });
    await writeFile(exports, "");
    await expect(rewrap(t.database, o, at)).rejects.toThrow();
    expect(await files(o)).toEqual(["epoch-1.gone", "epoch-1.json", "epoch-2.json"]);
    expect(await readable(o, persons, await started())).toBe(3);
    await rm(exports);
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 0, left: 0 });
    expect(await files(o)).toEqual(["epoch-1.gone", "epoch-2.json"]);
    expect(await exportsIn()).toHaveLength(1);
    expect(await exportsIn()).not.toEqual(before);
  });

  it("runs without a recovery key, and makes no export", async () => {
    const o = await t.organisation();
    await people(o, 2);
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    expect(await rewrap(t.database, o, at)).toEqual({ moved: 2, left: 0 });
    expect(await exportsIn().catch(() => "none")).toBe("none");
  });

  it("begun by two at once is one", async () => {
    const o = await t.organisation();
    const persons = await people(o, 40);
    const others = await Promise.all([started(), started()]);
    const begun = await Promise.all(others.map((v) => t.database.write(o, (tx) => v.rotateIfDue(tx, 30, later(40)))));
    expect(begun.filter((n) => n !== undefined)).toEqual([2]);
    const both = await Promise.all(others.map((v) => v.rewrap(t.database, o, later(40))));
    expect(both.reduce((sum, b) => sum + b.moved, 0)).toBeGreaterThanOrEqual(40);
    await others[0]?.rewrap(t.database, o, later(40));
    expect(await files(o)).toEqual(["epoch-1.gone", "epoch-2.json"]);
    expect(await readable(o, persons, await started())).toBe(40);
  });

  it("is due after its days, not before", async () => {
    const o = await t.organisation();
    const [row] = await t.owner<{ created_at: Date }>("select created_at from vault_key where organisation_id = $1 and kind = 'epoch'", [
      o,
    ]);
    const after = (ms: number) => new Date((row?.created_at.getTime() ?? 0) + 30 * 86_400_000 + ms);
    const due = (now: Date) => t.database.write(o, (tx) => rotateIfDue(tx, 30, now));
    expect(await due(after(-1000))).toBeUndefined();
    expect(await due(after(1000))).toBe(2);
    expect(await due(after(2000))).toBeUndefined();
  });

  it("is begun, taken on and finished by the hourly job alone", async () => {
    const o = await t.organisation();
    await people(o, 2);
    const { vaultJobs } = await started();
    const now = new Date(Date.now() + 31 * 86_400_000);
    const run = (task: string, when: Date) =>
      vaultJobs({ database: t.database, clock: { now: () => when } })
        .find((j) => j.task === task)
        ?.run(o, {});
    await run("vault.keys", now);
    await run("vault.rewrap", now);
    const epochs = "select distinct epoch from person_key where organisation_id = $1";
    expect(await t.owner(epochs, [o])).toEqual([{ epoch: 2 }]);
    // The backup of the night before is of use until there is another.
    const soon = (days: number) => new Date(now.getTime() + days * 86_400_000);
    await run("vault.rewrap", soon(6));
    expect(await files(o)).toEqual(["epoch-1.json", "epoch-2.json"]);
    await run("vault.rewrap", soon(7));
    expect(await files(o)).toEqual(["epoch-1.gone", "epoch-2.json"]);
  });

  it("does not loop for ever where the new key is not in use: it says so, and moves nothing", async () => {
    const o = await t.organisation();
    await people(o, 3);
    await t.database.write(o, (tx) => rotateEpoch(tx, at));
    await rm(join(t.roots.keys, o, "epoch-2.json"));
    await expect(rewrap(t.database, o, at)).rejects.toMatchObject({ code: "keys.missing" });
  });
});
