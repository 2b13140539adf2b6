import { readFileSync } from "node:fs";
import { readPolicy } from "@kept/language";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decideValue, fieldsFor } from "./rules.js";

const read = readPolicy(readFileSync("policies/okr.yaml", "utf8"));
if (!read.policy) throw new Error("okr's policy reads");
const policy = read.policy;
const all = { allowed: true } as const;
const email = { field: "email", purposes: ["service", "notices"], confirmed: true };

describe("the decision to open a value", () => {
  it("opens what a role reads for a purpose the value was collected for", () => {
    expect(decideValue({ policy, roles: ["support"], purpose: "service", standing: all }, email)).toEqual({ allowed: true });
  });

  it.each([
    ["another role", { roles: ["board"] }, {}, "role"],
    ["no role at all", { roles: [] }, {}, "role"],
    ["a role the policy does not know", { roles: ["constructor"] }, {}, "role"],
    ["a purpose the policy does not know", { purpose: "toString" }, {}, "purpose"],
    ["a value collected for something else", {}, { purposes: ["special_cases"] }, "purpose"],
    ["a person who has not agreed", { standing: { allowed: false, reason: "consent" as const } }, {}, "consent"],
    ["a person who objected", { standing: { allowed: false, reason: "objection" as const } }, {}, "objection"],
    ["a submission not yet confirmed", {}, { confirmed: false }, "unverified"],
    ["a field outside the role", {}, { field: "password" }, "role"],
  ])("keeps it closed to %s", (_name, question, value, reason) => {
    const q = { policy, roles: ["support"], purpose: "service", standing: all, ...question };
    expect(decideValue(q, { ...email, ...value })).toEqual({ allowed: false, reason });
  });

  it("never opens for whoever holds no role that reads for the purpose, whatever else is true", () => {
    const names = fc.constantFrom("board", "support", "privacy_officer", "nobody", "__proto__");
    const purposes = fc.constantFrom(...Object.keys(policy.purposes), "other");
    const fields = fc.constantFrom(...Object.keys(policy.fields), "other");
    fc.assert(
      fc.property(fc.array(names), purposes, fields, fc.boolean(), (roles, purpose, field, confirmed) => {
        const decision = decideValue({ policy, roles, purpose, standing: all }, { field, purposes: [purpose], confirmed });
        const granted = fieldsFor(policy, roles, purpose);
        const named = granted === "*" || granted?.has(field) === true;
        expect(decision.allowed).toBe(named && confirmed && Object.hasOwn(policy.purposes, purpose));
      }),
    );
  });
});
