import { createReadStream } from "node:fs";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../../test/club.js";
import { emptyDatabase } from "../../../test/database.js";
import { aValue, gather } from "../../../test/vault.js";
import { giveConsent, shownIn, standing, stopAgain, withdrawConsent } from "../../consent/index.js";
import { consentJobs } from "../../consent/jobs.js";
import { unpackTar } from "../../platform/backup/tar.js";
import { Database, type OrganisationId, type PersonId, prepareJobs } from "../../platform/index.js";
import {
  createPerson,
  eraseField,
  erasePerson,
  filesOf,
  findByIndex,
  followErasure,
  history,
  keepFile,
  makeBackup,
  newPhrase,
  openFile,
  openFromRecovery,
  openVault,
  personState,
  type RecoveryPhrase,
  receiveFile,
  replayLedger,
  restoreBackup,
  rewrap,
  rotateEpoch,
  sealTo,
  sealValues,
  textsOf,
  unfinishedErasures,
  writeRecoveryKey,
} from "../index.js";

const at = new Date("2026-11-21T09:00:00Z");
const later = new Date("2026-11-21T12:00:00Z");
const email = { type: "email", index: "exact" } as const;
const tell = () => {};
const leaveOut = new Set(["session"]);

let club: Club;
let phrase: RecoveryPhrase;
let to: string;
const ends: (() => Promise<void>)[] = [];
beforeAll(async () => {
  phrase = await newPhrase();
});
beforeEach(async () => {
  club = await testClub();
  ends.push(club.close);
  await writeRecoveryKey(club.roots.keys, phrase.recipient, at);
  to = join(club.folder, "backups");
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

const back = (keep?: number, when = at) => makeBackup({ ownerUrl: club.ownerUrl, roots: club.roots, to, keep, leaveOut, at: when, tell });

async function empty() {
  const e = await emptyDatabase();
  ends.push(e.close);
  return e;
}

/** Restores into a new database and a new data folder, with the keys and the ledger as they are now. */
async function restore(
  file: string,
  words = phrase.words.join(" "),
  roots = { ...club.roots, data: join(club.folder, `data-${Math.random()}`) },
) {
  const into = await empty();
  const done = await restoreBackup({ ownerUrl: into.ownerUrl, login: "kept", roots, file, words, at: later, tell });
  const worker = new Database({ url: into.url, role: "kept_worker", max: 1 });
  await prepareJobs(worker).finally(() => worker.close());
  return { ...into, roots, ...done };
}

async function someone(name: string): Promise<PersonId> {
  return club.database.write(club.id, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, [aValue("email", `${name}@mau.example`, email), aValue("full_name", `Nguyễn ${name}`)]);
    return person;
  });
}

async function withFile(person: PersonId): Promise<string> {
  const bytes = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");
  const rule = { kinds: ["pdf" as const], most: 1_000_000 };
  const received = await receiveFile(club.roots.data, club.id, "cv.pdf", rule, Readable.from([bytes]));
  return club.database.write(club.id, (tx) => keepFile(tx, person, received, { field: "cv", submissionId: null, occasionId: null, at }));
}

const textsIn = (database: Database, person: PersonId) =>
  database.read(club.id, async (db) =>
    (await history(db, person)).flatMap((v) => ("content" in v.value ? textsOf(v.value.content) : [v.value.fault])),
  );
const found = (database: Database, name: string) =>
  database.read(club.id, (db) => findByIndex(db, [{ field: "email", rule: email, text: `${name}@mau.example` }]));
const all = async (database: Database, organisation: OrganisationId) => {
  for (const e of await database.read(organisation, (db) => unfinishedErasures(db, 100))) {
    await followErasure(database, organisation, e.person_id, e.id, later);
  }
};

describe("a backup", () => {
  it("restored into an empty database is the same, row by row, with its files", async () => {
    const person = await someone("an");
    const file = await withFile(person);
    const { path, manifest } = await back();
    const r = await restore(path);
    await openVault(r.database, r.roots, later);
    expect(await textsIn(r.database, person)).toEqual(["an@mau.example", "Nguyễn an"]);
    const opened = await r.database.read(club.id, async (db) => gather((await openFile(db, person, file)).content));
    expect(Buffer.concat(opened.map((b) => Buffer.from(b))).toString()).toMatch(/^%PDF/);
    expect(await r.database.read(club.id, async (db) => (await filesOf(db, person))[0]?.name)).toBe("cv.pdf");
    for (const { name, rows } of manifest.tables.filter((t) => t.name !== "ledger_mark")) {
      expect([name, (await club.owner(`select 1 from "${name}"`)).length]).toEqual([name, rows]);
    }
    expect(manifest.files).toMatchObject({ count: 1, gone: 0 });
  });

  it("holds no key, no ledger, no session, and nothing in clear", async () => {
    await someone("binh");
    await club.owner(
      "insert into session (organisation_id, person_id, id, hash, device_id, way, signed_in_at, seen_at, proved_at, proof) values ($1, $1, $1, '\\x00', $1, 'code', now(), now(), now(), $1)",
      [club.id],
    );
    const { path, head } = await back();
    const sealed = await readFile(path);
    expect(sealed.includes("binh")).toBe(false);
    const parts: string[] = [];
    const plain: Buffer[] = [];
    for await (const part of unpackTar(openFromRecovery(phrase.words.join(" "), createReadStream(path)))) {
      parts.push(part.name);
      for await (const bytes of part.content) plain.push(Buffer.from(bytes));
    }
    expect(parts[0]).toBe("kept-backup.json");
    expect(parts.at(-1)).toBe("manifest.json");
    expect(parts.filter((p) => /session\//.test(p))).toEqual(["tables/staff_session/000001"]);
    const whole = Buffer.concat(plain);
    expect(whole.includes("binh@mau.example")).toBe(false);
    for (const folder of [club.roots.keys, join(club.roots.keys, club.id)]) {
      for (const name of await readdir(folder)) {
        const key = name.endsWith(".json") ? JSON.parse(await readFile(join(folder, name), "utf8")).key : undefined;
        if (key) expect(whole.includes(Buffer.from(key, "base64url")) || whole.includes(key)).toBe(false);
      }
    }
    expect(head.keys[club.id]).toEqual([
      { kind: "epoch", number: 1 },
      { kind: "index", number: 1 },
    ]);
  });

  it("is whole while others write: every value has its person's key, every event its subject", { timeout: 120_000 }, async () => {
    let stop = false;
    const writing = Promise.all(
      Array.from({ length: 4 }, async (_, n) => {
        for (let i = 0; !stop; i++) {
          const person = await someone(`writer${n}x${i}`);
          if (i % 3 === 0) await club.database.write(club.id, (tx) => erasePerson(tx, person, "asked", at));
        }
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    const { path, manifest } = await back();
    stop = true;
    await writing;
    expect(manifest.tables.find((t) => t.name === "value")?.rows).toBeGreaterThan(0);
    const r = await restore(path);
    const owner = new pg.Client({ connectionString: r.ownerUrl });
    await owner.connect();
    const { rows } = await owner.query(
      `select 1 from value v left join person p on p.id = v.person_id left join person_key k on k.person_id = v.person_id
       where p.id is null or (k.person_id is null and p.state <> 'erased')
       union all select 1 from person p left join person_key k on k.person_id = p.id where (k.person_id is null) <> (p.state = 'erased')
       union all select 1 from erasure e left join person p on p.id = e.person_id where p.state is distinct from 'erased'`,
    );
    await owner.end();
    expect(rows).toEqual([]);
    await openVault(r.database, r.roots, later);
    await replayLedger(r.database, club.id, stopAgain, later);
  });

  it("is one file of many: the newest are kept, others' files are not touched", async () => {
    await back(2, at);
    await writeFile(join(to, "letter.txt"), "mine");
    await back(2, new Date("2026-11-22T09:00:00Z"));
    const last = await back(2, new Date("2026-11-23T09:00:00Z"));
    expect(last.pruned).toHaveLength(1);
    const days = (await readdir(to)).sort().map((n) => /2026\d{4}/.exec(n)?.[0] ?? n);
    expect(days).toEqual(["20261122", "20261123", "letter.txt"]);
  });

  it("is not made without a recovery key, inside another root, or with another installation's keys", async () => {
    const roots = club.roots;
    const make = (more: Partial<Parameters<typeof makeBackup>[0]>) =>
      makeBackup({ ownerUrl: club.ownerUrl, roots, to, leaveOut, at, tell, ...more });
    await expect(make({ to: join(roots.data, "backups") })).rejects.toMatchObject({ code: "backup.asked" });
    await rm(join(roots.keys, "recovery.json"));
    await expect(make({})).rejects.toMatchObject({ code: "backup.recovery" });
    const other = await testClub();
    ends.push(other.close);
    await writeRecoveryKey(other.roots.keys, phrase.recipient, at);
    await expect(make({ roots: { ...roots, keys: other.roots.keys } })).rejects.toMatchObject({ code: "backup.other_installation" });
    expect(await readdir(to).catch(() => [])).toEqual([]);
  });
});

describe("a restore of a backup older than an erasure", () => {
  it("brings nobody back: erased people and fields stay unreadable and unfindable, a withdrawal stands, others are intact", async () => {
    const [gone, halved, withdrew, other] = [
      await someone("gone"),
      await someone("halved"),
      await someone("withdrew"),
      await someone("other"),
    ];
    const by = { method: "form", by: { kind: "person" } } as const;
    const shown = await shownIn(club.policy, "join", { purpose: "newsletter" }, "vi");
    const said = { person: withdrew, purpose: "newsletter", ...by };
    await club.database.write(club.id, (tx) => giveConsent(tx, club.policy, { ...said, at, shown }));
    const { path } = await back();

    await club.database.write(club.id, (tx) => erasePerson(tx, gone, "asked", at));
    await club.database.write(club.id, (tx) => eraseField(tx, halved, "email", "asked", at));
    await club.database.write(club.id, (tx) => withdrawConsent(tx, club.policy, { ...said, at: new Date("2026-11-21T10:00:00Z") }));
    for (const job of consentJobs(club)) await job.run(club.id, {});

    const r = await restore(path);
    await openVault(r.database, r.roots, later);
    // Restored, and not replayed: they are all back.
    expect(await found(r.database, "gone")).toMatchObject({ matches: [{ person: gone }] });
    const report = await replayLedger(r.database, club.id, stopAgain, later);
    expect(report).toMatchObject({
      restored: true,
      backupAt: at,
      persons: [gone],
      fields: [{ person: halved, field: "email" }],
      until: new Date("2026-11-21T10:00:00Z"),
    });
    expect(report.stops).toHaveLength(1);
    await all(r.database, club.id);

    expect(await r.database.read(club.id, (db) => personState(db, gone))).toBe("erased");
    expect(await textsIn(r.database, gone)).toEqual([]);
    expect(await textsIn(r.database, halved)).toEqual(["Nguyễn halved"]);
    expect(await found(r.database, "gone")).toMatchObject({ matches: [] });
    expect(await found(r.database, "halved")).toMatchObject({ matches: [] });
    expect(await r.database.read(club.id, async (db) => (await standing(db, club.policy, withdrew, "newsletter")).why)).toBe(
      "consent.withdrawn",
    );
    expect(await textsIn(r.database, other)).toEqual(["other@mau.example", "Nguyễn other"]);
    expect(await found(r.database, "other")).toMatchObject({ matches: [{ person: other }] });
    expect(await replayLedger(r.database, club.id, stopAgain, later)).toMatchObject({
      restored: false,
      persons: [],
      fields: [],
      stops: [],
    });
  });

  it("is refused with a ledger that is missing or older than the backup, before anything is written", async () => {
    const person = await someone("an");
    const before = await someone("cu");
    await club.database.write(club.id, (tx) => erasePerson(tx, before, "asked", at));
    const aside = join(club.folder, "old-ledger");
    await cp(club.roots.ledger, aside, { recursive: true });
    const { path } = await back();
    await club.database.write(club.id, (tx) => erasePerson(tx, person, "asked", at));
    for (const ledger of [join(club.folder, "none"), aside]) {
      await expect(restore(path, undefined, { ...club.roots, data: join(club.folder, "d"), ledger })).rejects.toMatchObject({
        code: "ledger.older",
      });
    }
    // Put back after loading, an older ledger is refused all the same.
    const r = await restore(path);
    await openVault(r.database, { ...r.roots, ledger: aside }, later);
    await expect(replayLedger(r.database, club.id, stopAgain, later)).rejects.toMatchObject({ code: "ledger.older" });
    await openVault(r.database, r.roots, later);
    expect(await replayLedger(r.database, club.id, stopAgain, later)).toMatchObject({ persons: [person] });
  });

  it("does not open once the epoch it was made in is destroyed: a backup has its bound", async () => {
    await someone("an");
    const { path } = await back();
    await club.database.write(club.id, (tx) => rotateEpoch(tx, at));
    expect(await rewrap(club.database, club.id, at)).toMatchObject({ left: 0 });
    await expect(restore(path)).rejects.toMatchObject({ code: "backup.too_old" });
  });
});

describe("a restore", () => {
  it("refuses a database that is not empty, and leaves it as it is", async () => {
    const { path } = await back();
    const before = await club.owner("select * from organisation");
    const into = { ownerUrl: club.ownerUrl, login: "kept", roots: club.roots, file: path, words: phrase.words.join(" "), at, tell };
    await expect(restoreBackup(into)).rejects.toMatchObject({ code: "backup.not_empty" });
    expect(await club.owner("select * from organisation")).toEqual(before);
  });

  it("refuses wrong words, another installation's keys, and no keys", async () => {
    const { path } = await back();
    const others = await newPhrase();
    await expect(restore(path, others.words.join(" "))).rejects.toMatchObject({ code: "recovery.other_key" });
    await expect(restore(path, "one two three")).rejects.toMatchObject({ code: "recovery.words" });
    const foreign = await testClub();
    ends.push(foreign.close);
    const data = join(club.folder, "d");
    await expect(restore(path, undefined, { ...club.roots, data, keys: foreign.roots.keys })).rejects.toMatchObject({
      code: "backup.other_installation",
    });
    await expect(restore(path, undefined, { ...club.roots, data, keys: join(club.folder, "k") })).rejects.toMatchObject({
      code: "backup.other_installation",
    });
  });

  it("finds a flipped bit, a missing end, and parts in another order, before anything is written", async () => {
    await someone("an");
    const { path } = await back();
    const whole = await readFile(path);
    const wrong = join(to, "wrong");
    const into = await empty();
    const attempt = () =>
      restoreBackup({
        ownerUrl: into.ownerUrl,
        login: "kept",
        roots: { ...club.roots, data: join(club.folder, "d") },
        file: wrong,
        words: phrase.words.join(" "),
        at,
        tell,
      });
    const places = [400, whole.length >> 1, whole.length - 5];
    for (const bytes of [
      ...places.map((p) => Buffer.concat([whole.subarray(0, p), Buffer.from([(whole[p] ?? 0) ^ 1]), whole.subarray(p + 1)])),
      whole.subarray(0, whole.length - 40),
      whole.subarray(0, whole.length >> 1),
    ]) {
      await writeFile(wrong, bytes);
      await expect(attempt()).rejects.toMatchObject({ code: "recovery.damaged" });
    }
    // Whoever holds the public half can seal anything: the manifest is what tells.
    const plain = Buffer.concat(
      (await gather(openFromRecovery(phrase.words.join(" "), createReadStream(path)))).map((b) => Buffer.from(b)),
    );
    const key = plain.indexOf("tables/person_key/000001");
    const person = plain.indexOf("tables/person/000001");
    const row = plain.indexOf("PGCOPY", person);
    const flipped = Buffer.from(plain);
    flipped[row + 60] = (flipped[row + 60] ?? 0) ^ 1;
    const exchanged = Buffer.from(plain);
    plain.copy(exchanged, key, person, person + 24);
    for (const bytes of [
      flipped,
      exchanged,
      plain.subarray(0, -1024),
      plain.subarray(0, plain.indexOf("manifest.json")),
      Buffer.from("hello"),
    ]) {
      await writeFile(wrong, await gather(sealTo(phrase.recipient, Readable.from([bytes]))));
      await expect(attempt()).rejects.toMatchObject({ code: "backup.damaged" });
    }
    await writeFile(wrong, "a letter");
    await expect(attempt()).rejects.toMatchObject({ code: "recovery.not_sealed" });
    const owner = new pg.Client({ connectionString: into.ownerUrl });
    await owner.connect();
    expect((await owner.query("select 1 from pg_class where relnamespace = 'public'::regnamespace")).rows).toEqual([]);
    await owner.end();
  });

  it("refuses a backup of a newer version", async () => {
    await club.owner("insert into migration (name, digest, at) values ('9999_future.sql', repeat('0', 64), now())");
    const { path } = await back();
    await expect(restore(path)).rejects.toThrow(/newer version of Kept/);
  });

  it("that failed amid its load is begun again on the same database", async () => {
    const person = await someone("an");
    const file = await withFile(person);
    const { path } = await back();
    const into = await empty();
    const roots = { ...club.roots, data: join(club.folder, "half") };
    // The files cannot be put down: the load stops after the tables.
    await mkdir(roots.data, { recursive: true });
    await writeFile(join(roots.data, "files"), "in the way");
    const go = () =>
      restoreBackup({ ownerUrl: into.ownerUrl, login: "kept", roots, file: path, words: phrase.words.join(" "), at: later, tell });
    await expect(go()).rejects.toThrow();
    await rm(join(roots.data, "files"));
    await go();
    await openVault(into.database, roots, later);
    expect(await textsIn(into.database, person)).toEqual(["an@mau.example", "Nguyễn an"]);
    expect(await into.database.read(club.id, async (db) => (await openFile(db, person, file)).size)).toBeGreaterThan(0);
  });
});
