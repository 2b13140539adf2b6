import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import { check, checkText } from "../src/check.js";
import { diff } from "../src/diff.js";
import { digestPolicy } from "../src/digest.js";
import { readPolicy } from "../src/read.js";
import { type Policy, policy } from "../src/schema/policy.js";
import { clinicText, load, texts } from "./policies.js";

const clinic = policy.parse(readPolicy(clinicText).policy);

describe("reading any text", () => {
  test("refuses a website that is no web address, and a thing called as what every object has", () => {
    for (const [was, now] of [
      [/^(\s+)contact:\n/m, "$1contact:\n$1  website: javascript:alert(1)\n"],
      [/^roles:\n/m, "roles:\n  constructor: { text: { vi: a, en: a }, may: [], reads: [] }\n"],
    ] as const) {
      const text = clinicText.replace(was, now);
      expect(text).not.toBe(clinicText);
      expect(
        readPolicy(text)
          .findings.map((f) => f.path)
          .join(),
      ).toMatch(/website|constructor/);
    }
  });

  test("never throws, and says why it is no policy", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), fc.json()), (text) => {
        const { policy: read, findings } = readPolicy(text);
        expect(read === null).toBe(findings.length > 0);
        for (const f of findings) expect(f.line).toBeGreaterThan(0);
      }),
      { numRuns: 1500 },
    );
  });

  test.each([
    ["nesting", "[".repeat(100_000)],
    ["block nesting", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["dashes", `${"- ".repeat(50_000)}a`],
    ["aliases", `a: &a [x]\nb: &b [*a,*a]\nc: [*b,*b]`],
    ["a tag", "language: !!js/function 'x'"],
    ["two documents", "language: 1\n---\nlanguage: 1"],
    ["a prototype", "__proto__: { polluted: 1 }"],
    ["nothing", ""],
    ["a hundred thousand keys", Array.from({ length: 100_000 }, (_, i) => `k${i}: 1`).join("\n")],
    ["the same key over and over", "a: 1\n".repeat(40_000)],
    ["escapes without end", `a: "${"\\x".repeat(300_000)}`],
    ["bare question marks", "? ".repeat(300_000)],
  ])("refuses %s", (_name, text) => {
    const { policy: read, findings } = readPolicy(text);
    expect(read).toBeNull();
    expect(findings.length).toBeGreaterThan(0);
  });

  test("puts each fault on its line", () => {
    const { findings } = checkText(texts.okr?.replace("basis: consent", "basis: whim") ?? "");
    const line = (texts.okr ?? "").split("\n").findIndex((l) => l.includes("basis: consent")) + 1;
    expect(findings).toMatchObject([{ level: "error", code: "shape.wrong_value", line, path: "purposes.service.basis" }]);
  });
});

/** A policy with one place anywhere in it replaced, or left out. */
const mutilated = fc.tuple(fc.constantFrom(...Object.keys(texts)), fc.nat(), fc.jsonValue(), fc.boolean()).map(([id, at, value, drop]) => {
  const copy: unknown = structuredClone(load(id));
  const places: { holder: object; key: string }[] = [];
  const walk = (holder: unknown): void => {
    if (typeof holder !== "object" || holder === null) return;
    for (const key of Object.keys(holder)) {
      places.push({ holder, key });
      walk(Reflect.get(holder, key));
    }
  };
  walk(copy);
  const place = places[at % places.length];
  if (place && drop) Reflect.deleteProperty(place.holder, place.key);
  else if (place) Reflect.set(place.holder, place.key, value);
  return copy;
});

describe("checking any policy", () => {
  test("never throws, whatever one place of it holds", () => {
    fc.assert(
      fc.property(mutilated, (value) => {
        const { findings } = checkText(stringify(value));
        for (const f of findings) expect(f.text.vi && f.text.en && f.mend.vi && f.mend.en).toBeTruthy();
        const parsed = policy.safeParse(value);
        if (parsed.success) check(parsed.data);
      }),
      { numRuns: 100 },
    );
  });

  test("never throws on any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(checkText(JSON.stringify(value)).publishes).toBe(false);
      }),
    );
  });
});

describe("the five policies", () => {
  const promised: Readonly<Record<string, number>> = { okr: 16, okvip: 13, clever: 16, oxygen: 12, khoingo: 19 };

  test.each(Object.entries(promised))("%s publishes, and holds its %i promises in order, each with a control", (id, count) => {
    const { policy: read, findings, publishes } = checkText(texts[id] ?? "");
    expect(findings.filter((f) => f.level === "error")).toEqual([]);
    expect(publishes).toBe(true);
    expect(read?.promises.map((p) => p.id)).toEqual(Array.from({ length: count }, (_, i) => `${id}-${i + 1}`));
    expect(findings.filter((f) => f.code === "promise.words_only" || f.code === "text.en_missing")).toEqual([]);
  });

  test.each([
    ["okr", ["contact.no_email", "contact.channel_nowhere", "breach.no_term"]],
    ["okvip", ["duty.agreement_by_use", "complaints.missing", "breach.missing", "promise.parameter_missing"]],
    ["clever", ["duty.agreement_by_use", "recipient.abroad_without_transfer", "recipient.country_unknown"]],
    ["oxygen", ["retention.missing", "rights.missing", "complaints.missing", "breach.missing"]],
    ["khoingo", ["contradiction.purposes", "contradiction.complaint_role", "contradiction.channels", "role.acts_blind"]],
  ])("%s shows the gaps its organisation left", (id, codes) => {
    const found = checkText(texts[id] ?? "").findings.map((f) => f.code);
    expect(found).toEqual(expect.arrayContaining(codes));
  });

  test("give somebody the keys of the house, and every form something to ask", () => {
    for (const id of Object.keys(promised)) {
      const read = load(id);
      expect(Object.values(read.roles).some((r) => r.may.includes("staff") && r.may.includes("publish"))).toBe(true);
      for (const t of Object.values(read.touchpoints))
        if (t.channels.includes("form")) expect(Object.keys(t.fields).length).toBeGreaterThan(0);
    }
  });
});

describe("the digest of a policy", () => {
  test("does not depend on the order of its keys", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(texts)), fc.infiniteStream(fc.nat()), async (id, chance) => {
        const one = load(id);
        const other = policy.parse(shuffled(one, chance));
        expect(await digestPolicy(other)).toBe(await digestPolicy(one));
        expect(diff(one, other)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test("changes with any word", async () => {
    const other: Policy = { ...clinic, intro: { vi: "Khác.", en: "Other." } };
    expect(await digestPolicy(other)).not.toBe(await digestPolicy(clinic));
    expect(await digestPolicy(clinic)).toMatch(/^[0-9a-f]{64}$/);
  });
});

function shuffled(value: unknown, chance: fc.Stream<number>): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => shuffled(one, chance));
  if (typeof value !== "object" || value === null) return value;
  const keyed = Object.entries(value).map(([k, v]) => ({ k, v: shuffled(v, chance), at: chance.next().value ?? 0 }));
  return Object.fromEntries(keyed.sort((a, b) => a.at - b.at).map(({ k, v }) => [k, v]));
}
