import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, type OrganisationId, type PersonId } from "../src/platform/index.js";
import {
  createPerson,
  erasuresOf,
  fileKinds,
  keepFile,
  openHeld,
  personState,
  placeHold,
  receiveFile,
  sealValues,
} from "../src/vault/index.js";
import { build, run } from "./process.js";
import { aValue, everything, type TestVault, testVault } from "./vault.js";

/** Every moment of an erasure that has a name, in order. Up to `erase.written` nothing is durable; from `erase.committed` on it stands. */
const before = ["erase.locked", "erase.held", "erase.key_destroyed", "erase.marked", "erase.written"] as const;
const after = [
  "erase.committed",
  "erase.in_ledger",
  "follow.begun",
  "follow.tried",
  "follow.index_gone",
  "follow.values_gone",
  "follow.files_gone",
  "follow.domains_gone",
  "follow.finished",
] as const;

const at = new Date("2026-11-21T09:00:00Z");
let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  build();
  t = await testVault();
  o = await t.organisation();
}, 120_000);
afterAll(() => t.close());

/** The parts of the server that erase, in a process of its own: it asks for the erasure, or only works off what is open. */
const program = (then: string) => ({
  text: `
    import { Database, Organisations, runJobs, createLog, enqueue, personId, organisationId, systemClock } from "./server/dist/platform/index.js";
    import { openVault, saltRoots, unfinishedErasures } from "./server/dist/vault/index.js";
    import { vaultJobs } from "./server/dist/vault/jobs.js";
    import { saltsFrom } from "./server/dist/evidence/index.js";
    import { registerErasures } from "./server/dist/main.js";
    import { eraseEverything } from "./server/dist/rights/index.js";
    const { URL_APP, ROOTS, ORGANISATION, PERSON } = process.env;
    const database = new Database({ url: URL_APP, role: "kept_app", max: 4 });
    const worker = new Database({ url: URL_APP, role: "kept_worker", max: 4 });
    const organisation = organisationId.parse(ORGANISATION);
    saltsFrom(saltRoots);
    registerErasures();
    await openVault(database, JSON.parse(ROOTS), new Date());
    const work = () => runJobs(worker, vaultJobs({ database, clock: systemClock }), new Organisations(database), createLog("silent"));
    const done = async () => { while ((await database.read(organisation, (db) => unfinishedErasures(db, 1))).length > 0) await new Promise((r) => setTimeout(r, 100)); };
    const erase = () => database.write(organisation, (tx) => eraseEverything(tx, personId.parse(PERSON), { actor: { kind: "system" }, cause: "asked", now: new Date("${at.toISOString()}") }));
    ${then}
    console.log("done");
    process.exit(0);`,
});
const erasing = program("await work(); await erase(); await done();");
// What the sweep does each hour: a job that died with its process stays locked, and is asked for again.
const restarted = program(`await database.write(organisation, (tx) => enqueue(tx, "vault.sweep", {})); await work(); await done();`);

const env = (person: PersonId, crash = "") => ({
  URL_APP: t.url,
  ROOTS: JSON.stringify(t.roots),
  ORGANISATION: o,
  PERSON: person,
  ...(crash === "" ? {} : { KEPT_CRASH_AT: crash }),
});

interface Made {
  readonly person: PersonId;
  readonly hold: string;
  readonly canary: string;
  readonly kept: string;
}

async function somebody(): Promise<Made> {
  const canary = `hoang-yen-${newId().slice(-12)}`;
  const kept = `giay-to-${newId().slice(-12)}`;
  const received = await receiveFile(
    t.roots.data,
    o,
    `${canary}.txt`,
    { kinds: fileKinds, most: 100_000 },
    Readable.from([Buffer.from(canary.repeat(100))]),
  );
  return t.database.write(o, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, [
      aValue("email", `${canary}@mau.example`, { index: "exact", type: "email" }),
      aValue("note", canary),
      aValue("amount", kept),
    ]);
    await keepFile(tx, person, received, { field: "cv", submissionId: null, occasionId: null, at });
    const hold = await placeHold(tx, {
      person,
      kind: "legal_duty",
      fields: ["amount"],
      occasion: null,
      purpose: null,
      article: "88/2015/QH13 art. 41",
      reason: "thử",
      until: "2036-12-31",
      by: "system",
      now: at,
    });
    return { person, hold, canary, kept };
  });
}

async function standing(person: PersonId) {
  const [key] = await t.owner("select 1 from person_key where person_id = $1", [person]);
  return {
    key: key !== undefined,
    state: await t.database.read(o, (db) => personState(db, person)),
    erasures: await t.database.read(o, (db) => erasuresOf(db, person)),
  };
}

async function eventsOf(person: PersonId, erasure: string): Promise<number> {
  const rows = await t.owner<{ n: number }>(
    "select count(*)::int as n from event where type = 'person.erased' and canonical::jsonb -> 'detail' -> 'erasures' ? $1",
    [erasure],
  );
  expect(person).toBeTruthy();
  return rows[0]?.n ?? 0;
}

describe("A server killed amid an erasure", () => {
  it.each(before)("at %s has erased nothing, and erases when asked again", { timeout: 60_000 }, async (point) => {
    const made = await somebody();
    const killed = run(erasing, env(made.person, point));
    expect([await killed.ended, killed.said()]).toEqual(["SIGKILL", ""]);
    expect(await standing(made.person)).toMatchObject({ key: true, state: "active", erasures: [] });
    expect((await t.database.read(o, (db) => openHeld(db, made.person, made.hold, at))).length).toBe(0);
    const again = run(erasing, env(made.person));
    expect([await again.ended, again.said().trim()]).toEqual([0, "done"]);
    await isErased(made);
  });

  it.each(after)("at %s has erased, and completes by itself after a restart", { timeout: 60_000 }, async (point) => {
    const made = await somebody();
    const killed = run(erasing, env(made.person, point));
    expect([await killed.ended, killed.said()]).toEqual(["SIGKILL", ""]);
    const now = await standing(made.person);
    expect([now.key, now.state, now.erasures.length]).toEqual([false, "erased", 1]);
    const again = run(restarted, env(made.person));
    expect([await again.ended, again.said().trim()]).toEqual([0, "done"]);
    await isErased(made);
  });
});

/** Done, once, in the ledger, with what is held under its hold and nothing else anywhere. */
async function isErased({ person, hold, canary, kept }: Made): Promise<void> {
  const now = await standing(person);
  expect(now).toMatchObject({ key: false, state: "erased", erasures: [{ opened: 0, kept_back: [{ hold, fields: ["amount"] }] }] });
  const [erasure] = now.erasures;
  expect(now.erasures).toHaveLength(1);
  expect([erasure?.finished_at, erasure?.ledger_at].map((d) => d instanceof Date)).toEqual([true, true]);
  expect(await eventsOf(person, erasure?.id ?? "")).toBe(1);
  const lines: string[] = [];
  const ledger = createReadStream(join(t.roots.ledger, `${o}.ledger`), "utf8");
  for await (const line of createInterface({ input: ledger })) if (line.includes(erasure?.id ?? "-")) lines.push(line);
  expect(lines.length).toBeGreaterThan(0);
  const opened = await t.database.read(o, (db) => openHeld(db, person, hold, at));
  expect(opened.map((h) => h.value)).toEqual([{ content: kept }]);
  for (const [table, rows] of await everything(t)) {
    const mine = rows.filter((row) => row.includes(person));
    if (["value", "blind_index", "file", "person_key"].includes(table)) expect([table, mine]).toEqual([table, []]);
    expect([table, rows.some((row) => row.includes(canary) || row.includes(kept))]).toEqual([table, false]);
  }
  expect((await readFile(join(t.roots.ledger, `${o}.ledger`), "utf8")).includes(canary)).toBe(false);
}
