import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../../test/club.js";
import { runDue } from "../../../test/jobs.js";
import { aValue } from "../../../test/vault.js";
import { object, standing, stopAgain, withdrawConsent } from "../../consent/index.js";
import { consentJobs } from "../../consent/jobs.js";
import { newId, type PersonId } from "../../platform/index.js";
import {
  atRestSample,
  createPerson,
  current,
  eraseField,
  erasePerson,
  openVault,
  personState,
  replayLedger,
  sealValues,
} from "../index.js";
import { Ledger, type LedgerEntry } from "../ledger.js";

const at = new Date("2026-11-21T09:00:00Z");
const later = new Date("2026-11-21T10:00:00Z");
const clubs: Club[] = [];
let club: Club;
let ledger: Ledger;
beforeEach(async () => {
  club = await testClub();
  clubs.push(club);
  ledger = new Ledger(club.roots.ledger);
});
afterAll(async () => {
  for (const c of clubs) await c.close();
});

const replay = () => replayLedger(club.database, club.id, stopAgain, later);
const note = (kind: "person" | "field", person: string, name = "email"): LedgerEntry => {
  const about = { id: newId(), organisation: club.id, person, at: at.toISOString() };
  return kind === "field" ? { ...about, kind, name } : { ...about, kind };
};
async function someone(): Promise<PersonId> {
  return club.database.write(club.id, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, [aValue("email", "an@mau.example"), aValue("full_name", "Nguyễn An")]);
    return person;
  });
}
const fieldsOf = (person: PersonId) => club.database.read(club.id, async (db) => (await current(db, person)).map((v) => v.field));
const stateOf = (person: PersonId) => club.database.read(club.id, (db) => personState(db, person));

describe("replaying the ledger", () => {
  it("does again what the database does not know, and leaves everyone else alone", async () => {
    const [erased, halved, other] = [await someone(), await someone(), await someone()];
    await ledger.append(club.id, [note("person", erased), note("field", halved), note("person", newId())]);
    const done = await replay();
    expect(done).toMatchObject({ persons: [erased], fields: [{ person: halved, field: "email" }], stops: [], unreadable: 0, until: at });
    expect(await stateOf(erased)).toBe("erased");
    expect(await fieldsOf(halved)).toEqual(["full_name"]);
    expect(await fieldsOf(other)).toEqual(["email", "full_name"]);
    expect(await club.database.read(club.id, (db) => atRestSample(db))).toMatchObject({ failed: [] });
    const events = await club.owner<{ type: string; canonical: string }>("select type, canonical from event order by id");
    expect(events.filter((e) => /erased$/.test(e.type)).map((e) => JSON.parse(e.canonical).detail.cause)).toEqual(["restored", "restored"]);
    expect(events.at(-1)?.type).toBe("vault.replayed");
    expect(JSON.stringify(events)).not.toContain("mau.example");
  });

  it("does nothing the second time, and reads on from where it was", async () => {
    const [first, second] = [await someone(), await someone()];
    await ledger.append(club.id, [note("person", first)]);
    await replay();
    // Its own erasure stands there again; after that there is nothing new.
    expect(await replay()).toMatchObject({ persons: [] });
    expect(await replay()).toMatchObject({ persons: [], until: null });
    await ledger.append(club.id, [note("person", second)]);
    expect(await replay()).toMatchObject({ persons: [second] });
  });

  it("knows what was erased in the ordinary way", async () => {
    const [gone, halved] = [await someone(), await someone()];
    await club.database.write(club.id, (tx) => erasePerson(tx, gone, "asked", at));
    await club.database.write(club.id, (tx) => eraseField(tx, halved, "email", "asked", at));
    expect(await replay()).toMatchObject({ persons: [], fields: [] });
    // The field was given again since: it stays.
    await club.database.write(club.id, (tx) => sealValues(tx, halved, [aValue("email", "moi@mau.example")]));
    await ledger.append(club.id, [note("person", newId())]);
    await replay();
    expect(await fieldsOf(halved)).toEqual(["full_name", "email"]);
  });

  it("reads past torn lines and says how many there were", async () => {
    const [first, second] = [await someone(), await someone()];
    await ledger.append(club.id, [note("person", first)]);
    const file = join(club.roots.ledger, `${club.id}.ledger`);
    await writeFile(file, (await readFile(file)).subarray(0, -20));
    await ledger.append(club.id, [note("person", second)]);
    expect(await replay()).toMatchObject({ persons: [second], unreadable: 1 });
    expect(await stateOf(first)).toBe("active");
  });

  it("refuses a ledger that is gone, older, or another, and goes on once the right one is back", async () => {
    const [first, second] = [await someone(), await someone()];
    const file = join(club.roots.ledger, `${club.id}.ledger`);
    await ledger.append(club.id, [note("person", first)]);
    const old = await readFile(file);
    await ledger.append(club.id, [note("person", second)]);
    await replay();
    await rename(file, `${file}.aside`);
    await expect(replay()).rejects.toMatchObject({ code: "ledger.older" });
    await writeFile(file, old);
    await expect(replay()).rejects.toMatchObject({ code: "ledger.older" });
    await rm(file);
    await ledger.append(club.id, [note("person", newId()), note("person", newId()), note("person", newId())]);
    await expect(replay()).rejects.toMatchObject({ code: "ledger.older" });
    await rename(`${file}.aside`, file);
    expect(await replay()).toMatchObject({ persons: [] });
  });

  it("erases a field though another value of that person is damaged, says so, and goes on", async () => {
    const [damaged, whole, other] = [await someone(), await someone(), await someone()];
    await club.owner(
      "update value set sealed = overlay(sealed placing '\\x00'::bytea from 90) where person_id = $1 and field = 'full_name'",
      [damaged],
    );
    const entry = note("field", damaged);
    await ledger.append(club.id, [entry, note("field", whole), note("person", other)]);
    expect(await replay()).toMatchObject({ broken: [entry.id], persons: [other], fields: [{ person: damaged }, { person: whole }] });
    expect([await fieldsOf(damaged), await fieldsOf(whole), await stateOf(other)]).toEqual([["full_name"], ["full_name"], "erased"]);
    const keys = await club.owner<{ person_id: string; version: number }>("select person_id, version from person_key order by version");
    expect(keys.filter((k) => [damaged, whole].some((p) => p === k.person_id)).map((k) => [k.person_id, k.version])).toEqual([
      [damaged, 1],
      [whole, 2],
    ]);
    const [told] = await club.owner<{ canonical: string }>("select canonical from event where type = 'vault.replayed'");
    expect(JSON.parse(told?.canonical ?? "{}").detail.broken).toEqual([entry.id]);
    expect(await replay()).toMatchObject({ broken: [], fields: [] });
  });

  it("waits where a key is not there: what cannot be erased again keeps the server from serving", async () => {
    const [keyless, other] = [await someone(), await someone()];
    await club.owner("update person_key set epoch = 99 where person_id = $1", [keyless]);
    // As after a start: nothing is remembered.
    await openVault(club.database, club.roots, later);
    await ledger.append(club.id, [note("field", keyless), note("person", other)]);
    await expect(replay()).rejects.toMatchObject({ code: "ledger.undone" });
    expect(await stateOf(other)).toBe("erased");
    await expect(replay()).rejects.toMatchObject({ code: "ledger.undone" });
  });
});

describe("withdrawals in the ledger", () => {
  const by = { method: "form", by: { kind: "person" } } as const;
  const copy = () => runDue(club, consentJobs(club));
  const queue = () => Promise.all(consentJobs(club).map((job) => job.run(club.id, {})));
  const waiting = () => club.owner("select 1 from stop_waiting");
  const why = (person: PersonId) => club.database.read(club.id, async (db) => (await standing(db, club.policy, person, "newsletter")).why);

  it("arrive there by a job, without a name, and wait where it cannot be written", async () => {
    const person = await someone();
    const said = { person, purpose: "newsletter", at, ...by };
    await club.database.write(club.id, (tx) => withdrawConsent(tx, club.policy, said));
    expect(await waiting()).toHaveLength(1);
    const root = club.roots.ledger;
    await writeFile(root, "a file where the folder should be");
    await expect(queue()).rejects.toThrow();
    expect(await waiting()).toHaveLength(1);
    await rm(root);
    await queue();
    await copy();
    expect(await waiting()).toEqual([]);
    const entries: LedgerEntry[] = [];
    for await (const e of ledger.read(club.id)) entries.push(e);
    expect(entries).toMatchObject([{ kind: "withdrawal", person, name: "newsletter", at: at.toISOString() }]);
  });

  it("are applied again where the database does not know them", async () => {
    const [withdrew, objected, known] = [await someone(), await someone(), await someone()];
    const stops = [withdrew, objected, known].map((person): LedgerEntry => {
      const about = { id: newId(), organisation: club.id, person, at: at.toISOString(), name: "newsletter", method: "form", policy: 1 };
      return { ...about, kind: person === objected ? "objection" : "withdrawal" };
    });
    await club.database.write(club.id, (tx) => object(tx, club.policy, { person: known, purpose: "newsletter", at: later, ...by }));
    await ledger.append(club.id, [...stops, ...stops]);
    expect(await replay()).toMatchObject({ stops: stops.slice(0, 2).map((s) => s.id) });
    expect([await why(withdrew), await why(objected), await why(known)]).toEqual([
      "consent.withdrawn",
      "consent.objected",
      "consent.objected",
    ]);
    expect(await replay()).toMatchObject({ stops: [] });
  });
});
