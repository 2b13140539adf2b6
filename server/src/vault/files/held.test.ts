import { copyFile, readdir, readFile, truncate, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, gather, type TestVault, testVault } from "../../../test/vault.js";
import type { OrganisationId, PersonId } from "../../platform/index.js";
import {
  createPerson,
  eraseField,
  erasePerson,
  fileKinds,
  filesOf,
  followErasure,
  keepFile,
  openFile,
  receiveFile,
  sealValues,
} from "../index.js";
import { sweepFiles } from "./sweep.js";

let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T09:00:00Z");
const text = "hồ sơ xin việc ".repeat(10_000);

async function applicant(content = text, field = "cv"): Promise<{ person: PersonId; id: string; path: string }> {
  const received = await receiveFile(
    t.roots.data,
    o,
    "CV Nguyễn Ân.txt",
    { kinds: fileKinds, most: 10_000_000 },
    Readable.from([Buffer.from(content)]),
  );
  const person = await t.database.write(o, async (tx) => {
    const made = await createPerson(tx, at);
    await sealValues(tx, made, [aValue("email", "an@example.vn")]);
    await keepFile(tx, made, received, { field, submissionId: null, occasionId: null, at });
    return made;
  });
  return { person, id: received.id, path: join(t.roots.data, "files", o, received.stored) };
}
const read = async (person: PersonId, id: string) => {
  const file = await t.database.read(o, (db) => openFile(db, person, id));
  return Buffer.concat(await gather(file.content)).toString();
};

describe("a person's file", () => {
  it("is listed by name and opens to what was sent", async () => {
    const { person, id } = await applicant();
    const listed = await t.database.read(o, (db) => filesOf(db, person));
    expect(listed).toMatchObject([
      { id, field: "cv", name: "CV Nguyễn Ân.txt", kind: "txt", size: Buffer.byteLength(text), scan: "skipped", receivedAt: at },
    ]);
    expect(await read(person, id)).toBe(text);
  });

  it("has neither name nor content in clear, in the database or on disk", async () => {
    const { id, path } = await applicant();
    const [row] = await t.owner<{ row: string }>("select f::text as row from file f where id = $1", [id]);
    for (const clear of ["Nguyễn", Buffer.from("Nguyễn").toString("hex")]) expect(row?.row.includes(clear)).toBe(false);
    expect((await readFile(path)).includes("xin")).toBe(false);
  });

  it("gives nothing when cut, changed or exchanged on disk", async () => {
    const [a, b] = [await applicant(), await applicant(`${text}.`)];
    const refused = (x: typeof a) => expect(read(x.person, x.id)).rejects.toMatchObject({ code: "sealed.damaged" });
    await copyFile(b.path, a.path);
    await refused(a);
    const bytes = await readFile(b.path);
    await writeFile(b.path, Buffer.concat([bytes.subarray(0, bytes.length - 1), Buffer.of((bytes.at(-1) ?? 0) ^ 1)]));
    await refused(b);
    await writeFile(b.path, bytes);
    expect(await read(b.person, b.id)).toBe(`${text}.`);
    await truncate(b.path, 51 + 65_552);
    await refused(b);
  });

  it("does not open for another person, whose rows are exchanged or not", async () => {
    const [a, b] = [await applicant(), await applicant()];
    await expect(read(b.person, a.id)).rejects.toMatchObject({ code: "file.unknown" });
    await t.owner("update file set person_id = $1 where id = $2", [b.person, a.id]);
    await expect(read(b.person, a.id)).rejects.toMatchObject({ code: "sealed.other_key" });
  });

  it("is gone from disk when its field is erased; other files stay readable", async () => {
    const { person, id, path } = await applicant(text, "cv");
    const more = await receiveFile(t.roots.data, o, "b.txt", { kinds: ["txt"], most: 100 }, Readable.from([Buffer.from("khác")]));
    await t.database.write(o, (tx) => keepFile(tx, person, more, { field: "letter", submissionId: null, occasionId: null, at }));
    await t.database.write(o, (tx) => eraseField(tx, person, "cv", "asked", at));
    await expect(readFile(path)).rejects.toThrow(/ENOENT/);
    await expect(read(person, id)).rejects.toMatchObject({ code: "file.unknown" });
    expect(await read(person, more.id)).toBe("khác");
  });

  it("does not open once its person is erased, and then goes", async () => {
    const { person, id, path } = await applicant();
    const erasure = await t.database.write(o, (tx) => erasePerson(tx, person, "asked", at));
    await expect(read(person, id)).rejects.toMatchObject({ code: "sealed.erased" });
    await followErasure(t.database, o, person, erasure.id, at);
    await expect(readFile(path)).rejects.toThrow(/ENOENT/);
    const late = await receiveFile(t.roots.data, o, "b.txt", { kinds: ["txt"], most: 100 }, Readable.from([Buffer.from("khác")]));
    const keep = t.database.write(o, (tx) => keepFile(tx, person, late, { field: "cv", submissionId: null, occasionId: null, at }));
    await expect(keep).rejects.toMatchObject({ code: "sealed.erased" });
  });

  it("that nobody claimed is swept after a day, and no other", async () => {
    const { person, id } = await applicant();
    const lost = await receiveFile(t.roots.data, o, "b.txt", { kinds: ["txt"], most: 100 }, Readable.from([Buffer.from("mất")]));
    const folder = join(t.roots.data, "files", o);
    const now = new Date();
    await sweepFiles(t.database, o, now);
    expect(await readdir(folder)).toContain(lost.stored);
    const old = new Date(now.getTime() - 90_000_000);
    for (const name of await readdir(folder)) await utimes(join(folder, name), old, old);
    expect(await sweepFiles(t.database, o, now)).toBeGreaterThan(0);
    expect(await readdir(folder)).not.toContain(lost.stored);
    expect(await read(person, id)).toBe(text);
  });
});
