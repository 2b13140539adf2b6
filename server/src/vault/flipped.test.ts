import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { aValue, type TestVault, testVault } from "../../test/vault.js";
import { type OrganisationId, type PersonId, Refusal } from "../platform/index.js";
import {
  createPerson,
  current,
  eraseField,
  fileKinds,
  holdsSaid,
  keepFile,
  openFile,
  openHeld,
  openVault,
  placeHold,
  receiveFile,
  saltRoot,
  sealValues,
} from "./index.js";

let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T09:00:00Z");
interface Made {
  readonly person: PersonId;
  readonly file: string;
  readonly hold: string;
}
let made: Made;
let other: Made;
beforeEach(async () => {
  made = await somebody();
  other = await somebody();
});

/** Somebody with values, a file, and a value and a file that an erasure left under a hold. */
async function somebody(): Promise<Made> {
  const receive = () =>
    receiveFile(t.roots.data, o, "hồ sơ.txt", { kinds: fileKinds, most: 10_000 }, Readable.from([Buffer.from("hồ sơ xin việc")]));
  const [cv, paper] = [await receive(), await receive()];
  return t.database.write(o, async (tx) => {
    const person = await createPerson(tx, at);
    await sealValues(tx, person, [aValue("name", "Nguyễn Thị Hoa"), aValue("note", "ghi chú thứ nhất"), aValue("amount", "1.250.000")]);
    await keepFile(tx, person, cv, { field: "cv", submissionId: null, occasionId: null, at });
    await keepFile(tx, person, paper, { field: "amount", submissionId: null, occasionId: null, at });
    const hold = await placeHold(tx, {
      person,
      kind: "dispute",
      fields: ["amount"],
      occasion: null,
      purpose: null,
      article: null,
      reason: "tranh chấp",
      until: "2036-12-31",
      by: "system",
      now: at,
    });
    await eraseField(tx, person, "amount", "asked", at);
    return { person, file: cv.id, hold };
  });
}

const code = (error: unknown): string => (error instanceof Refusal ? error.code : `not typed: ${String(error)}`);
type Answer = Record<string, string>;

/** What every reader answers about somebody: the content, or the code of the fault. */
async function readers({ person, file, hold }: Made): Promise<Answer> {
  // As another process, which remembers no key.
  await openVault(t.database, t.roots, at);
  return t.database.read(o, async (db) => {
    const answer: Answer = {};
    const values = await current(db, person).catch((error: unknown) => code(error));
    if (typeof values === "string") answer.values = values;
    else for (const v of values) answer[v.field] = "fault" in v.value ? v.value.fault : String(v.value.content);
    answer.file = await openFile(db, person, file).then((f) => f.name, code);
    const held = await openHeld(db, person, hold, at).catch((error: unknown) => code(error));
    if (typeof held === "string") answer.held = held;
    else {
      for (const h of held) {
        answer[`held ${h.what}`] = "fault" in h.value ? h.value.fault : "name" in h.value ? h.value.name : String(h.value.content);
      }
    }
    answer.words = await holdsSaid(db, [person]).then(([h]) => h?.reason ?? "closed", code);
    answer.root = await saltRoot(db, person).then((root) => (root ? "opens" : "closed"), code);
    return answer;
  });
}

const whole: Answer = {
  name: "Nguyễn Thị Hoa",
  note: "ghi chú thứ nhất",
  file: "hồ sơ.txt",
  "held value": "1.250.000",
  "held file": "hồ sơ.txt",
  words: "tranh chấp",
  root: "opens",
};

/** Each sealed column, how to hit one row of it, and what then no longer opens. */
const columns: Readonly<Record<string, { readonly row: (m: Made) => [string, string]; readonly hit: readonly string[] }>> = {
  "value.sealed": { row: (m) => ["person_id = $1 and field = 'name'", m.person], hit: ["name"] },
  "person_key.wrapped": { row: (m) => ["person_id = $1", m.person], hit: ["name", "note", "file", "root"] },
  "person_key.salt_root_sealed": { row: (m) => ["person_id = $1", m.person], hit: ["root"] },
  "file.key_sealed": { row: (m) => ["person_id = $1", m.person], hit: ["file"] },
  "file.name_sealed": { row: (m) => ["person_id = $1", m.person], hit: ["file"] },
  "hold.words_sealed": { row: (m) => ["person_id = $1", m.person], hit: ["words"] },
  "held.sealed": { row: (m) => ["person_id = $1 and what = 'value'", m.person], hit: ["held value"] },
  "held.name_sealed": { row: (m) => ["person_id = $1 and what = 'file'", m.person], hit: ["held file"] },
};

describe("A bit flipped in what is sealed", () => {
  it("has a case for every sealed column of the vault", async () => {
    const rows = await t.owner<{ name: string }>(
      `select table_name || '.' || column_name as name from information_schema.columns where table_schema = 'public' and data_type = 'bytea'
       and (column_name like '%sealed' or column_name = 'wrapped') and table_name in ('value', 'person_key', 'file', 'hold', 'held') order by 1`,
    );
    expect(rows.map((r) => r.name).sort()).toEqual(Object.keys(columns).sort());
  });

  it.each(Object.keys(columns))("of %s is a typed fault of that record alone, and never a part of it", async (name) => {
    const [table, column] = name.split(".");
    const { row, hit } = columns[name] ?? { row: () => ["false", ""], hit: [] };
    const [where, person] = row(made);
    expect(await readers(made)).toEqual(whole);
    const [size] = await t.owner<{ n: number }>(`select length(${column}) as n from "${table}" where ${where}`, [person]);
    // Salt, commitment, nonce, the sealed bytes, the tag: one bit in each.
    for (const byte of [6, 30, 55, 70, (size?.n ?? 1) - 1]) {
      const flip = `update "${table}" set ${column} = set_byte(${column}, ${byte}, get_byte(${column}, ${byte}) # 1) where ${where}`;
      await t.owner(flip, [person]);
      const answer = await readers(made);
      for (const [reader, said] of Object.entries(answer)) {
        if (!hit.includes(reader)) expect([byte, reader, said]).toEqual([byte, reader, whole[reader]]);
        else expect([byte, reader, said]).toEqual([byte, reader, expect.stringMatching(/^(sealed\.(damaged|other_key|key_gone)|closed)$/)]);
      }
      expect(await readers(other)).toEqual(whole);
      await t.owner(flip, [person]);
    }
    expect(await readers(made)).toEqual(whole);
  });
});
