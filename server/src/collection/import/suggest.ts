import type { Policy, Touchpoint } from "@kept/language";
import type { ImportColumn } from "./rules.js";

/** What people call a column that holds a field of this type, folded. */
const calledBy: Readonly<Record<string, readonly string[]>> = {
  name: ["ho ten", "ho va ten", "ten", "full name", "name", "khach hang", "customer"],
  email: ["email", "e mail", "mail", "thu dien tu", "dia chi email", "email address"],
  phone: ["phone", "dien thoai", "so dien thoai", "sdt", "so dt", "dt", "mobile", "di dong", "tel", "telephone", "phone number"],
  address: ["address", "dia chi"],
};

/** What a column seems to hold, from its name alone: the field's own name or words, else what its type is usually called. Consent is never guessed. */
export function suggest(policy: Policy, touchpoint: Touchpoint, names: readonly string[]): (ImportColumn | null)[] {
  const used = new Set<string>();
  return names.map((name, i) => {
    const said = fold(name);
    for (const exact of [true, false]) {
      for (const field of Object.keys(touchpoint.fields)) {
        const declared = policy.fields[field];
        if (!declared || used.has(field) || declared.type === "secret" || declared.type === "file") continue;
        const words = exact ? [field, declared.text.vi, declared.text.en ?? ""] : (calledBy[declared.type] ?? []);
        if (!words.some((w) => fold(w) === said)) continue;
        used.add(field);
        const kind = declared.repeat ? Object.keys(declared.repeat.kinds)[0] : undefined;
        return { column: i + 1, to: "field", field, ...(kind === undefined ? {} : { kind }) };
      }
    }
    return null;
  });
}

function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[đð]/g, "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
