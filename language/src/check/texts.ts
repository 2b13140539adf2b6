import { type Fault, gap } from "../finding.js";
import type { Policy } from "../schema/policy.js";
import type { Rule } from "./rule.js";

/** Every text is there in both languages. Vietnamese is demanded by the schema; English is a gap. */
export const texts: readonly Rule[] = [english];

function english(policy: Policy): Fault[] {
  return withoutEnglish(policy, "").map((path) =>
    gap(
      "text.en_missing",
      path,
      {
        vi: "Câu này chưa có tiếng Anh; người đọc tiếng Anh thấy tiếng Việt.",
        en: "This text has no English; English readers see Vietnamese.",
      },
      { vi: "Thêm `en:`.", en: "Add `en:`." },
    ),
  );
}

function withoutEnglish(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("vi" in value && typeof value.vi === "string") return "en" in value && value.en !== undefined ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) => withoutEnglish(inner, path === "" ? key : `${path}.${key}`));
}
