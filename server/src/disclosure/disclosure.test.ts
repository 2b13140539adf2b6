import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, every, type TestApi, testApi } from "../../test/api.js";
import { contentOf, type Disclosing, disclosing, withRecipients } from "../../test/disclosing.js";
import { runDue } from "../../test/jobs.js";
import { policyFile } from "../../test/policy.js";
import { everything } from "../../test/vault.js";
import { registerErasures } from "../main.js";
import { personId } from "../platform/index.js";
import { publish } from "../policy/index.js";
import { erasePerson } from "../vault/index.js";

let t: TestApi;
let house: ApiHouse;
let d: Disclosing;
let carrier: string;
let partner: string;
beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("giaohang", withRecipients);
  d = await disclosing(t, house);
  carrier = await d.party("carriers");
  partner = await d.party("partners");
});
afterAll(() => t.db.close());

const toCarrier = (reference: string, persons: readonly string[], more = {}) => ({
  party: carrier,
  purpose: "membership",
  fields: ["full_name", "email"],
  persons,
  ground: { on: "order", kind: "order", reference },
  form: "json",
  ...more,
});
const toPartner = (persons: readonly string[], more = {}) => ({
  party: partner,
  purpose: "newsletter",
  fields: ["email"],
  persons,
  ground: { on: "consent" },
  form: "json",
  ...more,
});
const asked = async (body: object) => String((await d.ask("/disclosures", body)).body.disclosure);
const release = (id: string, by = d.an) => d.ask(`/disclosures/${id}:release`, {}, by);
const events = async (type: string) =>
  (
    await t.db.owner<{ canonical: string }>("select canonical from event where organisation_id = $1 and type = $2 order by id", [
      house.id,
      type,
    ])
  ).map((r): { fields: string[]; recipient: string; purpose: string; detail: Record<string, unknown> } => JSON.parse(r.canonical));
const reasons = async () => (await events("disclosure.refused")).at(-1)?.detail.reasons;

describe("a disclosure on the client's order", () => {
  it("gives the carrier the fields asked and no other, under a reference that is not our id, and stands in the person's ledger", async () => {
    const who = await d.member();
    await d.order("DH-1", [who]);
    const asked = await d.ask("/disclosures", toCarrier("DH-1", [who], { fields: ["full_name"] }));
    expect(asked.body).toMatchObject({ state: "allowed", persons: 1, left_out: [] });
    expect((await t.ask("GET", `/people/${who}/disclosures`, d.an)).body.disclosures).toEqual([]);
    const left = await release(String(asked.body.disclosure));
    expect(left.status, left.text).toBe(200);
    const content = contentOf(left.body).toString();
    expect(JSON.parse(content)).toMatchObject({
      recipient: "carriers",
      purpose: "membership",
      persons: [{ fields: { full_name: expect.any(String) } }],
    });
    expect(content).not.toContain("@mau.example");
    expect(content).not.toContain(who);
    const ledger = await t.ask("GET", `/people/${who}/disclosures`, d.an);
    expect(ledger.body.disclosures).toMatchObject([
      { recipient: "carriers", fields: ["full_name"], purpose: "membership", ground: "order" },
    ]);
    expect((await events("disclosure.made")).at(-1)).toMatchObject({ fields: ["full_name"], recipient: "carriers", purpose: "membership" });
    const rows = JSON.stringify([...(await everything(t.db))].filter(([table]) => table.startsWith("disclosure")));
    expect(rows).not.toContain("Trần Thị");
  });

  it("leaves out whoever is not in the order, and counts them with the reason", async () => {
    const [own, other] = [await d.member(), await d.member()];
    await d.order("DH-2", [own]);
    const asked = await d.ask("/disclosures", toCarrier("DH-2", [own, other]));
    expect(asked.body.left_out).toEqual([{ reason: "disclosure.order", persons: 1 }]);
    const left = await release(String(asked.body.disclosure));
    expect(left.body).toMatchObject({ released: 1, left_out: [{ reason: "disclosure.order", persons: 1 }] });
    expect((await events("disclosure.left_out")).at(-1)?.detail.reasons).toEqual(["disclosure.order"]);
  });

  it("is refused without an order, and once the order is over, also between asking and leaving", async () => {
    const who = await d.member();
    expect((await d.ask("/disclosures", toCarrier("DH-none", [who]))).body.code).toBe("disclosure.order_missing");
    await d.order("DH-3", [who]);
    const id = await asked(toCarrier("DH-3", [who]));
    const happened = await d.ask("/occasions/order/DH-3/events", { event: "delivered", on: "2026-11-20" });
    expect(happened.status, happened.text).toBe(201);
    expect((await release(id)).body.code).toBe("disclosure.order_closed");
    expect(await reasons()).toEqual(["disclosure.order_closed"]);
  });

  it("takes everyone of an occasion at once", async () => {
    const all = [await d.member(), await d.member(), await d.member()];
    await d.order("DH-4", all);
    const id = await asked(toCarrier("DH-4", [], { occasion: { kind: "order", reference: "DH-4" } }));
    expect((await release(id)).body.released).toBe(3);
  });
});

describe("what is refused, and recorded", () => {
  it.each<[string, object, string]>([
    ["an undeclared field", { fields: ["email", "full_name"] }, "disclosure.field_undeclared"],
    ["another purpose", { purpose: "membership" }, "disclosure.purpose_undeclared"],
    ["another ground", { ground: { on: "contract" } }, "disclosure.ground_other"],
  ])("%s", async (_what, change, code) => {
    const who = await d.member("given");
    expect((await d.ask("/disclosures", toPartner([who], change))).body).toMatchObject({ status: 403, code });
    expect(await reasons()).toContain(code);
  });

  it("a party without a contract, with one that lacks an item, and with one past its end", async () => {
    const who = await d.member("given");
    for (const [contract, code] of [
      [null, "disclosure.contract_missing"],
      [{ items: { purpose: "1" } }, "disclosure.contract_incomplete"],
      [{ ends_on: "2026-11-01" }, "disclosure.contract_expired"],
    ] as const) {
      const party = await d.party("partners", { contract });
      expect((await d.ask("/disclosures", toPartner([who], { party }))).body.code).toBe(code);
      expect(await reasons()).toEqual([code]);
    }
  });

  it("what an authority asks, as long as no decision covers it", async () => {
    const party = await d.party("authorities", { contract: null });
    const who = await d.member();
    const ground = { on: "authority", order: who };
    const body = toPartner([who], { party, purpose: "membership", fields: ["full_name"], ground });
    expect((await d.ask("/disclosures", body)).body.code).toBe("disclosure.authority");
  });

  it("a party in a country that no dossier lists cannot even be entered", async () => {
    const made = await d.ask("/recipients", { recipient: "abroad", name: "Nền tảng", country: "SG" });
    expect(made.body.code).toBe("recipient.dossier");
    expect((await d.ask("/recipients", { recipient: "carriers", name: "X", country: "SG" })).body.code).toBe("recipient.country");
  });
});

describe("consent", () => {
  it("lets data go to the partners it named, for as long as it stands: looked at again when it leaves", async () => {
    const [yes, no, silent] = [await d.member("given"), await d.member("refused"), await d.member()];
    const asked = await d.ask("/disclosures", toPartner([yes, no, silent]));
    expect(asked.body.left_out).toEqual([{ reason: "disclosure.consent", persons: 2 }]);
    const id = String(asked.body.disclosure);
    expect((await release(id)).body.released).toBe(1);
    const key = (await house.key()).secret;
    const told = await t.ask("POST", `/people/${yes}/consents`, key, { purpose: "newsletter", act: "withdrawn", method: "api" });
    expect(told.status, told.text).toBeLessThan(300);
    expect((await release(id)).body.code).toBe("disclosure.consent");
  });

  it("to a version that named no such partner is none for them", async () => {
    const other = await t.house("chuaneu");
    const old = await disclosing(t, other);
    const who = await old.member("given");
    const role = other.policy.policy.roles[every];
    if (!role) throw new Error("the house has a role for everything");
    const source = policyFile("chuaneu", (draft) => {
      draft.roles = { ...draft.roles, [every]: role };
      withRecipients(draft);
    });
    await t.db.database.write(other.id, (tx) => publish(tx, { source, over: 1, by: { kind: "system" }, now: t.clock.now() }));
    await new Promise((r) => setTimeout(r, 1100));
    const party = await old.party("partners");
    const asked = await old.ask("/disclosures", toPartner([who], { party }));
    expect(asked.body.code).toBe("disclosure.consent_unnamed");
  });
});

describe("an objection", () => {
  it("stops what is not law's, even on the client's order", async () => {
    const who = await d.member();
    await d.order("DH-9", [who]);
    const id = await asked(toCarrier("DH-9", [who]));
    const key = (await house.key()).secret;
    const told = await t.ask("POST", `/people/${who}/consents`, key, { purpose: "membership", act: "objected", method: "api" });
    expect(told.status, told.text).toBeLessThan(300);
    expect((await release(id)).body.code).toBe("disclosure.objection");
    expect((await d.ask("/disclosures", toCarrier("DH-9", [who]))).body.code).toBe("disclosure.objection");
  });
});

describe("a signed paper", () => {
  it("lies sealed on the person's file, and is what a printer's disclosure rests on until it is taken back", async () => {
    const printer = await d.party("printers");
    const [who, other] = [await d.member(), await d.member()];
    const query = "recipient=printers&purposes=membership&fields=full_name&signed_on=2026-11-01";
    const pdf = "%PDF-1.7\n1 0 obj\nđồng ý của khách\n";
    const kept = await t.ask("POST", `/people/${who}/papers?${query}`, d.an, pdf, { "content-type": "application/pdf" });
    expect(kept.status, kept.text).toBe(201);
    const body = {
      party: printer,
      purpose: "membership",
      fields: ["full_name"],
      persons: [who, other],
      ground: { on: "written" },
      form: "csv",
    };
    const first = await d.ask("/disclosures", body);
    expect(first.body.left_out).toEqual([{ reason: "disclosure.written", persons: 1 }]);
    const left = await release(String(first.body.disclosure));
    // A name that a spreadsheet would run is disarmed.
    expect(contentOf(left.body).toString()).toContain(`"'=Trần Thị Ánh`);
    const back = await d.ask(`/people/${who}/papers/${String(kept.body.paper)}:withdraw`);
    expect(back.body).toMatchObject({ withdrawn: true });
    expect((await d.ask("/disclosures", body)).body.code).toBe("disclosure.written");
  });
});

describe("an erased person", () => {
  it("does not leave with what was asked before, and takes ledger and papers along", async () => {
    const [gone, stays] = [await d.member("given"), await d.member("given")];
    const first = await asked(toPartner([gone, stays]));
    await release(first);
    const id = await asked(toPartner([gone, stays]));
    await t.db.database.write(house.id, (tx) => erasePerson(tx, personId.parse(gone), "asked", t.clock.now()));
    expect((await release(id)).body).toMatchObject({ released: 1, left_out: [{ reason: "disclosure.erased", persons: 1 }] });
    await runDue(t.db, t.jobs);
    const rows = [...(await everything(t.db))].filter(([table]) => table.startsWith("disclosure")).flatMap(([, all]) => all);
    expect(rows.filter((r) => r.includes(gone))).toEqual([]);
    expect(rows.filter((r) => r.includes(stays)).length).toBeGreaterThan(1);
  });
});

describe("somebody who is not here", () => {
  it("is refused as unknown, and no event is about them", async () => {
    const nobody = "00000000-0000-7000-8000-000000000000";
    expect((await d.ask("/disclosures", toPartner([nobody]))).body.code).toBe("person.unknown");
    expect(await t.db.owner("select 1 from event_person where person_id = $1", [nobody])).toEqual([]);
  });
});

describe("the preview", () => {
  it("says what would leave and why not, and leaves no trace", async () => {
    const [yes, no] = [await d.member("given"), await d.member("refused")];
    const before = (await everything(t.db)).get("event")?.length;
    const said = await d.ask("/disclosures:preview", toPartner([yes, no]));
    expect(said.body).toMatchObject({
      allowed: true,
      persons: 2,
      would_leave: 1,
      left_out: [{ reason: "disclosure.consent", persons: 1 }],
    });
    const refused = await d.ask("/disclosures:preview", toPartner([yes], { fields: ["full_name"] }));
    expect(refused.body).toMatchObject({ allowed: false, reasons: ["disclosure.field_undeclared"], would_leave: 0 });
    expect((await everything(t.db)).get("event")?.length).toBe(before);
  });
});
