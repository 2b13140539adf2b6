import type { Field } from "../schema/fields.js";
import { readEmail, readPhone } from "./contact.js";
import { readFileFacts } from "./file.js";
import { readChoice, readChoices, readDate, readIp, readNumber, readYes } from "./plain.js";
import { bad, good, missing, type OfKind, type Read, type Value } from "./result.js";
import { readSecret, readText, readUsername } from "./text.js";

/**
 * Validates what was submitted for a field and gives it its one normal form, or says what is wrong in both languages.
 * Empty is `value.missing`: whether that matters is the touchpoint's business. A field that repeats takes a list of
 * `{ kind, value }` and gives the same. Never throws, and never repeats what was typed.
 */
export function readValue(field: Field, raw: unknown): Read {
  return field.repeat ? readRepeated(field, field.repeat, raw) : readOne(field, raw);
}

/** One value, whether or not the field repeats. */
export function readOne(field: Field, raw: unknown): Read {
  switch (field.type) {
    case "name":
    case "line":
    case "lines":
    case "address":
      return readText(field, raw);
    case "username":
      return readUsername(field, raw);
    case "secret":
      return readSecret(field, raw);
    case "email":
      return readEmail(raw);
    case "phone":
      return readPhone(raw);
    case "date":
      return readDate(raw);
    case "number":
      return readNumber(raw);
    case "choice":
      return readChoice(Object.keys(field.options ?? {}), raw);
    case "choices":
      return readChoices(Object.keys(field.options ?? {}), raw);
    case "yes":
      return readYes(raw);
    case "ip":
      return readIp(raw);
    case "file":
      return readFileFacts(field, raw);
  }
}

function readRepeated(field: Field, repeat: NonNullable<Field["repeat"]>, raw: unknown): Read<readonly OfKind[]> {
  if (raw === undefined || raw === null || raw === "") return missing;
  if (!Array.isArray(raw)) return notList;
  const list: readonly unknown[] = raw;
  if (list.length > repeat.max) {
    return bad(
      "value.too_many",
      `Mục này nhận nhiều nhất ${repeat.max}. Bạn bớt lại nhé.`,
      `At most ${repeat.max} are taken here. Please leave some out.`,
    );
  }
  const values: { kind: string; value: Value }[] = [];
  for (const item of list) {
    if (typeof item !== "object" || item === null || !("value" in item)) return notList;
    const one = readOne(field, item.value);
    // A row left empty is a row not used.
    if (!one.ok && one.code === "value.missing") continue;
    if (!one.ok) return one;
    const kind = "kind" in item ? item.kind : undefined;
    if (typeof kind !== "string" || !Object.hasOwn(repeat.kinds, kind)) return noKind;
    values.push({ kind, value: one.value });
  }
  return values.length === 0 ? missing : good(values);
}

const notList = bad(
  "value.repeat",
  "Không đọc được danh sách này. Bạn điền lại nhé.",
  "This list cannot be read. Please fill it in again.",
);
const noKind = bad(
  "value.kind",
  "Chưa rõ đây là loại nào. Bạn chọn loại ở bên cạnh nhé.",
  "It is not clear which kind this is. Please choose the kind beside it.",
);
