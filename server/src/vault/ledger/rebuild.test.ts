import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { at, backedClub, later } from "../../../test/backup.js";
import { allWait, object, restrict, stopAgain } from "../../consent/index.js";
import { consentJobs } from "../../consent/jobs.js";
import { newId, personId } from "../../platform/index.js";
import { restoreBackup } from "../backup/restore.js";
import { createPerson, eraseField, erasePerson, openVault, replayLedger } from "../index.js";
import { Ledger } from "../ledger.js";
import { ledgerFits } from "./fits.js";
import { rebuildLedger } from "./rebuild.js";
import { rebuiltLines } from "./said.js";

const t = backedClub();
const using = { stopAgain, stopsToLedger: allWait };
const by = { method: "form", by: { kind: "person" } } as const;
const rebuild = () => rebuildLedger(t.club.database, t.club.id, using, later);
const queue = () => Promise.all(consentJobs(t.club).map((job) => job.run(t.club.id, {})));
const rebuiltEvents = () =>
  t.club
    .owner<{ canonical: string }>("select canonical from event where type = 'vault.ledger_rebuilt'")
    .then((rows) => rows.map((r) => JSON.parse(r.canonical).detail));
async function entries() {
  const all = [];
  for await (const e of new Ledger(t.club.roots.ledger).read(t.club.id)) all.push(e);
  return all;
}

describe("rebuilding a ledger that is gone for good", () => {
  it("leaves a ledger in order alone, and records nothing", async () => {
    const gone = await t.someone("gone");
    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, gone, "asked", at));
    const before = await entries();
    expect(await rebuild()).toMatchObject({ done: false });
    expect(await entries()).toEqual(before);
    expect(await rebuiltEvents()).toEqual([]);
  });

  it("makes the server start again with every erasure and stop that the database knows, and says so in an event", async () => {
    const [gone, halved, stopped, other] = [
      await t.someone("gone"),
      await t.someone("halved"),
      await t.someone("stopped"),
      await t.someone("other"),
    ];
    await t.club.database.write(t.club.id, async (tx) => {
      await erasePerson(tx, gone, "asked", at);
      await eraseField(tx, halved, "email", "asked", at);
      await object(tx, t.club.policy, { person: stopped, purpose: "newsletter", at, ...by });
      await restrict(tx, { person: stopped, at, ...by });
    });
    await queue();
    await replayLedger(t.club.database, t.club.id, stopAgain, at);
    const known = await entries();
    await rm(t.club.roots.ledger, { recursive: true });
    expect(await ledgerFits(t.club.database, t.club.id)).toBe(false);
    await expect(replayLedger(t.club.database, t.club.id, stopAgain, later)).rejects.toMatchObject({ code: "ledger.older" });

    const done = await rebuild();
    expect(done).toMatchObject({ done: true, erasures: 2, stops: 2 });
    await queue();
    const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id);
    const stripped = (all: typeof known) => all.map(({ id, kind, person }) => ({ id, kind, person })).sort(byId);
    expect(stripped(await entries())).toEqual(stripped(known));
    expect(await replayLedger(t.club.database, t.club.id, stopAgain, later)).toMatchObject({ persons: [], fields: [], stops: [] });
    expect(await ledgerFits(t.club.database, t.club.id)).toBe(true);
    expect(await rebuiltEvents()).toMatchObject([{ restored: false, erasures: 2, stops: 2 }]);
    expect(await t.textsIn(t.club.database, other)).toHaveLength(2);
    expect(rebuiltLines("clb", done)).toMatch(/none of them is back/);
  });

  it("lets a backup be restored without it only when somebody says so, and names the day from which nothing is known", async () => {
    const early = await t.someone("early");
    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, early, "asked", at));
    const { path } = await t.back();
    const late = await t.someone("late");
    await rm(t.club.roots.ledger, { recursive: true });
    await expect(t.restore(path)).rejects.toMatchObject({ code: "ledger.older" });

    const into = await t.empty();
    const roots = { ...t.club.roots, data: join(t.club.folder, "data-lost") };
    const words = t.phrase.words.join(" ");
    await restoreBackup({ ownerUrl: into.ownerUrl, login: "kept", roots, file: path, words, ledgerLost: true, at: later, tell: () => {} });
    await openVault(into.database, roots, later);
    // Loaded, and still closed: only the rebuild opens it.
    await expect(replayLedger(into.database, t.club.id, stopAgain, later)).rejects.toMatchObject({ code: "ledger.older" });
    const done = await rebuildLedger(into.database, t.club.id, using, later);
    expect(done).toMatchObject({ done: true, erasures: 1, replayed: { restored: true, backupAt: at } });
    expect(rebuiltLines("clb", done)).toMatch(`after ${at.toISOString()}`);
    expect(await replayLedger(into.database, t.club.id, stopAgain, later)).toMatchObject({ restored: false, persons: [] });
    expect((await entries()).map((e) => e.person)).toEqual([early]);
    expect(await t.textsIn(into.database, late)).toEqual([]);
    expect(await readdir(t.club.roots.ledger)).toEqual([`${t.club.id}.ledger`]);
  });
});

describe("a restriction in the ledger", () => {
  it("stands again after a restore that did not know it, once, and stays lifted where it is known to be lifted", async () => {
    const [restricted, lifted] = await t.club.database.write(
      t.club.id,
      async (tx) => [await createPerson(tx, at), await createPerson(tx, at)] as const,
    );
    const about = { organisation: t.club.id, at: at.toISOString(), method: "form", kind: "restriction" } as const;
    const ids = [newId(), newId()] as const;
    const standing = () => t.club.owner<{ person_id: string }>("select person_id from restriction where lifted_at is null");
    await t.club.owner(
      "insert into restriction (organisation_id, person_id, id, purpose, at, by_kind, lifted_at) values ($1, $2, $3, '*', $4, 'person', $5)",
      [t.club.id, lifted, ids[1], at, later],
    );
    await new Ledger(t.club.roots.ledger).append(t.club.id, [
      { ...about, id: ids[0], person: restricted, name: "newsletter" },
      { ...about, id: ids[1], person: lifted, name: "*" },
    ]);
    expect(await replayLedger(t.club.database, t.club.id, stopAgain, later)).toMatchObject({ stops: [ids[0]] });
    expect((await standing()).map((r) => personId.parse(r.person_id))).toEqual([restricted]);
    await queue();
    expect(await replayLedger(t.club.database, t.club.id, stopAgain, later)).toMatchObject({ stops: [] });
  });
});
