import { describe, expect, it } from "vitest";
import { complaintTerms, explain, governing, incidentTerms, longestExtension, requestTerms } from "../src/index.js";
import { load as policyOf } from "./policies.js";

const at = (day: string, time = "09:00") => new Date(`${day}T${time}:00+07:00`);
const received = at("2026-03-02");
const okr = policyOf("okr");
const clever = policyOf("clever");
const european = { ...clever, organisation: { ...clever.organisation, laws: ["vn" as const, "gdpr" as const] } };

describe("the terms of a request", () => {
  it.each([
    ["withdraw", "2026-03-17", "2026-03-22"],
    ["object", "2026-03-17", "2026-03-22"],
    ["see", "2026-03-12", "2026-03-17"],
    ["know", "2026-03-12", "2026-03-17"],
    ["correct", "2026-03-12", "2026-03-17"],
    ["erase", "2026-03-22", "2026-04-01"],
    ["protect", "2026-03-17", "2026-03-17"],
  ] as const)("to %s are the decree's, longer where others must act", (right, alone, through) => {
    const terms = requestTerms(okr, right, { received });
    expect(governing(terms, "respond")?.due.on).toBe("2026-03-04");
    expect(governing(terms, "perform")?.due.on).toBe(alone);
    expect(governing(requestTerms(okr, right, { received, throughOthers: true }), "perform")?.due.on).toBe(through);
  });

  it("take the organisation's own where it ends first, and the law's where that does", () => {
    const within = (own: string) => ({ ...okr, rights: { channels: [], withdrawal: [], within: { erase: own } } });
    expect(governing(requestTerms(within("5 days"), "erase", { received }), "perform")).toMatchObject({
      by: "promise",
      due: { on: "2026-03-07" },
    });
    expect(governing(requestTerms(within("60 days"), "erase", { received }), "perform")).toMatchObject({
      by: "vn",
      due: { on: "2026-03-22" },
    });
  });

  it("compute the GDPR's beside Vietnam's where the organisation chose both", () => {
    const terms = requestTerms(european, "erase", { received });
    expect(terms.map((t) => [t.by, t.due.on])).toEqual([
      ["vn", "2026-03-04"],
      ["vn", "2026-03-22"],
      ["gdpr", "2026-04-02"],
    ]);
    expect(longestExtension(european, "erase", received)).toBe("20 days");
    expect(longestExtension(okr, "complain", received)).toBeNull();
  });

  it("do not hold up the first answer while the person is asked", () => {
    const terms = requestTerms(okr, "erase", { received, pauses: [{ from: at("2026-03-03") }] });
    expect(governing(terms, "respond")?.due.on).toBe("2026-03-04");
    expect(governing(terms, "perform")).toBeNull();
  });

  it("are explained: what was compared, what governs and why, step by step", () => {
    const told = explain(requestTerms(european, "erase", { received }), "perform").map((s) => s.vi);
    expect(told[0]).toContain("Nghị định 356/2025/NĐ-CP");
    expect(told[0]).toContain("đến trước");
    expect(told[1]).toContain("GDPR");
    expect(told.at(-2)).toContain("Hết hạn");
  });
});

describe("the terms of a complaint", () => {
  it("are three working days to acknowledge, and the organisation's own to settle, by complexity", () => {
    expect(governing(complaintTerms(clever, { received }), "acknowledge")?.due.on).toBe("2026-03-05");
    expect(governing(complaintTerms(clever, { received, complexity: "simple" }), "perform")?.due.on).toBe("2026-03-09");
    expect(governing(complaintTerms(clever, { received, complexity: "complex" }), "perform")?.due.on).toBe("2026-03-17");
    expect(governing(complaintTerms(clever, { received }), "perform")?.due.on).toBe("2026-03-09");
    expect(governing(complaintTerms(okr, { received }), "perform")?.due.on).toBe("2026-03-11");
  });
});

describe("the terms of an incident", () => {
  it("run from discovery, straight through the night", () => {
    const terms = incidentTerms(okr, { received: at("2026-02-14", "23:30"), kinds: [] });
    expect(governing(terms, "tell_authority")?.due.at).toEqual(at("2026-02-17", "23:30"));
  });

  it("are 24 hours where a consumer system was attacked, and reach the persons where the data is grave", () => {
    const terms = incidentTerms(okr, { received, kinds: ["location"], consumerSystem: true });
    expect(governing(terms, "tell_authority")?.due.at).toEqual(at("2026-03-03"));
    expect(terms.some((t) => t.until === "tell_persons" && t.by === "vn")).toBe(true);
    expect(incidentTerms(clever, { received, kinds: ["health"] }).some((t) => t.until === "tell_persons")).toBe(false);
  });
});
