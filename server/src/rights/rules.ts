import type { Field, Language, Policy, Value } from "@kept/language";
import { say } from "@kept/language";
import { showDate } from "../platform/page/index.js";
import type { Content } from "../vault/index.js";

/** How a value reads, by the declaration of its field: options by their texts, yes and no in words. */
export function showContent(field: Field | undefined, content: Content, lang: Language): string {
  if (typeof content === "boolean") return content ? yes[lang] : no[lang];
  if (typeof content === "number") return new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB").format(content);
  if (typeof content === "string") {
    if (field?.type === "date") return showDate(content, lang);
    return field?.type === "phone" ? showPhone(content) : (optionText(field, content, lang) ?? content);
  }
  if (isList(content)) return content.map((one) => optionText(field, one, lang) ?? one).join(", ");
  return Object.values(content).join(", ");
}

/** A Vietnamese number as people write it, `0912 345 678` or `028 3930 1234`; others stay as they are kept (E.164). */
export function showPhone(kept: string): string {
  const digits = /^\+84(\d{9,10})$/.exec(kept)?.[1];
  if (digits === undefined) return kept;
  const national = `0${digits}`;
  const groups =
    national.length === 10 ? /^(.{4})(.{3})(.{3})$/ : /^02[48]/.test(national) ? /^(.{3})(.{4})(.{4})$/ : /^(.{4})(.{3})(.{4})$/;
  return national.replace(groups, "$1 $2 $3");
}

/** What the vault stores of a value that was read; undefined for files and lists of kinds, which are never read one by one. */
export function contentOf(value: Value): Content | undefined {
  if (typeof value !== "object") return value;
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((one) => typeof one === "string");
  return texts.length === value.length ? texts : undefined;
}

/** The type of a field whose change has to be proved before it counts. */
export function isContact(field: Pick<Field, "type"> | undefined): boolean {
  return field?.type === "email" || field?.type === "phone";
}

/** Fields that a person may set right by typing. Secrets have a page of their own, files are given anew. */
export function isCorrectable(field: Pick<Field, "type"> | undefined): field is Field {
  return field !== undefined && field.type !== "secret" && field.type !== "file" && field.type !== "ip";
}

/** Whether some promise says that this deed asks for fresh proof (control `identity.step_up`). */
export function demandsProof(policy: Policy, deed: "erase" | "export" | "change_contact"): boolean {
  return policy.promises.some((p) =>
    p.kept_by.some((k) => k.control === "identity.step_up" && Array.isArray(k.with.deeds) && k.with.deeds.includes(deed)),
  );
}

/**
 * Whether changing this value asks for fresh proof. An e-mail always does: who changes it holds the way into the account (ASVS 7.5.1). Another
 * contact does where a promise says so.
 */
export function changeDemandsProof(policy: Policy, field: Pick<Field, "type"> | undefined): boolean {
  return field?.type === "email" || (isContact(field) && demandsProof(policy, "change_contact"));
}

/** The moment a UUIDv7 was made. */
export function madeAt(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

/** The touchpoint where a purpose is asked for: the one it was asked at before, or the first that asks it. */
export function askedAt(policy: Policy, purpose: string, before: string | null | undefined): string | undefined {
  const asks = (name: string) => {
    const touchpoint = Object.hasOwn(policy.touchpoints, name) ? policy.touchpoints[name] : undefined;
    return touchpoint !== undefined && (touchpoint.for === purpose || touchpoint.consents.includes(purpose));
  };
  if (before && asks(before)) return before;
  return Object.keys(policy.touchpoints).find(asks);
}

/** The text of a declared thing, or its name where the policy in force no longer has it. */
export function named<T extends { readonly text: Field["text"] }>(of: Readonly<Record<string, T>>, name: string, lang: Language): string {
  const found = Object.hasOwn(of, name) ? of[name] : undefined;
  return found ? say(found.text, lang) : name === paperField ? say(paperText, lang) : name;
}

/** The name under which papers the law keeps lie beside the fields of the policy. */
export const paperField = "paper";
const paperText = { vi: "hoá đơn, chứng từ", en: "invoices and accounting papers" };

/** A declared field, if the policy in force has it. */
export function fieldOf(policy: Policy, name: string): Field | undefined {
  return Object.hasOwn(policy.fields, name) ? policy.fields[name] : undefined;
}

const yes = { vi: "Có", en: "Yes" } as const;
const no = { vi: "Không", en: "No" } as const;

function optionText(field: Field | undefined, name: string, lang: Language): string | undefined {
  const text = field?.options && Object.hasOwn(field.options, name) ? field.options[name] : undefined;
  return text && say(text, lang);
}

function isList(content: Content): content is readonly string[] {
  return Array.isArray(content);
}
