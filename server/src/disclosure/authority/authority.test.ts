import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../../test/api.js";
import { runCheck } from "../../../test/check.js";
import { contentOf, type Disclosing, disclosing, withRecipients } from "../../../test/disclosing.js";
import { runDue } from "../../../test/jobs.js";
import { registerErasures } from "../../main.js";
import { disclosureChecks } from "../index.js";
import { covers, type Decided } from "./rules.js";

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let court: string;
beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("toaan", withRecipients);
  d = await disclosing(t, house);
  court = await d.party("authorities", { contract: null });
});
afterAll(() => t.db.close());

const asking = (persons: readonly string[], more = {}) => ({
  kind: "disclosure",
  party: court,
  body: "court",
  reason: "violation",
  violation: "Vụ án dân sự 12/2026, điều 174 Bộ luật Hình sự",
  basis: "Bộ luật Tố tụng dân sự điều 106",
  document_number: "45/2026/QĐ-TA",
  document_on: "2026-11-01",
  purpose: "membership",
  fields: ["full_name", "email"],
  persons,
  received_on: "2026-11-02",
  reply_by: "2026-12-10",
  ...more,
});
const receive = async (persons: readonly string[], more = {}) => {
  const made = await d.ask("/authority-orders", asking(persons, more));
  if (made.status !== 201) throw new Error(made.text);
  return String(made.body.order);
};
const pdf = "%PDF-1.7\n1 0 obj\nyêu cầu của toà\n";
const keepDocument = (order: string) =>
  t.ask("POST", `/authority-orders/${order}/document`, d.an, pdf, { "content-type": "application/pdf" });
const withDocument = async (persons: readonly string[], more = {}) => {
  const order = await receive(persons, more);
  const kept = await keepDocument(order);
  if (kept.status !== 201) throw new Error(kept.text);
  return order;
};
const decide = (order: string, body: object) => d.ask(`/authority-orders/${order}:decide`, body);
const deliver = (order: string) => d.ask(`/authority-orders/${order}:deliver`, { form: "json" });
const events = async (type: string) =>
  (
    await t.db.owner<{ canonical: string }>("select canonical from event where organisation_id = $1 and type = $2 order by id", [
      house.id,
      type,
    ])
  ).map((r): { detail: Record<string, unknown> } => JSON.parse(r.canonical));
const check = (control: string, parameters: Record<string, unknown>) =>
  runCheck(t.db, disclosureChecks, control, {
    organisation: { id: house.id, slug: house.slug },
    policy: house.policy,
    parameters,
    now: t.clock.now(),
  });
const lawful = () => check("disclosure.lawful", { recipients: ["authorities"], reasons: ["violation"] });
const ordered = () => check("erasure.ordered", { bodies: ["court"] });

describe("what a state body asks", () => {
  it.each<[string, object, string]>([
    ["without the violation looked into", { violation: undefined }, "order.violation"],
    ["for a reason the policy does not accept", { reason: "community_interest" }, "order.reason"],
    ["from a kind of body the policy does not name", { body: "police" }, "order.body"],
    ["about a field that nobody declared", { fields: ["blood_type"] }, "order.scope"],
    ["dated after it came", { document_on: "2026-11-09" }, "order.dates"],
  ])("is not entered %s, and that is recorded", async (_what, change, code) => {
    const who = await d.member();
    expect((await d.ask("/authority-orders", asking([who], change))).body.code).toBe(code);
    expect((await events("authority.refused")).at(-1)?.detail.reason).toBe(code);
  });

  it("is not taken from a party that is no state body", async () => {
    const carrier = await d.party("carriers");
    expect((await d.ask("/authority-orders", asking([await d.member()], { party: carrier }))).body.code).toBe("order.not_state_body");
  });

  it("is not decided without its document, nor refused without a reason, nor widened; each try is recorded", async () => {
    const who = await d.member();
    const order = await receive([who]);
    expect((await decide(order, { decision: "granted" })).body.code).toBe("order.no_document");
    expect((await keepDocument(order)).status).toBe(201);
    expect((await decide(order, { decision: "refused" })).body.code).toBe("order.refusal_missing");
    const wide = { decision: "partial", fields: ["full_name", "phone"], refusal: "Ngoài phạm vi vụ án" };
    expect((await decide(order, wide)).body.code).toBe("order.scope");
    expect((await events("authority.refused")).slice(-3).map((e) => e.detail.reason)).toEqual([
      "order.no_document",
      "order.refusal_missing",
      "order.scope",
    ]);
  });
});

describe("a decision", () => {
  it("lets out the fields and persons decided and no other, and answers the demand", async () => {
    expect((await lawful()).state).not.toBe("broken");
    const [one, other] = [await d.member(), await d.member()];
    const order = await withDocument([one, other]);
    expect((await deliver(order)).body.code).toBe("order.not_decided");
    const part = { decision: "partial", fields: ["full_name"], persons: [one], refusal: "Người kia không liên quan đến vụ án" };
    expect((await decide(order, part)).status).toBe(200);
    const left = await deliver(order);
    expect(left.status, left.text).toBe(200);
    expect(left.body).toMatchObject({ answer: "partial", released: 1 });
    const content = contentOf(left.body).toString();
    expect(content).toContain("Trần Thị");
    expect(content).not.toContain("@mau.example");
    expect((await t.ask("GET", `/authority-orders/${order}`, d.an)).body).toMatchObject({
      state: "answered",
      answer: "partial",
      document: true,
    });
    expect(await lawful()).toMatchObject({ state: "kept" });
  });

  it("covers nothing else that is asked on its ground by another way", async () => {
    const [one, other] = [await d.member(), await d.member()];
    const order = await withDocument([one]);
    const body = { party: court, purpose: "membership", fields: ["full_name"], persons: [one], ground: { on: "authority", order } };
    expect((await d.ask("/disclosures", body)).body.code).toBe("disclosure.authority");
    await decide(order, { decision: "granted" });
    expect((await d.ask("/disclosures", { ...body, persons: [one, other] })).body.code).toBe("disclosure.authority");
    expect((await d.ask("/disclosures", body)).status).toBe(201);
  });

  it("to refuse lets nothing out, and is answered once the refusal went out", async () => {
    const order = await withDocument([await d.member()]);
    await decide(order, { decision: "refused", refusal: "Không nêu căn cứ theo điều 15.2" });
    expect((await deliver(order)).body.code).toBe("order.other_kind");
    const sent = await d.ask(`/authority-orders/${order}:answer`, { answered_on: "2026-11-05" });
    expect(sent.status, sent.text).toBe(200);
  });

  it("keeps the person from being shown it before its day", async () => {
    const who = await d.member();
    const order = await withDocument([who], { hidden_until: "2026-12-31" });
    await decide(order, { decision: "granted" });
    expect((await deliver(order)).status).toBe(200);
    expect((await t.ask("GET", `/people/${who}/disclosures`, d.an)).body.disclosures).toEqual([]);
  });

  it("is nobody's but theirs whom the policy lets decide", async () => {
    const clerk = (await house.staff(["secretary"])).cookie;
    const order = await withDocument([await d.member()]);
    expect((await d.ask(`/authority-orders/${order}:decide`, { decision: "granted" }, clerk)).status).toBe(403);
  });
});

describe("an erasure that is ordered", () => {
  it("erases whom the decision covers, in the background, and answers itself", async () => {
    expect((await ordered()).state).toBe("not_exercised");
    const [one, other] = [await d.member(), await d.member()];
    const order = await withDocument([one, other], { kind: "erasure", fields: [] });
    await decide(order, { decision: "partial", persons: [one], refusal: "Người kia còn hợp đồng" });
    expect((await d.ask(`/authority-orders/${order}:erase`)).status).toBe(200);
    await runDue(t.db, t.jobs);
    const states = await t.db.owner<{ id: string; state: string }>("select id, state from person where id = any($1::uuid[])", [
      [one, other],
    ]);
    expect(Object.fromEntries(states.map((s) => [s.id, s.state]))).toEqual({ [one]: "erased", [other]: "active" });
    expect((await t.ask("GET", `/authority-orders/${order}`, d.an)).body).toMatchObject({
      state: "answered",
      answer: "partial",
      erased: 1,
    });
    expect(await ordered()).toMatchObject({ state: "kept", done: 1 });
  });

  it("of some fields leaves the rest", async () => {
    const who = await d.member();
    const order = await withDocument([who], { kind: "erasure", fields: ["email"] });
    await decide(order, { decision: "granted" });
    await d.ask(`/authority-orders/${order}:erase`);
    await runDue(t.db, t.jobs);
    const held = await t.db.owner<{ field: string }>("select field from value where person_id = $1", [who]);
    expect(held.map((h) => h.field)).toEqual(["full_name"]);
  });
});

describe("the checks", () => {
  it("of disclosure.lawful breaks where a decision is gone, narrower than what left, or without its violation", async () => {
    const who = await d.member();
    const order = await withDocument([who]);
    await decide(order, { decision: "granted" });
    await deliver(order);
    expect((await lawful()).state).toBe("kept");
    for (const [broken, mended] of [
      ["decided_fields = '{email}'", "decided_fields = '{full_name,email}'"],
      ["violation = null", "violation = 'Vụ án 12'"],
      ["decision = 'refused'", "decision = 'granted'"],
      ["reason = 'legal_compliance'", "reason = 'violation'"],
    ]) {
      await t.db.owner(`update authority_order set ${broken} where id = $1`, [order]);
      expect((await lawful()).state, broken).toBe("broken");
      await t.db.owner(`update authority_order set ${mended} where id = $1`, [order]);
    }
    await t.db.owner("update authority_order_person set covered = false where order_id = $1", [order]);
    expect((await lawful()).state).toBe("broken");
    await t.db.owner("update authority_order_person set covered = true where order_id = $1", [order]);
  });

  it("of both break on a reply past its day, and are at risk just before", async () => {
    for (const [kind, run] of [
      ["disclosure", lawful],
      ["erasure", ordered],
    ] as const) {
      const order = await receive([await d.member()], { kind });
      const set = (day: string) =>
        t.db.owner("update authority_order set received_on = '2026-01-01', reply_by = $2 where id = $1", [order, day]);
      const day = (days: number) => new Date(t.clock.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);
      await set(day(1));
      expect((await run()).state).toBe("at_risk");
      await set(day(-2));
      expect(await run()).toMatchObject({ state: "broken", violations: [order] });
      await set(day(30));
      expect((await run()).state).toBe("kept");
    }
  });

  it("of erasure.ordered breaks where somebody was erased on an order that nobody decided", async () => {
    const who = await d.member();
    await t.db.owner(
      "insert into erasure (organisation_id, person_id, id, scope, cause, key_version, at, finished_at, ledger_at) values ($1, $2, $3, 'person', 'ordered', 1, $4, $4, $4)",
      [house.id, who, "019aa000-0000-7000-8000-000000000001", t.clock.now()],
    );
    expect((await ordered()).state).toBe("broken");
    await t.db.owner("delete from erasure where id = $1", ["019aa000-0000-7000-8000-000000000001"]);
    expect((await ordered()).state).toBe("kept");
  });
});

describe("in public", () => {
  it("a demand is a number of its year and nothing else, also while it is hidden from its person", async () => {
    const page = async () => (await t.app.request(`${t.running.config.url}/${house.slug}/promises`)).text();
    const counted = async () => Number(/Năm 2026: <b[^>]*>(\d+)<\/b> yêu cầu/.exec(await page())?.[1]);
    const before = await counted();
    await receive([await d.member()], { document_number: "77/CV-TA", hidden_until: "2027-12-31" });
    expect(await counted()).toBe(before + 1);
    expect(await page()).not.toMatch(/77\/CV|2027-12|Công ty \d/);
  });
});

describe("what a decision covers", () => {
  it("is never more than its fields, persons, purpose and recipient, and nothing before it is made", () => {
    const fields = fc.subarray(["a", "b", "c"]);
    const persons = fc.subarray(["1", "2", "3"]);
    const order = fc.record({
      state: fc.constantFrom("received" as const, "decided" as const, "answered" as const),
      kind: fc.constantFrom("disclosure" as const, "erasure" as const),
      decision: fc.constantFrom("granted" as const, "partial" as const, "refused" as const, null),
      recipient: fc.constantFrom("court", "police"),
      purpose: fc.constantFrom("x", "y"),
      decidedFields: fields,
    });
    const ask = fc.record({ recipient: fc.constantFrom("court", "police"), purpose: fc.constantFrom("x", "y"), fields, persons });
    fc.assert(
      fc.property(order, persons, ask, (o: Decided, covered, a) => {
        const yes = covers(o, new Set(covered), a);
        if (!yes) return;
        expect(o).toMatchObject({ kind: "disclosure", recipient: a.recipient, purpose: a.purpose });
        expect(o.state).not.toBe("received");
        expect(["granted", "partial"]).toContain(o.decision);
        expect(a.fields.every((f) => o.decidedFields.includes(f)) && a.fields.length > 0).toBe(true);
        expect(a.persons.every((p) => covered.includes(p)) && a.persons.length > 0).toBe(true);
      }),
    );
  });
});
