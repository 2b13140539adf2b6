import { type Policy, policy as schema } from "@kept/language";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { smallPolicy } from "../../../test/policy.js";
import { endOf, type Ground, isOver, isPast, latest, type OccasionFacts } from "./ending.js";
import { dayBegins, planOf } from "./look.js";
import { addDays, lastDay } from "./period.js";
import { purposesEnded } from "./purposes.js";

const day = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2035-12-31"), noInvalidDate: true })
  .map((d) => d.toISOString().slice(0, 10));
const period = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.constantFrom("day", "month", "year", "working day", "hour"))
  .map(([n, unit]) => `${n} ${unit}${n === 1 ? "" : "s"}`);

/** A policy with an order whose warranty and maintenance end, and the given rules. */
function policyOf(retention: unknown[]): Policy {
  return schema.parse({
    ...smallPolicy("club"),
    occasions: {
      order: {
        text: { vi: "Đơn", en: "Order" },
        events: {
          warranty_ends: { vi: "Hết bảo hành", en: "Warranty ends" },
          maintenance_ends: { vi: "Hết bảo trì", en: "Maintenance ends" },
        },
        outcomes: { hired: { vi: "Được nhận", en: "Hired" } },
      },
    },
    retention,
  });
}
const text = { vi: "Giữ", en: "Kept" };
const warranty = { id: "warranty", text, of: { occasion: "order" }, until: "event", event: "warranty_ends" };
const maintenance = { id: "maintenance", text, of: { occasion: "order" }, until: "event", event: "maintenance_ends" };
const order = (events: OccasionFacts["events"], outcome: string | null = null): OccasionFacts => ({ kind: "order", events, outcome });
const ground = (occasion: OccasionFacts | undefined, given = "2026-01-10"): Ground => ({
  field: "email",
  touchpoint: "join",
  given,
  occasion,
});

describe("A period ends", () => {
  it.each([
    ["2026-01-31", "1 month", "2026-02-28"],
    ["2024-01-31", "1 month", "2024-02-29"],
    ["2024-02-29", "1 year", "2025-02-28"],
    ["2026-11-20", "24 months", "2028-11-20"],
    ["2026-11-20", "10 days", "2026-11-30"],
    ["2026-11-20", "1 working day", "2026-11-23"],
    ["2026-11-20", "36 hours", "2026-11-22"],
    ["2026-10-31", "4 months", "2027-02-28"],
  ])("of an event on %s, after %s, on %s", (from, p, on) => {
    expect(lastDay(from, schema.shape.retention.parse([{ ...warranty, period: p }])[0]?.period ?? "1 day")).toBe(on);
  });

  it("never before a shorter one of the same unit, and never before it began", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 400 }), fc.constantFrom("days", "months", "working days"), (from, n, unit) => {
        const [a, b] = [lastDay(from, `${n} ${unit}`), lastDay(from, `${n + 1} ${unit}`)];
        expect(a > from && b >= a).toBe(true);
      }),
    );
  });
});

describe("Of several rules", () => {
  it("the one that ends last governs: the later of warranty and maintenance, order by order", () => {
    const policy = policyOf([warranty, maintenance]);
    fc.assert(
      fc.property(day, day, (a, b) => {
        const end = endOf(policy, ground(order({ warranty_ends: a, maintenance_ends: b })));
        expect(end.on).toBe(a > b ? a : b);
        expect(end.rule).toBe(a >= b ? "warranty" : "maintenance");
      }),
    );
  });

  it("adding one never brings the end nearer", () => {
    fc.assert(
      fc.property(day, day, fc.array(period, { minLength: 1, maxLength: 4 }), period, (given, held, some, more) => {
        const rules = some.map((p, i) =>
          i % 2 ? { ...warranty, id: `r${i}`, period: p } : { id: `r${i}`, text, until: "time", period: p },
        );
        const facts = ground(order({ warranty_ends: held }), given);
        const before = endOf(policyOf(rules), facts);
        const after = endOf(policyOf([...rules, { id: "more", text, until: "time", period: more }]), facts);
        expect((after.on ?? "") >= (before.on ?? "")).toBe(true);
      }),
    );
  });

  it("one whose date is missing keeps all from ending, unless it has a default, counted from the day of giving; both are flagged", () => {
    const facts = ground(order({ warranty_ends: "2026-03-01" }), "2026-01-31");
    expect(endOf(policyOf([warranty, maintenance]), facts)).toEqual({ on: null, rule: "maintenance", missing: true });
    const withDefault = { ...maintenance, default: "1 month" };
    expect(endOf(policyOf([warranty, withDefault]), facts)).toEqual({ on: "2026-03-01", rule: "warranty", missing: true });
    expect(endOf(policyOf([withDefault]), facts)).toEqual({ on: "2026-02-28", rule: "maintenance", missing: true });
  });

  it("those that set no date never end anything, and never keep what another ends", () => {
    const asked = { id: "asked", text, until: "asked" };
    const reviewed = { id: "reviewed", text, until: "purposes_end", review: "30 days" };
    expect(endOf(policyOf([asked, reviewed]), ground(undefined)).on).toBeNull();
    expect(endOf(policyOf([asked, reviewed, warranty]), ground(order({ warranty_ends: "2026-02-01" })))).toMatchObject({
      on: "2026-02-01",
      rule: "warranty",
    });
  });

  it("one that leaves out the hired ends everybody else's", () => {
    const policy = policyOf([{ ...warranty, unless: ["hired"] }]);
    expect(endOf(policy, ground(order({ warranty_ends: "2026-02-01" }))).on).toBe("2026-02-01");
    expect(endOf(policy, ground(order({ warranty_ends: "2026-02-01" }, "hired"))).on).toBeNull();
    expect(isOver(policy, order({ warranty_ends: "2026-02-01" }, "hired"), "2026-02-02")).toBe(true);
  });

  it("the last day itself is still kept", () => {
    expect(isPast({ on: "2026-02-01" }, "2026-02-01")).toBe(false);
    expect(isPast({ on: "2026-02-01" }, "2026-02-02")).toBe(true);
    expect(isPast({ on: null }, "2099-01-01")).toBe(false);
  });
});

it("Several values of a field end with the last, and none while one has no end", () => {
  fc.assert(
    fc.property(fc.array(fc.option(day), { minLength: 1, maxLength: 6 }), (days) => {
      const end = latest(days.map((on) => ({ on, rule: "r", missing: false })));
      const sorted = days.filter((d) => d !== null).sort();
      expect(end?.on).toBe(days.includes(null) ? null : sorted.at(-1));
    }),
  );
});

describe("What is to be done", () => {
  const found = (on: string | null, state: "live" | "due" | "review" = "live", kept: string | null = null) => ({
    field: `f${on}`,
    on,
    rule: "r",
    missing: false,
    state,
    kept,
  });

  it("is to tell fourteen days before, once, and to look again the day after the end", () => {
    expect(planOf([found("2026-12-31")], null, "2026-11-22")).toMatchObject({ tell: false, next: "2026-12-17" });
    expect(planOf([found("2026-12-31")], null, "2026-12-17")).toMatchObject({ tell: true, next: "2027-01-01" });
    expect(planOf([found("2026-12-31")], "2026-12-31", "2026-12-20")).toMatchObject({ tell: false, next: "2027-01-01" });
    expect(planOf([found("2026-12-31")], "2026-12-25", "2026-12-20")).toMatchObject({ tell: true });
  });

  it("never misses a day: the next look is never after the first end, nor after a decision's next look", () => {
    fc.assert(
      fc.property(fc.array(fc.option(day), { maxLength: 6 }), fc.option(day), day, (ends, kept, today) => {
        const all = ends.filter((e) => e === null || e >= today).map((e) => found(e, "live", kept));
        const { next } = planOf(all, null, today);
        for (const e of all) if (e.on) expect(next !== null && next <= addDays(e.on, 1)).toBe(true);
        if (kept && all.length > 0) expect(next !== null && next <= addDays(kept, 1)).toBe(true);
      }),
    );
  });

  it("begins at midnight in Vietnam", () => {
    expect(dayBegins("2026-11-22").toISOString()).toBe("2026-11-21T17:00:00.000Z");
  });
});

describe("Purposes", () => {
  const policy = policyOf([warranty]);
  const serving = (purposes: string[], over = false) => ({ touchpoint: "join", purposes, over });

  it("have all ended when the last of them has, and the strongest reason is told", () => {
    const said = { membership: "basis.contract", newsletter: "consent.withdrawn" } as const;
    const why = (p: string) => (p === "membership" ? said.membership : said.newsletter);
    expect(purposesEnded(policy, serving(["membership", "newsletter"]), why)).toBeNull();
    expect(purposesEnded(policy, serving(["newsletter"]), why)).toBe("withdrawn");
    expect(purposesEnded(policy, serving(["gone"]), why)).toBe("undeclared");
  });

  it("of an occasion end with it, and a consent to something else lives on", () => {
    const given = (p: string) => (p === "membership" ? ("basis.contract" as const) : ("consent.given" as const));
    expect(purposesEnded(policy, serving(["membership"], true), given)).toBe("occasion_over");
    expect(purposesEnded(policy, serving(["membership", "newsletter"], true), given)).toBeNull();
  });
});
