import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkText } from "../src/check.js";
import { faults } from "./faults.js";
import { clinicText } from "./policies.js";

describe("a clean policy", () => {
  test("of a clinic nobody wrote code for checks without a single finding", () => {
    const { findings, publishes } = checkText(clinicText, true);
    expect(findings).toEqual([]);
    expect(publishes).toBe(true);
  });
});

describe("a faulty policy", () => {
  test.each(faults.map((fault, i) => [`${fault.code} (${i})`, fault] as const))("is found: %s", (_name, fault) => {
    const faulty = fault.edits.reduce((text, [from, to]) => {
      expect(typeof from === "string" ? text.includes(from) : from.test(text), `the edit finds nothing: ${from}`).toBe(true);
      return text.replace(from, to);
    }, clinicText);
    const { findings, publishes } = checkText(faulty);
    const found = findings.filter((f) => f.code === fault.code);
    expect(found.length, JSON.stringify(findings.map((f) => f.code))).toBeGreaterThan(0);
    expect(found[0]?.level).toBe(fault.level);
    const lines = faulty.split("\n");
    expect(found.map((f) => lines[f.line - 1])).toContainEqual(expect.stringContaining(fault.at));
    for (const f of found) for (const words of [f.text.vi, f.text.en, f.mend.vi, f.mend.en]) expect(words.length).toBeGreaterThan(3);
    if (fault.level === "error") expect(publishes).toBe(false);
    else expect(checkText(faulty, true).publishes).toBe(false);
  });

  test("is tried for every code the rules can give", () => {
    const folder = new URL("../src/check/", import.meta.url);
    const source = readdirSync(folder)
      .filter((file) => !["references.ts", "rule.ts"].includes(file))
      .map((file) => readFileSync(new URL(file, folder), "utf8"))
      .join("\n");
    const codes = new Set([...source.matchAll(/(?:error|gap|unfit|say)\(\s*"([a-z]+\.[a-z_]+)"/g)].map((m) => m[1] ?? ""));
    expect(codes.size).toBeGreaterThan(70);
    const tried = new Set(faults.map((f) => f.code));
    expect([...codes].filter((code) => !tried.has(code))).toEqual([]);
  });
});
