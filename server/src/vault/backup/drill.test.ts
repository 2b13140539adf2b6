import { readdir, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { at, backedClub, later, leaveOut, tell } from "../../../test/backup.js";
import { stopAgain } from "../../consent/index.js";
import { eraseField, erasePerson, openVault, renewKeysExport } from "../index.js";
import { type Drilling, drill } from "./drill.js";

const t = backedClub();
const exportsOf = () => join(t.club.folder, "exports");
const roots = () => ({ ...t.club.roots, exports: exportsOf() });
const words = () => t.phrase.words.join(" ");
const run = (more: Partial<Drilling> = {}) =>
  drill({ url: t.club.url, ownerUrl: t.club.ownerUrl, roots: roots(), from: t.to, leaveOut, stopAgain, at: later, tell, ...more });

/** What a drill must not leave behind. */
async function traces() {
  const databases = await t.club.owner<{ name: string }>("select datname as name from pg_database where datname like 'kept_drill_%'");
  return [...databases.map((d) => d.name), ...(await readdir(tmpdir())).filter((n) => n.startsWith("kept-drill-"))];
}

async function lived(): Promise<void> {
  const [gone, halved, later_] = [await t.someone("gone"), await t.someone("halved"), await t.someone("later")];
  const other = await t.someone("other");
  await t.withFile(other);
  await t.club.database.write(t.club.id, (tx) => erasePerson(tx, gone, "asked", at));
  await t.club.database.write(t.club.id, (tx) => eraseField(tx, halved, "email", "asked", at));
  await t.back();
  await t.club.database.write(t.club.id, (tx) => erasePerson(tx, later_, "asked", later));
}

describe("a drill", () => {
  afterEach(async () => {
    expect(await traces()).toEqual([]);
  });

  it("proves the newest backup by the words and the export of the keys, and touches nothing that is live", async () => {
    await lived();
    await openVault(t.club.database, roots(), at);
    await renewKeysExport(at);
    const before = {
      rows: await t.club.owner(
        "select (select count(*) from value) v, (select count(*) from person_key) k, (select count(*) from event) e",
      ),
      ledger: await readFile(join(t.club.roots.ledger, `${t.club.id}.ledger`)),
      keys: await readdir(join(t.club.roots.keys, t.club.id)),
    };
    const done = await run({ words: words() });
    expect(done).toMatchObject({ keys: "export", backupAt: at });
    expect(done.organisations).toMatchObject([{ files: 1, erased: 3, replayed: { restored: true, fields: [] } }]);
    expect(done.organisations[0]?.replayed.persons).toHaveLength(1);
    expect(done.organisations[0]?.values).toBeGreaterThanOrEqual(3);
    expect(
      await t.club.owner("select (select count(*) from value) v, (select count(*) from person_key) k, (select count(*) from event) e"),
    ).toEqual(before.rows);
    expect((await readFile(join(t.club.roots.ledger, `${t.club.id}.ledger`))).equals(before.ledger)).toBe(true);
    expect(await readdir(join(t.club.roots.keys, t.club.id))).toEqual(before.keys);
  });

  it("without the words makes a backup of its own, and says that words and export were not proved", async () => {
    await lived();
    const done = await run();
    expect(done).toMatchObject({ keys: "live", backupAt: later });
    expect(done.organisations).toMatchObject([{ erased: 3, files: 1 }]);
    expect(await readdir(t.to)).toHaveLength(1);
  });

  it("fails where something erased is still there, though the ledger says it is gone", async () => {
    const person = await t.someone("an");
    await t.club.database.write(t.club.id, (tx) => erasePerson(tx, person, "asked", at));
    await t.club.owner(
      `insert into blind_index (organisation_id, digest, person_id, value_id, field, kind, key_version) values ($1, decode(repeat('00', 16), 'hex'), $2, $2, 'email', 'exact', 1)`,
      [t.club.id, person],
    );
    await t.club.owner("update erasure set finished_at = now(), ledger_at = now()");
    await expect(run()).rejects.toMatchObject({ code: "backup.drill", message: /1 erased persons are still there/ });
  });

  it("fails where a value does not open, where there is no backup or export, and with other words", async () => {
    const person = await t.someone("an");
    await expect(run({ words: words() })).rejects.toMatchObject({ code: "backup.drill", message: /no backup/ });
    await t.back();
    await expect(run({ words: words() })).rejects.toMatchObject({ code: "backup.drill", message: /no export/ });
    await openVault(t.club.database, roots(), at);
    await renewKeysExport(at);
    await expect(run({ words: "abandon ".repeat(23).concat("art") })).rejects.toMatchObject({ code: "recovery.other_key" });
    await t.club.owner("update value set sealed = overlay(sealed placing '\\x00'::bytea from 90) where person_id = $1", [person]);
    await expect(run()).rejects.toMatchObject({ code: "backup.drill", message: /do not open/ });
    await writeFile(join(t.to, "kept-00000000-20270101T000000Z.tar.age"), "another installation's");
    expect(await run({ words: words() })).toMatchObject({ backupAt: at });
  });
});
