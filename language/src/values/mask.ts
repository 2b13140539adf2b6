import type { Field } from "../schema/fields.js";
import type { Value } from "./result.js";

const dots = "•••••";

/** What may be shown where the value itself may not: `n•••••@t•••`, `••• ••• 212`. Never shows a secret or a sensitive value. */
export function mask(field: Pick<Field, "type" | "category">, value: Value): string {
  if (field.type === "secret" || field.category === "sensitive") return dots;
  if (Array.isArray(value)) return value.map((one: unknown) => maskItem(field, one)).join(", ");
  if (typeof value !== "string") return dots;
  switch (field.type) {
    case "email":
      return maskEmail(value);
    case "phone":
      return `••• ••• ${value.slice(-3)}`;
    case "name":
      return value
        .split(" ")
        .map((word) => `${first(word)}•••`)
        .join(" ");
    case "username":
    case "line":
      return `${first(value)}${dots}`;
    default:
      return dots;
  }
}

function maskItem(field: Pick<Field, "type" | "category">, item: unknown): string {
  if (typeof item !== "object" || item === null || !("value" in item)) return dots;
  return typeof item.value === "string" ? mask(field, item.value) : dots;
}

function maskEmail(email: string): string {
  const at = email.lastIndexOf("@");
  if (at < 1) return dots;
  return `${first(email)}${dots}@${first(email.slice(at + 1))}•••`;
}

function first(text: string): string {
  for (const character of text) return character;
  return "";
}
