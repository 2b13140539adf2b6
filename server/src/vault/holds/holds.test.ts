import { access } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aValue, gather, type TestVault, testVault } from "../../../test/vault.js";
import { newId, type OrganisationId, type PersonId } from "../../platform/index.js";
import { sweepFiles } from "../files/sweep.js";
import {
  createPerson,
  current,
  endDue,
  eraseField,
  erasePerson,
  extendHold,
  fileKinds,
  followErasure,
  heldBy,
  heldUnder,
  holdsOf,
  keepFile,
  type NewHold,
  openFile,
  openHeld,
  openHeldFile,
  placeHold,
  receiveFile,
  releaseHold,
  sealValues,
} from "../index.js";
import { vaultJobs } from "../jobs.js";

let t: TestVault;
let o: OrganisationId;
beforeAll(async () => {
  t = await testVault();
  o = await t.organisation();
});
afterAll(() => t.close());

const at = new Date("2026-11-21T09:00:00Z");
const later = new Date("2036-12-31T09:00:00Z");
const order = newId();
const duty = (person: PersonId, more: Partial<NewHold> = {}): NewHold => ({
  person,
  kind: "legal_duty",
  fields: ["paper", "amount"],
  occasion: order,
  purpose: "accounting",
  article: "88/2015/QH13 art. 41",
  reason: "Hoá đơn của đơn hàng",
  until: "2036-12-30",
  by: "system",
  now: at,
  ...more,
});

async function customer() {
  const received = await receiveFile(
    t.roots.data,
    o,
    "Hoá đơn chị Bình.txt",
    { kinds: fileKinds, most: 10_000 },
    Readable.from([Buffer.from("hoá đơn 0000123")]),
  );
  const person = await t.database.write(o, async (tx) => {
    const made = await createPerson(tx, at);
    const amount = aValue("amount", "1.250.000");
    await sealValues(tx, made, [
      aValue("email", `${newId()}@mau.example`, { index: "exact", type: "email" }),
      { ...amount, origin: { ...amount.origin, occasionId: order } },
      aValue("amount", "of another order"),
    ]);
    await keepFile(tx, made, received, { field: "paper", submissionId: null, occasionId: order, at });
    return made;
  });
  return { person, file: received.id, path: join(t.roots.data, "files", o, received.stored) };
}
const place = (h: NewHold) => t.database.write(o, (tx) => placeHold(tx, h));
const erase = async (person: PersonId) => {
  const erasure = await t.database.write(o, (tx) => erasePerson(tx, person, "asked", at));
  await followErasure(t.database, o, person, erasure.id, at);
  return erasure;
};
const held = (person: PersonId) => t.database.read(o, (db) => heldUnder(db, person));
const there = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

describe("An erasure leaves what a hold covers, under the hold's key", () => {
  it("and nothing else: papers open for the duty alone, everything else is gone", async () => {
    const { person, file, path } = await customer();
    const hold = await place(duty(person));
    const erasure = await erase(person);
    expect(erasure.kept_back).toEqual([
      {
        hold,
        kind: "legal_duty",
        article: "88/2015/QH13 art. 41",
        until: "2036-12-30",
        hidden_until: null,
        fields: ["amount", "paper"],
        values: 1,
        files: 1,
      },
    ]);
    expect(await t.database.read(o, (db) => current(db, person))).toEqual([]);
    await expect(t.database.read(o, (db) => openFile(db, person, file))).rejects.toMatchObject({ code: "file.unknown" });
    const opened = await t.database.read(o, (db) => openHeld(db, person, hold, at));
    expect(opened.map((x) => [x.field, x.value])).toEqual(
      expect.arrayContaining([
        ["amount", { content: "1.250.000" }],
        ["paper", { name: "Hoá đơn chị Bình.txt" }],
      ]),
    );
    expect(opened).toHaveLength(2);
    expect(await sweepFiles(t.database, o, later)).toBe(0);
    expect(await there(path)).toBe(true);
    const paper = await t.database.read(o, (db) => openHeldFile(db, person, hold, file, at));
    expect(Buffer.concat(await gather(paper.content)).toString()).toBe("hoá đơn 0000123");
  });

  it("until its last day, when the job destroys the key and the files", async () => {
    const { person, file, path } = await customer();
    const hold = await place(duty(person));
    await erase(person);
    expect(await t.database.write(o, (tx) => endDue(tx, person, hold, new Date("2036-12-30T16:59:00Z")))).toBeUndefined();
    const evening = new Date("2036-12-30T17:00:00Z");
    await expect(t.database.read(o, (db) => openHeld(db, person, hold, evening))).rejects.toMatchObject({ code: "hold.over" });
    await expect(t.database.read(o, (db) => openHeldFile(db, person, hold, file, evening))).rejects.toMatchObject({ code: "hold.over" });
    const job = vaultJobs({ database: t.database, clock: { now: () => evening } }).find((j) => j.task === "vault.holds");
    await job?.run(o, {});
    expect(await held(person)).toEqual([]);
    expect(await there(path)).toBe(false);
    expect(await t.owner("select 1 from person_key where person_id = $1", [hold])).toEqual([]);
    expect(await t.database.read(o, (db) => holdsOf(db, [person]))).toEqual([]);
  });

  it("of one field too, and the rest of the field goes", async () => {
    const { person } = await customer();
    const hold = await place(duty(person));
    await t.database.write(o, (tx) => eraseField(tx, person, "amount", "asked", at));
    expect((await t.database.read(o, (db) => openHeld(db, person, hold, at))).map((x) => x.value)).toEqual([{ content: "1.250.000" }]);
    expect((await t.database.read(o, (db) => current(db, person))).map((v) => v.field)).toEqual(["email"]);
  });

  it("and passes it on to a longer hold when the first is released", async () => {
    const { person } = await customer();
    const long = await place(duty(person, { kind: "dispute", article: null, fields: ["amount"], occasion: null, until: "2027-06-30" }));
    const whole = await place(duty(person, { kind: "dispute", article: null, fields: null, occasion: null, until: "2028-06-30" }));
    await erase(person);
    const ended = await t.database.write(o, (tx) => releaseHold(tx, person, whole, at));
    expect(ended.destroyed).toBe(2);
    const left = await t.database.read(o, (db) => openHeld(db, person, long, at));
    expect(left.map((x) => x.value)).toEqual(expect.arrayContaining([{ content: "1.250.000" }, { content: "of another order" }]));
  });
});

describe("A hold", () => {
  it("is not given up before its date where the law demands the keeping, once something lies under it", async () => {
    const { person } = await customer();
    const hold = await place(duty(person));
    await erase(person);
    await expect(t.database.write(o, (tx) => releaseHold(tx, person, hold, at))).rejects.toMatchObject({ code: "hold.duty_not_over" });
    expect(await held(person)).toHaveLength(2);
  });

  it("is refused without article, without reference, with an end that is past, and on someone erased or unknown", async () => {
    const { person } = await customer();
    await expect(place(duty(person, { article: null }))).rejects.toMatchObject({ code: "hold.article_missing" });
    await expect(place(duty(person, { kind: "state_body" }))).rejects.toMatchObject({ code: "hold.reference_missing" });
    await expect(place(duty(person, { until: "2026-11-20" }))).rejects.toMatchObject({ code: "hold.end_past" });
    await erase(person);
    await expect(place(duty(person))).rejects.toMatchObject({ code: "sealed.erased" });
  });

  it("moves its end later, never sooner", async () => {
    const { person } = await customer();
    const hold = await place(duty(person));
    const extend = (until: string) => t.database.write(o, (tx) => extendHold(tx, person, hold, { until }));
    await expect(extend("2030-01-01")).rejects.toMatchObject({ code: "hold.end_earlier" });
    await extend("2040-01-01");
    expect((await t.database.read(o, (db) => holdsOf(db, [person]))).map((h) => h.until)).toEqual(["2040-01-01"]);
  });

  it("covers its fields and its occasion, and the longest of several answers", async () => {
    const { person } = await customer();
    await place(duty(person));
    await place(duty(person, { kind: "dispute", fields: null, occasion: null, until: "2027-01-01" }));
    const holds = await t.database.read(o, (db) => holdsOf(db, [person]));
    expect(heldBy(holds, { person, field: "amount", occasion: order })?.until).toBe("2036-12-30");
    expect(heldBy(holds, { person, field: "amount", occasion: null })?.until).toBe("2027-01-01");
    expect(heldBy(holds, { person: (await customer()).person, field: "amount", occasion: order })).toBeUndefined();
  });

  it("placed while an erasure is under way waits for it, and is refused; placed before, it wins", async () => {
    const { person } = await customer();
    const race = await Promise.allSettled([place(duty(person)), erase(person)]);
    const kept = await held(person);
    expect(kept).toHaveLength(race[0].status === "fulfilled" ? 2 : 0);
    expect(race[1].status).toBe("fulfilled");
  });
});
