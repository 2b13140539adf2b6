import { readFileSync } from "node:fs";
import { type Policy, readPolicy, transferItems } from "@kept/language";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ContractFacts,
  decidePerson,
  decideWhole,
  grounds,
  namedIn,
  needsOf,
  type PartyFacts,
  type PersonQuestion,
  type WholeQuestion,
} from "./rules.js";

const policyOf = (name: string): Policy => {
  const { policy } = readPolicy(readFileSync(`policies/${name}.yaml`, "utf8"));
  if (!policy) throw new Error(`${name} reads`);
  return policy;
};
const clever = policyOf("clever");
const okvip = policyOf("okvip");
const oxygen = policyOf("oxygen");
const okr = policyOf("okr");
const khoingo = policyOf("khoingo");
const items = Object.fromEntries(Object.keys(transferItems).map((k) => [k, "Điều 2"]));
const contract: ContractFacts = { signedOn: "2026-01-05", endsOn: "2027-01-05", endedOn: null, items, sensitiveItems: {}, paid: false };
const party: PartyFacts = { state: "active", country: "VN", dossier: null, contracts: [contract] };
const today = "2026-11-21";
const toCarrier: WholeQuestion = {
  recipient: "carriers",
  party,
  purpose: "service",
  fields: ["full_name", "phone"],
  ground: "order",
  stated: false,
  order: { kind: "order", events: {} },
  today,
};

describe("the gate over the whole of a disclosure", () => {
  it("lets a carrier have the fields declared for it, on the client's open order", () => {
    expect(decideWhole(clever, toCarrier)).toEqual([]);
  });

  it.each<[string, Partial<WholeQuestion>, string]>([
    ["nobody the policy declares", { recipient: "constructor" }, "recipient.undeclared"],
    ["another purpose", { purpose: "introductions" }, "disclosure.purpose_undeclared"],
    ["an undeclared field", { fields: ["full_name", "message"] }, "disclosure.field_undeclared"],
    ["no field at all", { fields: [] }, "disclosure.field_undeclared"],
    ["a party that was ended", { party: { ...party, state: "ended" } }, "disclosure.party_ended"],
    ["a party without a contract", { party: { ...party, contracts: [] } }, "disclosure.contract_missing"],
    ["a contract past its end", { today: "2027-01-06" }, "disclosure.contract_expired"],
    ["a contract that was ended", { party: { ...party, contracts: [{ ...contract, endedOn: today }] } }, "disclosure.contract_expired"],
    ["a contract not yet signed", { today: "2026-01-04" }, "disclosure.contract_expired"],
    ["a party in another country", { party: { ...party, country: "SG" } }, "disclosure.country_unlisted"],
    ["another ground", { ground: "contract" }, "disclosure.ground_other"],
    ["no order", { order: undefined }, "disclosure.order_missing"],
    ["another kind of occasion", { order: { kind: "vacancy", events: {} } }, "disclosure.order_other"],
    ["an order that is over", { order: { kind: "order", events: { delivered: today } } }, "disclosure.order_closed"],
  ])("refuses %s", (_what, change, reason) => {
    expect(decideWhole(clever, { ...toCarrier, ...change })).toContain(reason);
  });

  it.each(Object.keys(transferItems))("refuses a contract that lacks its clause on %s", (item) => {
    const lacking = { ...contract, items: { ...items, [item]: " " } };
    expect(decideWhole(clever, { ...toCarrier, party: { ...party, contracts: [lacking] } })).toEqual(["disclosure.contract_incomplete"]);
  });

  it("takes the client's order from the event that the policy says, and not before", () => {
    const ask = (events: Record<string, string>) =>
      decideWhole(oxygen, {
        ...toCarrier,
        recipient: "registrars",
        purpose: "sale",
        fields: ["company", "phone"],
        order: { kind: "consultation", events },
      });
    expect(ask({})).toEqual(["disclosure.order_closed"]);
    expect(ask({ ordered: "2026-11-22" })).toEqual(["disclosure.order_closed"]);
    expect(ask({ ordered: today })).toEqual([]);
  });

  it("demands the terms on sensitive data where any is asked", () => {
    const policy: Policy = structuredClone(okvip);
    const phone = policy.fields.phone;
    if (!phone) throw new Error("okvip has a phone");
    policy.fields.phone = { ...phone, category: "sensitive", sensitive: "private_life" };
    const ask = { ...toCarrier, recipient: "business_partners", purpose: "marketing", ground: "consent" } as const;
    expect(decideWhole(policy, ask)).toEqual(["disclosure.contract_sensitive"]);
    const safe = { ...contract, sensitiveItems: { physical: "1", encryption: "2", anonymisation: "3" } };
    expect(decideWhole(policy, { ...ask, party: { ...party, contracts: [safe] } })).toEqual([]);
  });

  it("lets nothing go to a country that is not said, before the register names it with a dossier", () => {
    const abroad = (p: Partial<PartyFacts>) =>
      decideWhole(clever, { ...toCarrier, recipient: "group_abroad", ground: "consent", party: { ...party, ...p } });
    expect(abroad({ country: "SG" })).toEqual(["disclosure.country_unlisted"]);
    expect(abroad({ country: "SG", dossier: "HS-2026-7" })).toEqual([]);
  });

  it("wants article or term with its evidence, and a decision for what an authority asks", () => {
    const report = { ...toCarrier, recipient: "authorities_by_report", ground: "article" as const };
    expect(decideWhole(clever, report)).toEqual(["disclosure.ground_incomplete"]);
    expect(decideWhole(clever, { ...report, stated: true })).toEqual([]);
    const asked = { ...toCarrier, recipient: "authorities", ground: "authority" as const };
    expect(decideWhole(clever, asked)).toEqual(["disclosure.authority"]);
    expect(decideWhole(clever, { ...asked, decided: true })).toEqual([]);
  });

  it("never lets out what is not declared, whatever else is true", () => {
    const name = fc.constantFrom(...Object.keys(okvip.recipients), "nobody", "__proto__");
    const purpose = fc.constantFrom(...Object.keys(okvip.purposes), "toString");
    const fields = fc.subarray(Object.keys(okvip.fields));
    fc.assert(
      fc.property(name, purpose, fields, fc.constantFrom(...grounds), fc.boolean(), (recipient, p, f, ground, stated) => {
        const reasons = decideWhole(okvip, { ...toCarrier, recipient, purpose: p, fields: f, ground, stated, decided: stated });
        const r = Object.hasOwn(okvip.recipients, recipient) ? okvip.recipients[recipient] : undefined;
        const declared = r?.purposes.includes(p) && f.length > 0 && f.every((one) => r.fields.includes(one));
        if (r?.kind !== "state_body" && !declared) expect(reasons).not.toEqual([]);
        if (reasons.length === 0)
          expect(needsOf(okvip, recipient).some((n) => n === ground || (ground === "written" && n === "consent"))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe("what a recipient needs", () => {
  it("is its own ground, and what a promise demands of everybody", () => {
    expect(needsOf(clever, "carriers")).toEqual(["order"]);
    expect(needsOf(clever, "group_in_vietnam")).toEqual(["consent"]);
    expect(needsOf(oxygen, "parties_to_a_breach")).toEqual(["terms_breach"]);
    for (const [policy, demand] of [
      [okr, "consent"],
      [khoingo, "written"],
    ] as const) {
      const more: Policy = structuredClone(policy);
      const carriers = clever.recipients.carriers;
      if (!carriers) throw new Error("clever has carriers");
      more.recipients.courier = carriers;
      expect(needsOf(more, "courier")).toEqual(["order", demand]);
      expect(needsOf(more, "judicial_bodies")).toEqual(["authority"]);
    }
  });
});

describe("the gate over one person", () => {
  const q: PersonQuestion = {
    recipient: "group_in_vietnam",
    purpose: "service",
    fields: ["phone"],
    ground: "consent",
    needs: ["consent"],
    paid: false,
    today,
  };
  const paper = {
    id: "p1",
    recipient: "group_in_vietnam",
    purposes: ["service"],
    fields: ["phone", "email"],
    signedOn: "2026-11-01",
    until: null,
    withdrawn: false,
    used: false,
  };
  const nobody = { barred: undefined, consent: undefined, papers: [], inOrder: false };

  it("wants a consent that names the recipient, or the paper that was stated", () => {
    expect(decidePerson(q, nobody)).toEqual({ allowed: false, reason: "disclosure.consent" });
    expect(decidePerson(q, { ...nobody, consent: { named: false } })).toEqual({ allowed: false, reason: "disclosure.consent_unnamed" });
    expect(decidePerson(q, { ...nobody, consent: { named: true } })).toEqual({ allowed: true, paper: null });
    expect(decidePerson({ ...q, ground: "written" }, { ...nobody, papers: [paper] })).toEqual({ allowed: true, paper: "p1" });
    expect(decidePerson({ ...q, ground: "written" }, { ...nobody, consent: { named: true } })).toMatchObject({ allowed: false });
  });

  it.each([
    ["for another recipient", { recipient: "carriers" }],
    ["for another purpose", { purposes: ["improvement"] }],
    ["for fewer fields", { fields: ["email"] }],
    ["signed tomorrow", { signedOn: "2026-11-22" }],
    ["past its end", { until: "2026-11-20" }],
    ["taken back", { withdrawn: true }],
  ])("does not take a paper %s", (_what, change) => {
    const papers = [{ ...paper, ...change }];
    expect(decidePerson({ ...q, ground: "written" }, { ...nobody, papers })).toEqual({ allowed: false, reason: "disclosure.written" });
  });

  it("takes a paper once where money is paid: each transfer needs a consent of its own", () => {
    const paid = { ...q, paid: true };
    const consent = { named: true };
    expect(decidePerson(paid, { ...nobody, consent })).toEqual({ allowed: false, reason: "disclosure.written" });
    expect(decidePerson(paid, { ...nobody, consent, papers: [paper] })).toEqual({ allowed: true, paper: "p1" });
    expect(decidePerson(paid, { ...nobody, consent, papers: [{ ...paper, used: true }] })).toMatchObject({ allowed: false });
  });

  it("reads the version that was agreed to, not the one in force", () => {
    const now = clever.recipients.group_in_vietnam;
    if (!now) throw new Error("clever declares it");
    expect(namedIn(clever, now, q)).toBe(true);
    expect(namedIn(clever, now, { ...q, fields: ["phone", "birth_date"] })).toBe(false);
    expect(namedIn(okvip, now, q)).toBe(false);
    expect(namedIn(clever, { ...now, kind: "partner" }, q)).toBe(false);
  });
});
