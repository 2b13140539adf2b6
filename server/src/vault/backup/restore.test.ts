import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { sql } from "kysely";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { at, backedClub, later, tell } from "../../../test/backup.js";
import { testClub } from "../../../test/club.js";
import { gather } from "../../../test/vault.js";
import { giveConsent, shownIn, standing, stopAgain, withdrawConsent } from "../../consent/index.js";
import { consentJobs } from "../../consent/jobs.js";
import { rewrap } from "../epochs.js";
import {
  eraseField,
  erasePerson,
  newPhrase,
  openFile,
  openFromRecovery,
  openVault,
  personState,
  replayLedger,
  rotateEpoch,
  sealTo,
} from "../index.js";
import { FileKeyring } from "../keyring/file.js";
import { restoreBackup } from "./restore.js";

const t = backedClub();
const { back, restore, empty, someone, withFile, textsIn, found, follow } = t;

describe("a restore of a backup older than an erasure", () => {
  it("brings nobody back: erased people and fields stay unreadable and unfindable, a withdrawal stands, others are intact", async () => {
    const [gone, halved, withdrew, other] = [
      await someone("gone"),
      await someone("halved"),
      await someone("withdrew"),
      await someone("other"),
    ];
    const by = { method: "form", by: { kind: "person" } } as const;
    const shown = await shownIn(t.club.policy, "join", { purpose: "newsletter" }, "vi");
    const said = { person: withdrew, purpose: "newsletter", ...by };
    await t.club.database.write(t.club.id, (tx) => giveConsent(tx, t.club.policy, { ...said, at, shown }));
    const { path } = await back();

    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, gone, "asked", at));
    await t.club.database.write(t.club.id, (tx) => eraseField(tx, halved, "email", "asked", at));
    await t.club.database.write(t.club.id, (tx) => withdrawConsent(tx, t.club.policy, { ...said, at: new Date("2026-11-21T10:00:00Z") }));
    for (const job of consentJobs(t.club)) await job.run(t.club.id, {});

    const r = await restore(path);
    await openVault(r.database, r.roots, later);
    const mails = () =>
      r.database.read(t.club.id, async (db) => (await sql<{ n: number }>`select count(*)::int as n from message`.execute(db.q)).rows[0]?.n);
    const mailed = await mails();
    // Restored, and not replayed: they are all back.
    expect(await found(r.database, "gone")).toMatchObject({ matches: [{ person: gone }] });
    const report = await replayLedger(r.database, t.club.id, stopAgain, later);
    expect(report).toMatchObject({
      restored: true,
      backupAt: at,
      persons: [gone],
      fields: [{ person: halved, field: "email" }],
      until: new Date("2026-11-21T10:00:00Z"),
    });
    expect(report.stops).toHaveLength(1);
    await follow(r.database);
    // Nobody hears from us meanwhile, least of all whoever withdrew.
    expect(await mails()).toBe(mailed);

    expect(await r.database.read(t.club.id, (db) => personState(db, gone))).toBe("erased");
    expect(await textsIn(r.database, gone)).toEqual([]);
    expect(await textsIn(r.database, halved)).toEqual(["Nguyễn halved"]);
    expect(await found(r.database, "gone")).toMatchObject({ matches: [] });
    expect(await found(r.database, "halved")).toMatchObject({ matches: [] });
    expect(await r.database.read(t.club.id, async (db) => (await standing(db, t.club.policy, withdrew, "newsletter")).why)).toBe(
      "consent.withdrawn",
    );
    expect(await textsIn(r.database, other)).toEqual(["other@mau.example", "Nguyễn other"]);
    expect(await found(r.database, "other")).toMatchObject({ matches: [{ person: other }] });
    expect(await replayLedger(r.database, t.club.id, stopAgain, later)).toMatchObject({
      restored: false,
      persons: [],
      fields: [],
      stops: [],
    });
  });

  it("is refused with a ledger that is missing or older than the backup, before anything is written", async () => {
    const person = await someone("an");
    const before = await someone("cu");
    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, before, "asked", at));
    const aside = join(t.club.folder, "old-ledger");
    await cp(t.club.roots.ledger, aside, { recursive: true });
    const { path } = await back();
    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, person, "asked", at));
    for (const ledger of [join(t.club.folder, "none"), aside]) {
      await expect(restore(path, undefined, { ...t.club.roots, data: join(t.club.folder, "d"), ledger })).rejects.toMatchObject({
        code: "ledger.older",
      });
    }
    // Put back after loading, an older ledger is refused all the same.
    const r = await restore(path);
    await openVault(r.database, { ...r.roots, ledger: aside }, later);
    await expect(replayLedger(r.database, t.club.id, stopAgain, later)).rejects.toMatchObject({ code: "ledger.older" });
    await openVault(r.database, r.roots, later);
    expect(await replayLedger(r.database, t.club.id, stopAgain, later)).toMatchObject({ persons: [person] });
  });

  it("does not open once the epoch it was made in is destroyed: a backup has its bound", async () => {
    await someone("an");
    const { path } = await back();
    await t.club.database.write(t.club.id, (tx) => rotateEpoch(tx, at));
    expect(await rewrap(t.club.database, t.club.id, at)).toMatchObject({ left: 0 });
    await expect(restore(path)).rejects.toMatchObject({ code: "backup.too_old" });
  });

  it("does not open once that epoch is out of use, destroyed or not yet; one whose index key went does, its index made anew", async () => {
    const person = await someone("an");
    const { path } = await back();
    const ring = await FileKeyring.open(t.club.roots.keys);
    const next = async (kind: "epoch" | "index") => {
      const { number } = await ring.prepare(t.club.id, kind);
      await ring.promote(t.club.id, kind, number);
      await ring.retire(t.club.id, kind, number - 1, at);
    };
    await next("index");
    const r = await restore(path);
    await openVault(r.database, r.roots, later);
    expect(await textsIn(r.database, person)).toContain("Nguyễn an");
    await next("epoch");
    await expect(restore(path)).rejects.toMatchObject({ code: "backup.too_old" });
  });
});

describe("a restore", () => {
  it("refuses a database that is not empty, and leaves it as it is", async () => {
    const { path } = await back();
    const before = await t.club.owner("select * from organisation");
    const into = { ownerUrl: t.club.ownerUrl, login: "kept", roots: t.club.roots, file: path, words: t.phrase.words.join(" "), at, tell };
    await expect(restoreBackup(into)).rejects.toMatchObject({ code: "backup.not_empty" });
    expect(await t.club.owner("select * from organisation")).toEqual(before);
  });

  it("refuses wrong words, another installation's keys, and no keys", async () => {
    const { path } = await back();
    const others = await newPhrase();
    await expect(restore(path, others.words.join(" "))).rejects.toMatchObject({ code: "recovery.other_key" });
    await expect(restore(path, "one two three")).rejects.toMatchObject({ code: "recovery.words" });
    const foreign = await testClub();
    t.later(foreign.close);
    const data = join(t.club.folder, "d");
    await expect(restore(path, undefined, { ...t.club.roots, data, keys: foreign.roots.keys })).rejects.toMatchObject({
      code: "backup.other_installation",
    });
    await expect(restore(path, undefined, { ...t.club.roots, data, keys: join(t.club.folder, "k") })).rejects.toMatchObject({
      code: "backup.other_installation",
    });
  });

  it("finds a flipped bit, a missing end, and parts in another order, before anything is written", async () => {
    await someone("an");
    const { path } = await back();
    const whole = await readFile(path);
    const wrong = join(t.to, "wrong");
    const into = await empty();
    const attempt = () =>
      restoreBackup({
        ownerUrl: into.ownerUrl,
        login: "kept",
        roots: { ...t.club.roots, data: join(t.club.folder, "d") },
        file: wrong,
        words: t.phrase.words.join(" "),
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
      (await gather(openFromRecovery(t.phrase.words.join(" "), createReadStream(path)))).map((b) => Buffer.from(b)),
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
      await writeFile(wrong, await gather(sealTo(t.phrase.recipient, Readable.from([bytes]))));
      await expect(attempt()).rejects.toMatchObject({ code: "backup.damaged" });
    }
    // Changed with all its sums put right: only who holds the installation's key can authenticate that.
    const from = plain.indexOf('{"kept":"backup 1"');
    const head = plain.subarray(from, plain.indexOf(0, from));
    const other = Buffer.from(head.toString().replace(/"slug":"./, '"slug":"x'));
    const sum = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
    const forged = Buffer.from(plain);
    other.copy(forged, from);
    forged.write(sum(other), forged.indexOf(sum(head)));
    await writeFile(wrong, await gather(sealTo(t.phrase.recipient, Readable.from([forged]))));
    await expect(attempt()).rejects.toMatchObject({ code: "backup.forged" });
    await writeFile(wrong, "a letter");
    await expect(attempt()).rejects.toMatchObject({ code: "recovery.not_sealed" });
    const owner = new pg.Client({ connectionString: into.ownerUrl });
    await owner.connect();
    expect((await owner.query("select 1 from pg_class where relnamespace = 'public'::regnamespace")).rows).toEqual([]);
    await owner.end();
  });

  it("refuses a backup of a newer version", async () => {
    await t.club.owner("insert into migration (name, digest, at) values ('9999_future.sql', repeat('0', 64), now())");
    const { path } = await back();
    await expect(restore(path)).rejects.toThrow(/newer version of Kept/);
  });

  it("that failed amid its load is begun again on the same database", async () => {
    const person = await someone("an");
    const file = await withFile(person);
    const { path } = await back();
    const into = await empty();
    const roots = { ...t.club.roots, data: join(t.club.folder, "half") };
    // The files cannot be put down: the load stops after the tables.
    await mkdir(roots.data, { recursive: true });
    await writeFile(join(roots.data, "files"), "in the way");
    const go = () =>
      restoreBackup({ ownerUrl: into.ownerUrl, login: "kept", roots, file: path, words: t.phrase.words.join(" "), at: later, tell });
    await expect(go()).rejects.toThrow();
    await rm(join(roots.data, "files"));
    await go();
    await openVault(into.database, roots, later);
    expect(await textsIn(into.database, person)).toEqual(["an@mau.example", "Nguyễn an"]);
    expect(await into.database.read(t.club.id, async (db) => (await openFile(db, person, file)).size)).toBeGreaterThan(0);
  });
});
