import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi } from "../../test/api.js";
import { runCheck } from "../../test/check.js";
import { type Disclosing, disclosing, withRecipients } from "../../test/disclosing.js";
import { type Happening, record } from "../evidence/index.js";
import { newId, personId } from "../platform/index.js";
import { rightsChecks } from "../rights/index.js";
import { disclosureChecks } from "./index.js";

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let member: string;
let carrier: string;
let partner: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("kiemtra", withRecipients);
  d = await disclosing(t, house);
  carrier = await d.party("carriers");
  partner = await d.party("partners");
  member = await d.member("given");
  await d.order("KT-1", [member]);
});
afterAll(() => t.db.close());

const check = (control: string, ...recipients: string[]) =>
  runCheck(t.db, [...disclosureChecks, ...rightsChecks], control, {
    organisation: { id: house.id, slug: house.slug },
    policy: house.policy,
    parameters: control === "rights.objected" ? { purposes: recipients } : recipients.length > 0 ? { recipients } : {},
    now: t.clock.now(),
  });
async function release(body: object, approve = false) {
  const asked = await d.ask("/disclosures", { persons: [member], form: "json", ...body });
  expect(asked.status, asked.text).toBe(201);
  const id = String(asked.body.disclosure);
  if (approve) expect((await d.ask(`/disclosures/${id}:approve`, {}, d.binh)).status).toBe(200);
  const left = await d.ask(`/disclosures/${id}:release`);
  expect(left.status, left.text).toBe(200);
  return id;
}
/** An event as if something had left past the gate; it is gone after the look. */
async function planted(over: Partial<Happening>, control: string, ...recipients: string[]) {
  const id = await t.db.database.write(house.id, (tx) =>
    record(tx, {
      type: "disclosure.made",
      at: t.clock.now(),
      actor: { kind: "staff", id: newId() },
      about: [personId.parse(member)],
      policyVersion: house.policy.version,
      ...over,
    }),
  );
  const seen = await check(control, ...recipients);
  await t.db.owner("delete from event where id = $1", [id]);
  await t.db.owner("delete from event_person where event_id = $1", [id]);
  return { seen, id };
}
const toCarrier = () => ({ recipient: "carriers", purpose: "membership", fields: ["full_name"] });
const contractOf = async (party: string) =>
  String((await t.db.owner<{ id: string }>("select id from recipient_contract where party_id = $1", [party]))[0]?.id);

describe("disclosure.recipients", () => {
  it("is kept by what the gate let through, and counts what it refused", async () => {
    expect((await check("disclosure.recipients", "carriers")).state).toBe("not_exercised");
    await release({
      party: carrier,
      purpose: "membership",
      fields: ["full_name"],
      ground: { on: "order", kind: "order", reference: "KT-1" },
    });
    await d.ask("/disclosures", { party: carrier, purpose: "newsletter", fields: ["email"], persons: [member], ground: { on: "consent" } });
    expect(await check("disclosure.recipients", "carriers")).toMatchObject({ state: "kept", done: 1, refused: 1 });
  });

  it.each<[string, Partial<Happening>]>([
    ["nobody's recipient", { recipient: "stranger" }],
    ["another purpose", { purpose: "newsletter" }],
    ["an undeclared field", { fields: ["full_name", "phone"] }],
    ["another ground", { detail: { ground: "consent" } }],
    ["a party outside the register", { detail: { party: "00000000-0000-7000-8000-000000000000" } }],
    ["no contract", { detail: { contract: "00000000-0000-7000-8000-000000000000" } }],
    ["a contract past its end", { at: new Date("2027-02-01T00:00:00Z") }],
  ])("is broken by %s", async (_what, change) => {
    const detail = { party: carrier, ground: "order", contract: await contractOf(carrier), ...change.detail };
    const right = await planted(
      { ...toCarrier(), detail: { ...detail, party: carrier, ground: "order", contract: await contractOf(carrier) } },
      "disclosure.recipients",
      "carriers",
    );
    expect(right.seen.state).toBe("kept");
    const { seen, id } = await planted({ ...toCarrier(), ...change, detail }, "disclosure.recipients", "carriers");
    expect(seen).toMatchObject({ state: "broken", violations: [id] });
  });

  it("is at risk while a contract in use is about to end", async () => {
    const near = await d.party("printers", { contract: { ends_on: "2026-12-01" } });
    expect((await check("disclosure.recipients", "carriers", "printers")).state).toBe("at_risk");
    await d.ask(`/recipients/${near}:change`, { name: "X", country: "VN", state: "ended" });
    expect((await check("disclosure.recipients", "carriers", "printers")).state).toBe("kept");
  });
});

describe("disclosure.consented", () => {
  it("is kept by consent that names the recipient, and broken without", async () => {
    await release({ party: partner, purpose: "newsletter", fields: ["email"], ground: { on: "consent" } });
    expect(await check("disclosure.consented", "partners")).toMatchObject({ state: "kept", done: 1 });
    const other = await d.member("refused");
    const given = { recipient: "partners", purpose: "newsletter", fields: ["email"], detail: { party: partner, ground: "consent" } };
    for (const over of [{ about: [personId.parse(other)] }, { fields: ["full_name"] }, { at: new Date("2026-11-01T00:00:00Z") }]) {
      const { seen, id } = await planted({ ...given, ...over }, "disclosure.consented", "partners");
      expect(seen).toMatchObject({ state: "broken", violations: [id] });
    }
    const paper = await planted({ ...given, fields: ["full_name"], detail: { ...given.detail, paper: newId() } }, "disclosure.consented");
    expect(paper.seen.state).toBe("broken");
  });

  it("without recipients speaks of whoever needs consent, and of whoever the policy never declared", async () => {
    expect(await check("disclosure.consented")).toMatchObject({ state: "kept", done: 1 });
    expect((await planted({ ...toCarrier(), recipient: "stranger" }, "disclosure.consented")).seen.state).toBe("broken");
  });
});

describe("disclosure.written", () => {
  it("is kept by a paper on file, and broken without one or after it was taken back", async () => {
    const printer = await d.party("printers");
    const query = "recipient=printers&purposes=membership&fields=full_name&signed_on=2026-11-01";
    const kept = await t.ask("POST", `/people/${member}/papers?${query}`, d.an, "%PDF-1.7\n1 0 obj\n", {
      "content-type": "application/pdf",
    });
    await release({ party: printer, purpose: "membership", fields: ["full_name"], ground: { on: "written" } });
    expect(await check("disclosure.written", "printers")).toMatchObject({ state: "kept", done: 1 });
    const given = { ...toCarrier(), recipient: "printers" };
    const paper = String(kept.body.paper);
    expect((await planted({ ...given, detail: { paper } }, "disclosure.written", "printers")).seen.state).toBe("kept");
    for (const over of [
      { detail: {} },
      { detail: { paper }, fields: ["email"] },
      { detail: { paper }, at: new Date("2026-10-01T00:00:00Z") },
    ]) {
      expect((await planted({ ...given, ...over }, "disclosure.written", "printers")).seen.state).toBe("broken");
    }
    await d.ask(`/people/${member}/papers/${paper}:withdraw`);
    t.clock.advance(1000);
    expect((await planted({ ...given, detail: { paper } }, "disclosure.written", "printers")).seen.state).toBe("broken");
  });
});

describe("disclosure.ordered", () => {
  it("is kept by the person's own order, and broken by another's or none", async () => {
    expect(await check("disclosure.ordered", "carriers")).toMatchObject({ state: "kept", done: 1 });
    const other = await d.member();
    await d.order("KT-2", [other]);
    const [theirs] = await t.db.owner<{ id: string }>("select id from occasion where reference = 'KT-2'");
    for (const occasion of [newId(), theirs?.id ?? ""]) {
      expect((await planted({ ...toCarrier(), detail: { occasion } }, "disclosure.ordered", "carriers")).seen.state).toBe("broken");
    }
  });
});

describe("disclosure.abroad", () => {
  it("is kept by a party with a dossier, and broken by another country or none", async () => {
    const abroad = await d.party("abroad", { country: "SG", dossier: "HS-2026-7" });
    expect((await check("disclosure.abroad", "abroad")).state).toBe("not_exercised");
    await release({ party: abroad, purpose: "newsletter", fields: ["email"], ground: { on: "consent" } });
    expect(await check("disclosure.abroad", "abroad")).toMatchObject({ state: "kept", done: 1 });
    const given = { recipient: "abroad", purpose: "newsletter", fields: ["email"] };
    expect((await planted({ ...given, detail: { party: newId(), country: "SG" } }, "disclosure.abroad", "abroad")).seen.state).toBe(
      "broken",
    );
    expect((await planted({ ...given, detail: { party: abroad } }, "disclosure.abroad", "abroad")).seen.state).toBe("broken");
    await t.db.owner("update recipient_party set dossier = null where id = $1", [abroad]);
    expect((await check("disclosure.abroad", "abroad")).state).toBe("broken");
  });
});

describe.each([
  ["disclosure.own_report", "report", { on: "article", article: "BLHS điều 290", evidence: "Biên bản 12" }],
  ["disclosure.terms_breach", "breached", { on: "terms_breach", term: "Điều 4.2", evidence: "Biên bản 13" }],
] as const)("%s", (control, recipient, ground) => {
  it("is kept by what two people decided, and broken without citation, evidence or second person", async () => {
    const party = await d.party(recipient, { contract: null });
    expect((await check(control, recipient)).state).toBe("not_exercised");
    const id = await release({ party, purpose: "membership", fields: ["full_name"], ground }, true);
    expect(await check(control, recipient)).toMatchObject({ state: "kept", done: 1 });
    const [row] = await t.db.owner<{ asked_by: string; decided_by: string }>("select asked_by, decided_by from disclosure where id = $1", [
      id,
    ]);
    const whole = { disclosure: id, article: "x", term: "x", evidence: true, approver: row?.decided_by ?? "" };
    const given = { recipient, purpose: "membership", fields: ["full_name"] };
    expect((await planted({ ...given, detail: whole }, control, recipient)).seen.state).toBe("kept");
    const { article: _a, term: _t, ...uncited } = whole;
    const { evidence: _e, ...unproved } = whole;
    for (const detail of [uncited, unproved, { ...whole, approver: row?.asked_by ?? "" }, { ...whole, disclosure: newId() }]) {
      expect((await planted({ ...given, detail }, control, recipient)).seen.state).toBe("broken");
    }
  });
});

describe("rights.objected", () => {
  it("sees what was passed on after an objection, and counts what the gate stopped", async () => {
    const key = (await house.key()).secret;
    await t.ask("POST", `/people/${member}/consents`, key, { purpose: "newsletter", act: "objected", method: "api" });
    t.clock.advance(1000);
    const body = { party: partner, purpose: "newsletter", fields: ["email"], persons: [member], ground: { on: "consent" } };
    expect((await d.ask("/disclosures", body)).body.code).toBe("disclosure.objection");
    expect(await check("rights.objected", "newsletter")).toMatchObject({ state: "kept", refused: 1 });
    const { seen, id } = await planted(
      { recipient: "partners", purpose: "newsletter", fields: ["email"] },
      "rights.objected",
      "newsletter",
    );
    expect(seen).toMatchObject({ state: "broken", violations: [id] });
  });
});
