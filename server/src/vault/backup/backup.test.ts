import { createReadStream } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { at, backedClub, later, leaveOut, tell } from "../../../test/backup.js";
import { testClub } from "../../../test/club.js";
import { gather } from "../../../test/vault.js";
import { stopAgain } from "../../consent/index.js";
import { unpackTar } from "../../platform/backup/tar.js";
import { erasePerson, filesOf, openFile, openFromRecovery, openVault, replayLedger, writeRecoveryKey } from "../index.js";
import { makeBackup } from "./make.js";

const t = backedClub();
const { back, restore, someone, withFile, textsIn } = t;

describe("a backup", () => {
  it("restored into an empty database is the same, row by row, with its files", async () => {
    const person = await someone("an");
    const file = await withFile(person);
    const { path, manifest } = await back();
    const r = await restore(path);
    await openVault(r.database, r.roots, later);
    expect(await textsIn(r.database, person)).toEqual(["an@mau.example", "Nguyễn an"]);
    const opened = await r.database.read(t.club.id, async (db) => gather((await openFile(db, person, file)).content));
    expect(Buffer.concat(opened.map((b) => Buffer.from(b))).toString()).toMatch(/^%PDF/);
    expect(await r.database.read(t.club.id, async (db) => (await filesOf(db, person))[0]?.name)).toBe("cv.pdf");
    for (const { name, rows } of manifest.tables.filter((t) => t.name !== "ledger_mark")) {
      expect([name, (await t.club.owner(`select 1 from "${name}"`)).length]).toEqual([name, rows]);
    }
    expect(manifest.files).toMatchObject({ count: 1, gone: 0 });
  });

  it("holds no key, no ledger, no session, and nothing in clear", async () => {
    await someone("binh");
    await t.club.owner(
      "insert into session (organisation_id, person_id, id, hash, device_id, way, signed_in_at, seen_at, proved_at, proof) values ($1, $1, $1, '\\x00', $1, 'code', now(), now(), now(), $1)",
      [t.club.id],
    );
    const { path, head } = await back();
    const sealed = await readFile(path);
    expect(sealed.includes("binh")).toBe(false);
    const parts: string[] = [];
    const plain: Buffer[] = [];
    for await (const part of unpackTar(openFromRecovery(t.phrase.words.join(" "), createReadStream(path)))) {
      parts.push(part.name);
      for await (const bytes of part.content) plain.push(Buffer.from(bytes));
    }
    expect(parts[0]).toBe("kept-backup.json");
    expect(parts.at(-1)).toBe("manifest.json");
    expect(parts.filter((p) => /session\//.test(p))).toEqual(["tables/staff_session/000001"]);
    const whole = Buffer.concat(plain);
    expect(whole.includes("binh@mau.example")).toBe(false);
    for (const folder of [t.club.roots.keys, join(t.club.roots.keys, t.club.id)]) {
      for (const name of await readdir(folder)) {
        const key = name.endsWith(".json") ? JSON.parse(await readFile(join(folder, name), "utf8")).key : undefined;
        if (key) expect(whole.includes(Buffer.from(key, "base64url")) || whole.includes(key)).toBe(false);
      }
    }
    expect(head.keys[t.club.id]).toContainEqual({ kind: "epoch", number: 1 });
  });

  it("is whole while others write: every value has its person's key, every event its subject", { timeout: 120_000 }, async () => {
    let stop = false;
    const writing = Promise.all(
      Array.from({ length: 4 }, async (_, n) => {
        for (let i = 0; !stop; i++) {
          const person = await someone(`writer${n}x${i}`);
          if (i % 3 === 0) await t.club.database.write(t.club.id, (tx) => erasePerson(tx, person, "asked", at));
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
    await replayLedger(r.database, t.club.id, stopAgain, later);
  });

  it("is one file of many: the newest are kept, others' files are not touched", async () => {
    await back(2, at);
    await writeFile(join(t.to, "letter.txt"), "mine");
    await back(2, new Date("2026-11-22T09:00:00Z"));
    const last = await back(2, new Date("2026-11-23T09:00:00Z"));
    expect(last.pruned).toHaveLength(1);
    const days = (await readdir(t.to)).sort().map((n) => /2026\d{4}/.exec(n)?.[0] ?? n);
    expect(days).toEqual(["20261122", "20261123", "letter.txt"]);
  });

  it("is not made without a recovery key, inside another root, or with another installation's keys", async () => {
    const roots = t.club.roots;
    const make = (more: Partial<Parameters<typeof makeBackup>[0]>) =>
      makeBackup({ ownerUrl: t.club.ownerUrl, roots, to: t.to, leaveOut, at, tell, ...more });
    await expect(make({ to: join(roots.data, "backups") })).rejects.toMatchObject({ code: "backup.asked" });
    await rm(join(roots.keys, "recovery.json"));
    await expect(make({})).rejects.toMatchObject({ code: "backup.recovery" });
    const other = await testClub();
    t.later(other.close);
    await writeRecoveryKey(other.roots.keys, t.phrase.recipient, at);
    await expect(make({ roots: { ...roots, keys: other.roots.keys } })).rejects.toMatchObject({ code: "backup.other_installation" });
    expect(await readdir(t.to).catch(() => [])).toEqual([]);
  });
});
