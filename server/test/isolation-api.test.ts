import { endpoints, readImport } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../src/platform/index.js";
import { type ApiHouse, type TestApi, testApi } from "./api.js";
import { disclosing } from "./disclosing.js";
import { runDue } from "./jobs.js";
import { plantRows } from "./planted.js";
import { idsIn, sampleCall } from "./sample.js";
import { everything } from "./vault.js";

let t: TestApi;
let a: ApiHouse;
let b: ApiHouse;
/** Ids of A, by the name under which endpoints take them. */
const ofA = new Map<string, string>();
const planted = ["an.cua.a@mau.example", "Nguyễn Của A", "AN-2026-1", "aclub"];

beforeAll(async () => {
  t = await testApi();
  const takes = (draft: Parameters<NonNullable<Parameters<TestApi["house"]>[1]>>[0]) => {
    draft.touchpoints.join?.channels.push("import");
    draft.occasions = { order: { text: { vi: "Đơn", en: "Order" }, events: { done: { vi: "Xong", en: "Done" } } } };
    if (draft.touchpoints.join) draft.touchpoints.join.occasion = "order";
    const text = { vi: "Đối tác", en: "Partners" };
    draft.recipients = { partners: { text, kind: "partner", purposes: ["newsletter"], fields: ["email"], needs: "consent" } };
  };
  a = await t.house("aclub", takes);
  b = await t.house("bclub", takes);
  const { id, secret } = await a.key();
  const staff = await a.staff();
  const send = (email: string, fields = {}) =>
    t.ask("POST", "/submissions", secret, {
      touchpoint: "join",
      fields: { full_name: "Nguyễn Của A", email, ...fields },
      consents: { newsletter: "given" },
      notice_version: 1,
      contact_proved: true,
    });
  const [one, two] = [await send("an.cua.a@mau.example"), await send("hai.cua.a@mau.example")];
  expect(one.status, one.text).toBe(201);
  const person = String(one.body.person);
  await t.ask("POST", "/occasions", secret, { kind: "order", reference: "AN-2026-1", person });
  const merged = await t.ask("POST", `/people/${person}:merge`, staff.cookie, { other: two.body.person, evidence: "document" });
  const asking = { text: "an.cua.a@mau.example", purpose: "newsletter" };
  const called = await t.ask("POST", "/calls:check", staff.cookie, asking);
  expect(called.body.agreed, called.text).toBe(true);
  const question = { name: "Nhóm của A", purpose: "newsletter", all: [{ field: "email", any: ["an.cua.a@mau.example"] }] };
  const segment = await t.ask("POST", "/segments", staff.cookie, question);
  const d = await disclosing(t, a);
  const party = await d.party("partners");
  const body = { party, purpose: "newsletter", fields: ["email"], persons: [person], ground: { on: "consent" } };
  const disclosure = await d.ask("/disclosures", body);
  const query = "recipient=partners&purposes=newsletter&fields=email&signed_on=2026-11-01";
  const pdf = { "content-type": "application/pdf" };
  const paper = await t.ask("POST", `/people/${person}/papers?${query}`, staff.cookie, "%PDF-1.7\n1 0 obj\n", pdf);
  const form = {
    headers: { authorization: `Bearer ${secret}`, "content-type": "text/csv" },
    method: "POST",
    body: "Họ tên,Email\nA,a@mau.example\n",
  };
  const up = await t.app.request(`${t.running.config.url}/api/v1/imports?touchpoint=join`, form);
  const uploaded = readImport.response.parse(await up.json());
  const only = async (text: string) => String((await t.db.owner<{ id: string }>(text, [a.id]))[0]?.id);
  for (const [name, value] of Object.entries({
    person,
    other: String(two.body.person),
    submission: String(one.body.submission),
    occasion: String(one.body.occasion),
    consent: await only("select id from consent where organisation_id = $1"),
    value: await only("select id from value where organisation_id = $1"),
    message: newId(),
    merge: String(merged.body.merge),
    import: uploaded.import,
    staff: staff.id,
    key: id,
    before: newId(),
    over: newId(),
    call: String(called.body.call),
    segment: String(segment.body.segment),
    after: newId(),
    party,
    contract: await only("select id from recipient_contract where organisation_id = $1"),
    disclosure: String(disclosure.body.disclosure),
    paper: String(paper.body.paper),
    told: await only(
      `insert into recipient_told (organisation_id, id, party_id, ref, what, names, at, due_at)
       select $1, gen_random_uuid(), id, gen_random_uuid(), 'erased', '{}', now(), now() from recipient_party where organisation_id = $1 returning id`,
    ),
    delivery: await only(
      `insert into webhook_delivery (organisation_id, id, party_id, told_id, state, attempts, next_at, made_at)
       select $1, gen_random_uuid(), party_id, id, 'dead', 7, now(), now() from recipient_told where organisation_id = $1 returning id`,
    ),
    review: await only(
      `insert into review (organisation_id, person_id, id, field, reason, since, term, state)
       select organisation_id, person_id, gen_random_uuid(), 'email', 'withdrawn', now(), current_date, 'open' from person_key
       where organisation_id = $1 limit 1 returning id`,
    ),
    ...(await plantRows(t.db, a.id, person, party)),
    persons: person,
  }))
    ofA.set(name, value);
  await runDue(
    t.db,
    t.jobs.filter((j) => j.task.startsWith("collection.")),
  );
});
afterAll(() => t.db.close());

const mine = async () => {
  const rows = new Map<string, string[]>();
  for (const [table, all] of await everything(t.db))
    rows.set(
      table,
      all.filter((row) => row.includes(a.id)),
    );
  return rows;
};
const plain = (text: string) =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID")
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
    .replace(/"(challenge|secret|link)":"[^"]*"/g, "CHANCE");
const words = {
  kind: "order",
  reference: "AN-2026-1",
  purpose: "newsletter",
  touchpoint: "join",
  event: "done",
  notice_version: 1,
  promise: "aclub-1",
  version: 1,
  text: "an.cua.a@mau.example",
};

describe("ids of another organisation", () => {
  it("are known to this test for every endpoint that takes one", () => {
    const unknown = endpoints
      .filter((e) => e.who.by !== "anyone")
      .flatMap((e) =>
        idsIn(e)
          .filter((n) => !ofA.has(n))
          .map((n) => `${e.id}: ${n}`),
      );
    expect(unknown).toEqual([]);
    for (const [name, id] of ofA) expect(id, name).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(endpoints.filter((e) => e.who.by !== "anyone" && !e.upload).map((e) => ({ id: e.id, e })))(
    "are answered by $id as ids of nobody are, with nothing of theirs, and nothing of theirs changed",
    async ({ e }) => {
      const before = await mine();
      for (const kind of ["staff", "key"] as const) {
        if (e.who.by === "anyone" || !e.who.by.includes(kind)) continue;
        const by = kind === "staff" ? (await b.staff()).cookie : (await b.key()).secret;
        const other = e.id === "sign_in.end" ? (await b.staff()).cookie : by;
        const theirs = sampleCall(e, (name) => ofA.get(name) ?? newId(), words);
        // A submission's own id is the caller's to choose; everything else is asked for.
        const nobodys = sampleCall(e, () => newId(), words);
        const method = e.method.toUpperCase();
        const asked = await t.ask(method, theirs.path, by, theirs.body);
        const unknown = await t.ask(method, nobodys.path, other, nobodys.body);
        expect(asked.status, asked.text).not.toBe(500);
        expect({ status: asked.status, text: plain(asked.text) }).toEqual({ status: unknown.status, text: plain(unknown.text) });
        for (const value of planted) if (!JSON.stringify(theirs).includes(value)) expect(asked.text).not.toContain(value);
        for (const id of ofA.values()) if (!JSON.stringify(theirs).includes(id)) expect(asked.text).not.toContain(id);
      }
      expect(await mine()).toEqual(before);
    },
  );

  it("do find what is theirs when A asks: the comparison above is of something", async () => {
    const { secret } = await a.key();
    expect((await t.ask("GET", `/people/${ofA.get("person")}`, secret)).status).toBe(200);
    expect((await t.ask("GET", `/imports/${ofA.get("import")}`, secret)).status).toBe(200);
    expect((await t.ask("GET", `/people/${ofA.get("person")}/consents/${ofA.get("consent")}`, secret)).status).toBe(200);
    expect((await t.ask("POST", "/people:find", secret, { text: "an.cua.a@mau.example" })).text).toContain(String(ofA.get("person")));
  });
});
