import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkText } from "../src/check.js";
import { type Change, diff } from "../src/diff.js";
import { canonical } from "../src/digest.js";
import { type Policy, policy } from "../src/schema/policy.js";
import { clinicText, load, texts } from "./policies.js";

const clinic = policy.parse(checkText(clinicText).policy);
const edited = (...edits: readonly (readonly [string | RegExp, string])[]): Change[] => {
  const text = edits.reduce((t, [from, to]) => {
    expect(typeof from === "string" ? t.includes(from) : from.test(t), `the edit finds nothing: ${from}`).toBe(true);
    return t.replace(from, to);
  }, clinicText);
  return diff(clinic, policy.parse(checkText(text).policy));
};

describe("the difference between two versions", () => {
  test("of the same policy is empty", () => {
    for (const id of Object.keys(texts)) expect(diff(load(id), load(id))).toEqual([]);
  });

  test("tells a new purpose, and asks consent for it again", () => {
    const changes = edited(["  newsletter:\n", "  survey: { text: { vi: Khảo sát, en: Survey }, basis: consent }\n  newsletter:\n"]);
    expect(changes).toMatchObject([
      {
        kind: "added",
        about: "purposes",
        path: "purposes.survey",
        asks_again: true,
        purposes: ["survey"],
        loosens: false,
        text: { vi: "Mục đích mới: Khảo sát.", en: "A new purpose: Survey." },
      },
    ]);
  });

  test("asks again for a new recipient, a new channel and a newly sensitive field", () => {
    expect(
      edited([
        "recipients:\n",
        "recipients:\n  cloud: { text: { vi: Đám mây, en: Cloud }, kind: it_provider, purposes: [reminders], fields: [phone], needs: consent }\n",
      ]),
    ).toMatchObject([{ kind: "added", about: "recipients", asks_again: true, purposes: ["reminders"] }]);
    expect(edited(["channels: [sms, email]", "channels: [sms, email, social]"])).toMatchObject([
      { about: "messages", asks_again: true, purposes: ["reminders"] },
    ]);
    expect(edited(["category: basic\n    basic: 2", "category: sensitive\n    sensitive: health"])).toMatchObject([
      { about: "asked", path: "fields.birth_date.category", asks_again: true, purposes: ["care", "records"] },
    ]);
  });

  test.each<readonly [string, string, Change["about"], string | RegExp, string]>([
    ["a longer retention", "24 months", "retention", "default: 24 months", "default: 36 months"],
    ["a later answer", "5 days", "rights", "see: 5 days", "see: 9 days"],
    ["a channel of rights taken away", "", "rights", "channels: [account, form, phone]\n", "channels: [account, form]\n"],
    ["a role that sees more", "", "access", "fields: [test_result, guardian_relation]", "fields: [test_result, guardian_relation, phone]"],
    ["a role that sees what is not assigned", "", "access", "    assigned: true\n", ""],
    ["a weaker ground of disclosure", "consent", "recipients", "needs: consent", "needs: contract"],
    [
      "a basis other than consent",
      "consent",
      "purposes",
      "en: Remind of the next visit }\n    basis: consent",
      "en: Remind of the next visit }\n    basis: contract",
    ],
    ["more frequent advertising", "", "messages", "cap: { at_most: 1, per: 1 month }", "cap: { at_most: 2, per: 1 month }"],
    ["those affected not told of a breach", "", "breach", "tells: [authority, persons]", "tells: [authority]"],
    ["a control taken from a promise", "", "rights", "      - { control: rights.answered }\n", ""],
    ["a step of complaints dropped", "", "complaints", /.*id: verify.*\n/, ""],
  ])("calls %s a loosening", (_name, before, about, from, to) => {
    const changes = edited([from, to]).filter((c) => c.about === about && c.loosens);
    expect(changes.length).toBe(1);
    if (before) expect(changes[0]?.before?.en).toContain(before);
  });

  test("does not call a shorter term a loosening, and shows both terms", () => {
    expect(edited(["default: 24 months", "default: 12 months"])).toMatchObject([
      { loosens: false, before: { vi: "24 tháng" }, after: { vi: "12 tháng", en: "12 months" } },
    ]);
  });

  test("tells a field no longer asked and one newly required", () => {
    const changes = edited(
      ["      test_result: { purposes: [care] }\n", ""],
      ["email: { purposes: [care, reminders, newsletter] }", "email: { required: true, purposes: [care, reminders, newsletter] }"],
    );
    expect(changes.map((c) => c.text.vi)).toEqual(
      expect.arrayContaining([
        "Đặt lịch khám cho bạn: không hỏi “Kết quả xét nghiệm mang theo” nữa.",
        "Đặt lịch khám cho bạn: “Email” nay bắt buộc.",
      ]),
    );
  });

  test("is never empty where two policies differ, whatever differs", () => {
    const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
      typeof value === "object" && value !== null ? Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k])) : [path];
    const places = leaves(clinic);
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.boolean(), (path, drop) => {
        const copy: unknown = structuredClone(clinic);
        const holder = path
          .slice(0, -1)
          .reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined), copy);
        const key = path.at(-1) ?? "";
        if (typeof holder !== "object" || holder === null) return;
        const value: unknown = Reflect.get(holder, key);
        if (drop && Array.isArray(holder)) holder.splice(Number(key), 1);
        else if (drop) Reflect.deleteProperty(holder, key);
        else Reflect.set(holder, key, typeof value === "string" ? `${value}x` : typeof value === "boolean" ? !value : 7);
        const other = policy.safeParse(copy);
        if (!other.success || canonical(other.data) === canonical(clinic)) return;
        const after: Policy = other.data;
        const changes = diff(clinic, after);
        expect(changes.length, path.join(".")).toBeGreaterThan(0);
        for (const c of changes) expect(c.text.vi && c.text.en).toBeTruthy();
      }),
      { numRuns: 600 },
    );
  });
});
