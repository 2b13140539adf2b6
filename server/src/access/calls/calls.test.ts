import { callDesk, checkCaller, closeCall, listCalls, peopleInCall } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../../test/api.js";
import { runCheck } from "../../../test/check.js";
import { runDue } from "../../../test/jobs.js";
import { registerErasures } from "../../main.js";
import { minutes, type PersonId, personId } from "../../platform/index.js";
import { erasePerson } from "../../vault/index.js";
import { accessChecks } from "../index.js";
import { mostTries } from "./rules.js";

let t: TestApi;
let house: ApiHouse;
let registered: PersonId;
let refusing: PersonId;
const topics = [{ vi: "Chính sách này", en: "This policy" }];

beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("callclub", (d) => {
    d.fields.phone = { type: "phone", text: { vi: "Điện thoại", en: "Phone" }, category: "basic", basic: 7, index: "exact" };
    if (d.touchpoints.join) d.touchpoints.join.fields.phone = { purposes: ["membership", "newsletter"] };
    d.promises?.push({
      id: "callclub-3",
      about: "access",
      text: { vi: "Chỉ trả lời người đã đồng ý.", en: "Only those who agreed are answered." },
      kept_by: [{ control: "access.caller_check", with: { purpose: "newsletter", topics } }],
    });
  });
  registered = await joined("0903115824", "co@mau.example", "given");
  refusing = await joined("0903115825", "khong@mau.example", "refused");
});
afterAll(() => t.db.close());

async function joined(phone: string, email: string, newsletter: "given" | "refused"): Promise<PersonId> {
  const { secret } = await house.key();
  const sent = await t.ask("POST", "/submissions", secret, {
    touchpoint: "join",
    fields: { full_name: "Trần Thị Ngọc Ánh", email, phone },
    consents: { newsletter },
    notice_version: house.policy.version,
    contact_proved: true,
  });
  expect(sent.status, sent.text).toBe(201);
  return personId.parse(sent.body.person);
}

const ask = async (by: string, text: string, call?: string) =>
  t.ask("POST", "/calls:check", by, { text, purpose: "newsletter", ...(call ? { call } : {}) });
const checked = async (by: string, text: string, call?: string) => {
  const answer = await ask(by, text, call);
  expect(answer.status, answer.text).toBe(200);
  return checkCaller.response.parse(answer.body);
};
const close = (by: string, call: string, topic = "1", outcome = "answered") =>
  t.ask("POST", `/calls/${call}:close`, by, { topic, outcome });
const read = (by: string, person: string, call?: string) =>
  t.ask("POST", `/people/${person}:read`, by, { purpose: "newsletter", ...(call ? { call } : {}) });
const events = async (type: string) =>
  (
    await t.db.owner<{ canonical: string }>("select canonical from event where organisation_id = $1 and type = $2 order by id", [
      house.id,
      type,
    ])
  ).map((r) => r.canonical);
const found = () =>
  runCheck(t.db, accessChecks, "access.caller_check", {
    organisation: { id: house.id, slug: house.slug },
    policy: house.policy,
    parameters: { purpose: "newsletter", topics },
    now: t.clock.now(),
  });

describe("a call", () => {
  it("is answered yes for who registered and agreed, no for all others, in one shape and with nothing else", async () => {
    expect((await found()).state).toBe("not_exercised");
    const answers: unknown[] = [];
    for (const [text, agreed] of [
      ["0903 115 824", true],
      ["co@mau.example", true],
      ["0903 115 825", false],
      ["khong@mau.example", false],
      ["0903 115 899", false],
    ] as const) {
      const { cookie } = await house.staff();
      const { call, tries_left, ...rest } = await checked(cookie, text);
      answers.push({ ...rest, tries_left: tries_left === (agreed ? 0 : mostTries - 1) });
      expect(rest).toEqual({ agreed });
      expect((await close(cookie, call, agreed ? "1" : "other", agreed ? "answered" : "declined")).status).toBe(200);
    }
    expect(answers).toHaveLength(5);
    const recorded = (await events("call.checked")).join();
    expect(recorded).not.toMatch(/903115|mau\.example|Ánh/);
    expect((await events("call.checked")).map((e) => JSON.parse(e).subjects.length)).toEqual([1, 1, 1, 1, 0]);
  });

  it("takes a whole number or e-mail only, for a declared purpose", async () => {
    const { cookie } = await house.staff();
    for (const text of ["5824", "115824", "Ngọc Ánh", "@@"]) expect((await ask(cookie, text)).body.code, text).toBe("call.contact");
    expect((await t.ask("POST", "/calls:check", cookie, { text: "0903115824", purpose: "curiosity" })).body.code).toBe("call.purpose");
  });

  it("shows the person only after the yes, and with it", async () => {
    const { cookie, id } = await house.staff();
    const { call, agreed } = await checked(cookie, "0903115825");
    expect(agreed).toBe(false);
    expect((await t.ask("POST", `/calls/${call}:people`, cookie)).body.code).toBe("call.not_agreed");
    for (const person of [registered, refusing]) {
      expect((await read(cookie, person)).body.code).toMatch(/^read\.(caller|consent)$/);
      expect((await read(cookie, person, call)).body.code).toMatch(/^read\.(caller|consent)$/);
    }
    expect((await read(cookie, registered, call)).body.code).toBe("read.caller");
    const again = await checked(cookie, "0903115824", call);
    expect(again).toMatchObject({ call, agreed: true });
    const people = peopleInCall.response.parse((await t.ask("POST", `/calls/${call}:people`, cookie)).body).people;
    expect(people.map((p) => p.person)).toEqual([registered]);
    expect(JSON.stringify(people)).not.toMatch(/Ánh|903115|co@/);
    const opened = await read(cookie, registered, call);
    expect(opened.status, opened.text).toBe(200);
    expect(opened.text).toContain("co@mau.example");
    expect(JSON.parse((await events("value.read")).at(-1) ?? "")).toMatchObject({ actor: { id }, detail: { call } });
    const { cookie: other } = await house.staff();
    expect((await read(other, registered, call)).body.code).toBe("read.caller");
    expect((await t.ask("POST", `/calls/${call}:people`, other)).body.code).toBe("call.unknown");
    expect((await close(cookie, call)).status).toBe(200);
    expect((await read(cookie, registered, call)).body.code).toBe("read.caller");
    expect((await read(cookie, registered)).status).toBe(200);
  });

  it("ends with a topic, one at a time, and answers nothing outside the policy's topics or to who has not agreed", async () => {
    const { cookie } = await house.staff();
    const { call } = await checked(cookie, "0903115825");
    expect((await ask(cookie, "0903115824")).body.code).toBe("call.open");
    expect((await t.ask("POST", `/calls/${call}:close`, cookie, { outcome: "declined" })).body.code).toBe("request.invalid");
    expect((await close(cookie, call, "9", "declined")).body.code).toBe("call.topic");
    expect((await close(cookie, call)).body.code).toBe("call.not_agreed");
    await checked(cookie, "0903115824", call);
    expect((await ask(cookie, "0903115824", call)).body.code).toBe("call.settled");
    expect((await close(cookie, call, "other")).body.code).toBe("call.topic_outside");
    const closed = closeCall.response.parse((await close(cookie, call)).body);
    expect(closed).toMatchObject({ topic: "1", topic_text: topics[0], outcome: "answered", agreed: true, checks: 2 });
    expect((await close(cookie, call)).body.code).toBe("call.closed");
    const log = listCalls.response.parse((await t.ask("GET", "/calls", cookie)).body);
    expect(log.calls[0]).toMatchObject({ call, outcome: "answered" });
    const desk = callDesk.response.parse((await t.ask("GET", "/call-desk", cookie)).body);
    expect(desk.open).toBeNull();
    expect(desk.purposes[0]).toMatchObject({ purpose: "newsletter", demanded: true, topics: [{ topic: "1" }] });
  });

  it("is no way to go through a list of numbers", async () => {
    const { cookie } = await house.staff();
    const { call } = await checked(cookie, "0903115801");
    for (let i = 1; i < mostTries; i++) await checked(cookie, `090311580${i + 1}`, call);
    expect((await ask(cookie, "0903115824", call)).body.code).toBe("call.tries");
    await close(cookie, call, "other", "declined");
    await t.db.owner("update phone_call set checks = 400 where id = $1", [call]);
    expect((await ask(cookie, "0903115824")).body.code).toBe("request.too_many");
  });
});

describe("the check of access.caller_check", () => {
  it("is kept by calls as they are made", async () => {
    const result = await found();
    expect(result).toMatchObject({ state: "kept", violations: [] });
    expect(result.done).toBeGreaterThan(0);
    expect(result.refused).toBeGreaterThan(0);
  });

  it("is broken by a reading before the yes", async () => {
    const { cookie } = await house.staff();
    const { call } = await checked(cookie, "0903115825");
    t.clock.advance(1000);
    // As if the gate had not asked: the call is put away while the reading is made.
    await t.db.owner("update phone_call set closed_at = opened_at, topic = '1', outcome = 'declined' where id = $1", [call]);
    expect((await read(cookie, registered)).status).toBe(200);
    expect((await found()).state).toBe("kept");
    await t.db.owner("update phone_call set closed_at = null, topic = null, outcome = null where id = $1", [call]);
    const broken = await found();
    expect(broken).toMatchObject({ state: "broken" });
    expect(broken.violations).toHaveLength(1);
    await t.db.owner("delete from event where id = $1", [broken.violations[0]]);
    t.clock.advance(1000);
    await close(cookie, call, "other", "declined");
    expect((await found()).state).toBe("kept");
  });

  it("is broken by a call that is left without a topic, and by one answered that should not have been", async () => {
    const { cookie } = await house.staff();
    const { call } = await checked(cookie, "0903115825");
    expect((await found()).state).toBe("kept");
    t.clock.advance(minutes(121));
    expect(await found()).toMatchObject({ state: "broken", violations: [call] });
    const late = await house.staff();
    expect((await t.ask("POST", `/calls/${call}:close`, late.cookie, { topic: "1", outcome: "declined" })).body.code).toBe("call.unknown");
    for (const [topic, agreed, state] of [
      ["1", true, "kept"],
      ["1", false, "broken"],
      ["other", true, "broken"],
    ] as const) {
      await t.db.owner("update phone_call set closed_at = now(), topic = $2, outcome = 'answered', agreed = $3 where id = $1", [
        call,
        topic,
        agreed,
      ]);
      expect((await found()).state, `${topic} ${agreed}`).toBe(state);
    }
    await t.db.owner("update phone_call set outcome = 'declined', topic = 'other' where id = $1", [call]);
  });
});

it("a call says nothing of whom it was about once they are erased", async () => {
  const gone = await joined("0903115877", "di@mau.example", "given");
  const { cookie } = await house.staff();
  const { call } = await checked(cookie, "0903115877");
  await close(cookie, call);
  await t.running.database.write(house.id, (tx) => erasePerson(tx, gone, "asked", t.clock.now()));
  await runDue(t.db, t.jobs);
  await runDue(t.db, t.jobs);
  const left = await t.db.owner<{ n: number }>("select count(*)::int as n from phone_call_person where person_id = $1", [gone]);
  expect(left[0]?.n).toBe(0);
  expect((await found()).state).toBe("kept");
});
