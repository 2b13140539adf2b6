import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { controls } from "../src/controls.js";
import { lawTerm, rightTerm } from "../src/law/index.js";
import { mayEndLater, periodSpan, readPeriod, sayPeriod } from "../src/period.js";
import { right } from "../src/schema/parts.js";
import { period } from "../src/schema/words.js";
import { policySchema } from "../src/schema-json.js";

describe("a period", () => {
  const any = fc
    .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom("hour", "day", "working day", "month", "year"))
    .map(([n, u]) => `${n} ${u}${n === 1 ? "" : "s"}`);

  test("reads back from either language", () => {
    fc.assert(
      fc.property(any, (p) => {
        expect(period.safeParse(p).success).toBe(true);
        expect(readPeriod(sayPeriod(p, "vi"))).toBe(p);
        expect(readPeriod(sayPeriod(p, "en"))).toBe(p);
        expect(periodSpan(p).least).toBeLessThanOrEqual(periodSpan(p).most);
        expect(mayEndLater(p, p)).toBe(false);
      }),
    );
    expect(sayPeriod("7 working days", "vi")).toBe("7 ngày làm việc");
    for (const wrong of ["", "0 days", "soon", "7 fortnights", "-1 days", "1.5 days"]) expect(readPeriod(wrong)).toBeNull();
  });

  test("in working days may end after one in calendar days", () => {
    expect(mayEndLater("7 working days", "10 days")).toBe(true);
    expect(mayEndLater("5 working days", "10 days")).toBe(false);
    expect(mayEndLater("3 days", "2 working days")).toBe(true);
    expect(mayEndLater("72 hours", "3 days")).toBe(false);
  });
});

describe("the law as data", () => {
  test("gives each right its terms in force, and none before its time", () => {
    expect(rightTerm("erase")).toMatchObject({
      respond: "2 working days",
      perform: "20 days",
      through_others: "30 days",
      extension: "20 days",
    });
    expect(rightTerm("see", "2026-11-21")).toMatchObject({ perform: "10 days", article: { en: "Decree 356/2025/ND-CP, art. 5.3" } });
    expect(rightTerm("withdraw", "2025-12-31")).toBeNull();
    expect(right.options.filter((r) => !rightTerm(r))).toEqual(["know", "complain"]);
  });

  test("knows the other terms by their day", () => {
    expect(lawTerm("breach_authority")?.period).toBe("72 hours");
    expect(lawTerm("breach_authority", "2025-06-01")).toBeNull();
    expect(lawTerm("complaint_acknowledged")?.period).toBe("3 working days");
  });
});

describe("the catalogue of controls", () => {
  test("holds each control once, with a sentence in both languages", () => {
    expect(new Set(controls.map((c) => c.id)).size).toBe(controls.length);
    for (const c of controls) expect(c.text.vi.endsWith(".") && c.text.en.endsWith(".")).toBe(true);
  });
});

describe("the JSON Schema for editors", () => {
  test("is fresh: run `node language/tools/write-schema.mjs` after a change", () => {
    const written: unknown = JSON.parse(readFileSync(new URL("../policy.schema.json", import.meta.url), "utf8"));
    expect(written).toEqual(JSON.parse(JSON.stringify(policySchema())));
  });
});
