import { readFileSync } from "node:fs";
import { type Policy, readPolicy, transferItems } from "@kept/language";
import { describe, expect, it } from "vitest";
import {
  decidePerson,
  decideWhole,
  type Ground,
  needsApprover,
  needsOf,
  type PartyFacts,
  type PersonFacts,
  type WholeQuestion,
} from "./gate/rules.js";

const policyOf = (name: string): Policy => {
  const { policy } = readPolicy(readFileSync(`policies/${name}.yaml`, "utf8"));
  if (!policy) throw new Error(`${name} reads`);
  return policy;
};
const items = Object.fromEntries(Object.keys(transferItems).map((k) => [k, "Điều 2"]));
const contract = { signedOn: "2026-01-05", endsOn: null, endedOn: null, items, sensitiveItems: {}, paid: false };
const party: PartyFacts = { state: "active", country: "VN", dossier: null, contracts: [contract] };
const today = "2026-11-21";

/** Name and telephone, as each policy calls them. */
const nameAndPhone: Readonly<Record<string, readonly string[]>> = {
  okr: ["username", "phone"],
  khoingo: ["full_name", "phones"],
  oxygen: ["representative", "phone"],
  clever: ["full_name", "phone"],
};

/** “May X get name and telephone of this customer?”: the first reason why not, or what it rests on. */
function may(policy: string, recipient: string, purpose: string, ground: Ground, given: Partial<WholeQuestion & PersonFacts> = {}): string {
  const p = policyOf(policy);
  const needs = needsOf(p, recipient);
  const question: WholeQuestion = { recipient, party, purpose, fields: nameAndPhone[policy] ?? [], ground, stated: false, today, ...given };
  const [why] = decideWhole(p, question);
  if (why) return why;
  const person: PersonFacts = { barred: undefined, consent: undefined, papers: [], inOrder: false, ...given };
  const decided = decidePerson({ ...question, needs, paid: false }, person);
  if (!decided.allowed) return decided.reason;
  return `${needs.join(" + ")}${needsApprover(needs) ? " + approver" : ""}`;
}

describe("the same question to each policy: may a third party get name and telephone of this customer?", () => {
  it("okr-9: nobody is declared, so nobody; whoever were declared would need the member's consent", () => {
    expect(may("okr", "partner", "service", "consent", { consent: { named: true } })).toBe("recipient.undeclared");
    const p = withCarrier("okr", "service");
    expect(needsOf(p, "carrier")).toEqual(["order", "consent"]);
    expect(may("okr", "judicial_bodies", "service", "authority")).toBe("disclosure.authority");
  });

  it("khoingo-4: nobody is declared either; whoever were declared would need a signed paper, and a consent alone is not one", () => {
    expect(may("khoingo", "partner", "delivery", "consent", { consent: { named: true } })).toBe("recipient.undeclared");
    const p = withCarrier("khoingo", "delivery");
    const needs = needsOf(p, "carrier");
    expect(needs).toEqual(["order", "written"]);
    const q = {
      recipient: "carrier",
      purpose: "delivery",
      fields: ["full_name", "phones"],
      ground: "order",
      needs,
      paid: false,
      today,
    } as const;
    expect(decidePerson(q, { barred: undefined, consent: { named: true }, papers: [], inOrder: true })).toMatchObject({
      reason: "disclosure.written",
    });
  });

  it("oxygen-7: only by an authority's decided demand, or for a broken term with its evidence and a second person", () => {
    expect(may("oxygen", "authorities", "sale", "authority")).toBe("disclosure.authority");
    expect(may("oxygen", "authorities", "sale", "authority", { decided: true })).toBe("authority");
    expect(may("oxygen", "parties_to_a_breach", "sale", "terms_breach")).toBe("disclosure.ground_incomplete");
    expect(may("oxygen", "parties_to_a_breach", "sale", "terms_breach", { stated: true })).toBe("terms_breach + approver");
    expect(may("oxygen", "parties_to_a_breach", "sale", "consent", { consent: { named: true } })).toBe("disclosure.ground_other");
  });

  it("oxygen-9: a registrar gets them once the client ordered from it, and no consent takes the order's place", () => {
    const order = (events: Record<string, string>) => ({ order: { kind: "consultation", events }, inOrder: true });
    expect(may("oxygen", "registrars", "sale", "order", order({}))).toBe("disclosure.order_closed");
    expect(may("oxygen", "registrars", "sale", "order", order({ ordered: "2026-11-20" }))).toBe("order");
    expect(may("oxygen", "registrars", "sale", "order", { ...order({ ordered: "2026-11-20" }), inOrder: false })).toBe("disclosure.order");
    expect(may("oxygen", "registrars", "sale", "consent", { consent: { named: true } })).toBe("disclosure.ground_other");
  });

  it("clever-7: a company of the group on consent; abroad only to a country that the register names, with its dossier", () => {
    expect(may("clever", "group_in_vietnam", "service", "consent")).toBe("disclosure.consent");
    expect(may("clever", "group_in_vietnam", "service", "consent", { consent: { named: false } })).toBe("disclosure.consent_unnamed");
    expect(may("clever", "group_in_vietnam", "service", "consent", { consent: { named: true } })).toBe("consent");
    const abroad = (dossier: string | null) => ({ consent: { named: true }, party: { ...party, country: "SG", dossier } });
    expect(may("clever", "group_abroad", "service", "consent", abroad(null))).toBe("disclosure.country_unlisted");
    expect(may("clever", "group_abroad", "service", "consent", abroad("HS-2026-7"))).toBe("consent");
  });

  it("clever-8: a carrier on the order, an authority on its demand, or our own report by an article and a second person", () => {
    expect(may("clever", "carriers", "service", "order", { order: { kind: "order", events: {} }, inOrder: true })).toBe("order");
    expect(may("clever", "carriers", "service", "consent", { consent: { named: true } })).toBe("disclosure.ground_other");
    expect(may("clever", "authorities", "service", "authority", { decided: true })).toBe("authority");
    expect(may("clever", "authorities_by_report", "service", "article", { stated: true })).toBe("article + approver");
  });
});

/** The policy, as if it declared a carrier: what its promises then demand besides. */
function withCarrier(name: string, purpose: string): Policy {
  const carriers = policyOf("clever").recipients.carriers;
  if (!carriers) throw new Error("clever has carriers");
  const p = structuredClone(policyOf(name));
  p.recipients.carrier = { ...carriers, purposes: [purpose], fields: [...(nameAndPhone[name] ?? [])] };
  return p;
}
