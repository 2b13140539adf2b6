import { readFileSync } from "node:fs";
import { type Policy, readPolicy } from "@kept/language";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Candidate, decideValue, type Ending, type Question, type Reason } from "./rules.js";

const policyOf = (name: string): Policy => {
  const read = readPolicy(readFileSync(`policies/${name}.yaml`, "utf8"));
  if (!read.policy) throw new Error(`${name}'s policy reads`);
  return read.policy;
};
const names = ["okr", "okvip", "clever", "oxygen", "khoingo"] as const;
const policies = names.map((name) => policyOf(name));
const [okr] = policies;
const khoingo = policyOf("khoingo");
if (!okr) throw new Error("there are policies");
const all = { allowed: true } as const;
const email = { field: "email", purposes: ["service", "notices"], confirmed: true };

describe("the decision to open a value", () => {
  it("opens what a role reads for a purpose the value was collected for", () => {
    expect(decideValue({ policy: okr, roles: ["support"], purpose: "service", standing: all }, email)).toEqual({ allowed: true });
  });

  it.each<[string, Partial<Question>, Partial<Candidate>, Reason]>([
    ["another role", { roles: ["board"] }, {}, "role"],
    ["no role at all", { roles: [] }, {}, "role"],
    ["a role the policy does not know", { roles: ["constructor"] }, {}, "role"],
    ["a purpose the policy does not know", { purpose: "toString" }, {}, "purpose"],
    ["a value collected for something else", {}, { purposes: ["special_cases"] }, "purpose"],
    [
      "a value collected for something else, though a hold names the purpose",
      {},
      { purposes: ["special_cases"], hold: { purpose: "service" } },
      "purpose",
    ],
    ["a person who has not agreed", { standing: { allowed: false, reason: "consent" } }, {}, "consent"],
    ["a person who objected", { standing: { allowed: false, reason: "objection" } }, {}, "objection"],
    ["a person who restricted processing", { standing: { allowed: false, reason: "restriction" } }, {}, "restriction"],
    ["an erased person", { standing: { allowed: false, reason: "erased" } }, {}, "erased"],
    ["a submission not yet confirmed", {}, { confirmed: false }, "unverified"],
    ["a field outside the role", {}, { field: "password" }, "role"],
    ["a value past its date", {}, { ending: "due" }, "retention"],
    ["a value that waits for its review", {}, { ending: "review" }, "review"],
    ["a value past its date, held for something else", {}, { ending: "due", hold: { purpose: "notices" } }, "held"],
    ["a value past its date, held for no purpose", {}, { ending: "due", hold: { purpose: null } }, "held"],
  ])("keeps it closed to %s", (_name, question, value, reason) => {
    const q = { policy: okr, roles: ["support"], purpose: "service", standing: all, ...question };
    expect(decideValue(q, { ...email, ...value })).toEqual({ allowed: false, reason });
  });

  it("opens what is past its date for the one purpose it is held for", () => {
    const q = { policy: okr, roles: ["support"], purpose: "service", standing: all };
    expect(decideValue(q, { ...email, purposes: [], ending: "due", hold: { purpose: "service" } })).toEqual({ allowed: true });
  });

  it("opens to a role that reads only its own people when the person is assigned, and then no more than the role's fields", () => {
    const q = { policy: khoingo, roles: ["sales"], purpose: "advice", standing: all };
    const name = { field: "full_name", purposes: ["advice"], confirmed: true };
    expect(decideValue(q, name)).toEqual({ allowed: false, reason: "assignment" });
    expect(decideValue({ ...q, assigned: true }, name)).toEqual({ allowed: true });
    expect(decideValue({ ...q, assigned: true }, { ...name, field: "addresses" })).toEqual({ allowed: false, reason: "role" });
    expect(decideValue({ ...q, roles: ["sales", "board"] }, name)).toEqual({ allowed: true });
  });

  it("lets a grant past role and assignment, never past the policy, the person's word or the retention", () => {
    const q = { policy: khoingo, roles: ["sales"], purpose: "warranty", standing: all, granted: true };
    const name = { field: "full_name", purposes: ["warranty"], confirmed: true };
    expect(decideValue(q, name)).toEqual({ allowed: true });
    expect(decideValue(q, { ...name, field: "options_of_nobody" })).toEqual({ allowed: false, reason: "role" });
    expect(decideValue({ ...q, standing: { allowed: false, reason: "objection" } }, name)).toEqual({ allowed: false, reason: "objection" });
    expect(decideValue(q, { ...name, ending: "due" })).toEqual({ allowed: false, reason: "retention" });
  });

  it("opens only where each single condition holds, for every policy and whatever is asked", () => {
    const asked = fc.constantFrom(...policies).chain((policy) =>
      fc.record({
        policy: fc.constant(policy),
        roles: fc.array(fc.constantFrom(...Object.keys(policy.roles), "nobody", "__proto__"), { maxLength: 3 }),
        purpose: fc.constantFrom(...Object.keys(policy.purposes), "other"),
        field: fc.constantFrom(...Object.keys(policy.fields), "other"),
        collectedFor: fc.subarray([...Object.keys(policy.purposes), "other"]),
        standing: fc.constantFrom({ allowed: true }, ...refusing),
        assigned: fc.boolean(),
        granted: fc.boolean(),
        confirmed: fc.boolean(),
        ending: fc.constantFrom<Ending[]>("live", "due", "review"),
        hold: fc.constantFrom(undefined, { purpose: null }, ...Object.keys(policy.purposes).map((purpose) => ({ purpose }))),
      }),
    );
    fc.assert(
      fc.property(asked, (a) => {
        const decision = decideValue(a, {
          field: a.field,
          purposes: a.collectedFor,
          confirmed: a.confirmed,
          ending: a.ending,
          hold: a.hold,
        });
        expect(decision.allowed).toBe(expected(a));
        if (!decision.allowed) expect(decision.reason).toMatch(/^[a-z]+$/);
      }),
      { numRuns: 2000 },
    );
  });
});

const refusing = (["consent", "objection", "restriction", "unverified", "erased", "purpose"] as const).map((reason) => ({
  allowed: false,
  reason,
}));

interface Asked extends Question {
  readonly field: string;
  readonly collectedFor: readonly string[];
  readonly confirmed: boolean;
  readonly ending: Ending;
  readonly hold: { readonly purpose: string | null } | undefined;
}

/** The decision said once more, as a plain conjunction. */
function expected(a: Asked): boolean {
  const heldFor = a.hold?.purpose === a.purpose;
  const reads = Object.entries(a.policy.roles).some(
    ([name, role]) =>
      (a.granted === true || (a.roles.includes(name) && (!role.assigned || a.assigned === true))) &&
      role.reads.some((g) => g.purposes.includes(a.purpose) && (g.fields === "*" || g.fields.includes(a.field))),
  );
  return [
    Object.hasOwn(a.policy.purposes, a.purpose),
    reads,
    a.standing.allowed,
    a.collectedFor.includes(a.purpose) || (heldFor && a.ending !== "live"),
    a.confirmed,
    a.ending === "live" || heldFor,
  ].every(Boolean);
}
