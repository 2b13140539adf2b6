import { importTypes } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, only, type TestApi, testApi } from "../../../test/api.js";
import { runDue } from "../../../test/jobs.js";
import { everything } from "../../../test/vault.js";
import { registerErasures } from "../../main.js";
import { hours, personId, type Tx } from "../../platform/index.js";
import { eraseField, erasePerson, erasuresOf, reindex, rotateIndex } from "../../vault/index.js";
import { refusedBefore } from "../index.js";

let t: TestApi;
let house: ApiHouse;
let key: string;
beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("tuchoi", (draft) => {
    const join = draft.touchpoints.join;
    if (!join) throw new Error("the sample has this touchpoint");
    draft.touchpoints.members = { ...join, channels: ["import"], duties: [] };
    delete draft.touchpoints.members.confirms;
    delete draft.touchpoints.members.account;
  });
  key = (await house.key([only("import")])).secret;
});
afterAll(() => t.db.close());

async function joined(email: string, newsletter?: "given" | "refused") {
  const sent = await t.ask("POST", "/submissions", (await house.key()).secret, {
    touchpoint: "join",
    fields: { full_name: "Lê Thị Từ Chối", email },
    consents: newsletter ? { newsletter } : {},
    notice_version: 1,
    contact_proved: true,
  });
  expect(sent.status, sent.text).toBe(201);
  return personId.parse(sent.body.person);
}
const write = <T>(work: (tx: Tx) => Promise<T>) => t.running.database.write(house.id, work);
const before = (text: string, purpose = "newsletter") =>
  t.running.database.read(house.id, (db) => refusedBefore(db, { channel: "email", text }, purpose, t.clock.now()));
const rows = () =>
  t.db.owner<{ purpose: string; channel: string }>("select purpose, channel from refusal_kept where organisation_id = $1", [house.id]);

async function imported(csv: string) {
  const response = await t.app.request(`${t.running.config.url}/api/v1/imports?touchpoint=members`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": importTypes.csv },
    body: csv,
  });
  const id = JSON.parse(await response.text()).import;
  const map = [
    { column: 1, to: "field", field: "full_name" },
    { column: 2, to: "field", field: "email" },
    { column: 3, to: "consent", purpose: "newsletter", given: ["có"], refused: ["không"], method: "paper" },
  ];
  const begun = await t.ask("POST", `/imports/${id}:start`, key, { dry_run: false, map });
  expect(begun.status, begun.text).toBe(202);
  await runDue(
    t.db,
    t.jobs.filter((j) => j.task.startsWith("collection.")),
  );
  return (await t.ask("GET", `/imports/${id}`, key)).body;
}

describe("A refusal of advertising outlives its person for a year", () => {
  it("as a digest of the contact alone, told on the certificate; not of somebody who agreed or was never asked", async () => {
    const at = t.clock.now();
    for (const other of [await joined("dong.y@mau.example", "given"), await joined("chua.hoi@mau.example")])
      await write((tx) => erasePerson(tx, other, "asked", at));
    expect(await rows()).toEqual([]);
    const refused = await joined("Tu.Choi@mau.example", "refused");
    await write((tx) => erasePerson(tx, refused, "asked", at));
    expect(await rows()).toEqual([{ purpose: "newsletter", channel: "email" }]);
    expect(await before("tu.choi@MAU.example")).toEqual(at);
    expect(await before("tu.choi@mau.example", "membership")).toBeUndefined();
    expect(await before("dong.y@mau.example")).toBeUndefined();
    const [erasure] = await t.running.database.read(house.id, (db) => erasuresOf(db, refused));
    expect(erasure?.kept_refusals).toEqual([
      { channels: ["email"], purposes: ["newsletter"], article: "91/2020/NĐ-CP art. 11", until: "2027-11-21" },
    ]);
    const whole = [...(await everything(t.db)).values()].flat().join("\n");
    for (const trace of ["tu.choi", "Tu.Choi"]) expect(whole).not.toContain(trace);
    const kept = await t.db.owner("select * from refusal_kept where organisation_id = $1", [house.id]);
    expect(JSON.stringify(kept)).not.toContain(refused);
  });

  it("when only the field of the contact is erased, too", async () => {
    const person = await joined("mot.muc@mau.example", "refused");
    await write((tx) => eraseField(tx, person, "full_name", "asked", t.clock.now()));
    expect(await before("mot.muc@mau.example")).toBeUndefined();
    await write((tx) => eraseField(tx, person, "email", "asked", t.clock.now()));
    expect(await before("mot.muc@mau.example")).toEqual(t.clock.now());
  });

  it("so that no import assumes its agreement: the row is taken without it, and counted", async () => {
    const person = await joined("nhap.lai@mau.example", "refused");
    await write((tx) => erasePerson(tx, person, "asked", t.clock.now()));
    const done = await imported("Tên,Email,Bản tin\nA,Nhap.Lai@mau.example,có\nB,nguoi.moi@mau.example,có\n");
    expect(done).toMatchObject({ state: "done", rows: 2, taken: 2, refused: 0, refused_before: 1 });
    const given = await t.db.owner(
      "select 1 from consent c join submission s on s.organisation_id = c.organisation_id and s.id = c.submission_id where s.touchpoint = 'members' and c.act = 'given'",
    );
    expect(given).toHaveLength(1);
  });

  it("whatever becomes of the index keys", async () => {
    const person = await joined("xoay.khoa@mau.example", "refused");
    await write((tx) => erasePerson(tx, person, "asked", t.clock.now()));
    await write((tx) => rotateIndex(tx, t.clock.now()));
    let at = t.clock.now();
    for (
      let next = await reindex(t.running.database, house.id, at);
      next;
      next = await reindex(t.running.database, house.id, at, next.clean)
    )
      at = next.at;
    const keys = await t.db.owner(
      "select number, destroyed_at is null as live from vault_key where organisation_id = $1 and kind = 'index' order by 1",
      [house.id],
    );
    expect(keys).toEqual([
      { number: 1, live: false },
      { number: 2, live: true },
    ]);
    expect(await before("xoay.khoa@mau.example")).toEqual(t.clock.now());
  });

  it("to its last day, when the job destroys it", async () => {
    const person = await joined("het.nam@mau.example", "refused");
    await write((tx) => erasePerson(tx, person, "asked", t.clock.now()));
    const job = t.jobs.find((j) => j.task === "consent.refusals_over");
    const start = t.clock.now();
    t.clock.advance(Date.parse("2027-11-21T16:59:00Z") - start.getTime());
    await job?.run(house.id, {});
    expect(await before("het.nam@mau.example")).toEqual(start);
    t.clock.advance(hours(1));
    expect(await before("het.nam@mau.example")).toBeUndefined();
    expect((await rows()).length).toBeGreaterThan(0);
    await job?.run(house.id, {});
    expect(await rows()).toEqual([]);
  });
});
