import type { Field } from "../schema/fields.js";
import { bad, good, missing, type Read } from "./result.js";

/** Longest texts, in characters after NFC, where the field says nothing. */
const longest: Partial<Record<Field["type"], number>> = { name: 120, line: 200, lines: 4000, address: 300, username: 40, secret: 256 };

// Control characters, and the marks that reverse or hide text. ZWJ and ZWNJ stay: scripts need them.
const control = /[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/u;
const controlInLines = /(?![\n\t])[\p{Cc}\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]/u;
// A name written as Nguyễn or as Nguye + marks is the same name; nothing legible stacks more marks than this.
const stacked = /\p{M}{5,}/u;

/** A text in NFC: trimmed, single spaces, no control characters, within its length in characters. */
export function readText(field: Pick<Field, "type" | "max">, raw: unknown): Read<string> {
  const text = plain(raw);
  if (typeof text !== "string") return text;
  const many = field.type === "lines" || field.type === "address";
  const lines = text.replace(/\r\n?/g, "\n");
  const tidy = many ? tidyLines(lines) : lines.replace(/\p{Zs}+/gu, " ").trim();
  if (tidy === "") return missing;
  if ((many ? controlInLines : control).test(tidy) || stacked.test(tidy.normalize("NFC"))) return unprintable;
  return within(tidy, field.max ?? longest[field.type] ?? 200);
}

/** A name people sign in with: letters without marks, digits, point, hyphen, underscore; lower case. */
export function readUsername(field: Pick<Field, "type" | "max">, raw: unknown): Read<string> {
  const text = readText(field, raw);
  if (!text.ok) return text;
  const low = text.value.toLowerCase();
  if (/^[a-z0-9][a-z0-9._-]{2,}$/.test(low)) return good(low);
  return bad(
    "value.username",
    "Tên đăng nhập này chưa dùng được. Bạn dùng ít nhất 3 ký tự: chữ không dấu, số, dấu chấm, gạch nối hoặc gạch dưới.",
    "This username cannot be used. Use at least 3 characters: letters without marks, digits, a point, a hyphen or an underscore.",
  );
}

/** A password: NFC, kept exactly otherwise, 8 to 256 characters (ASVS 6.2.1, 6.2.9). */
export function readSecret(field: Pick<Field, "type" | "max">, raw: unknown): Read<string> {
  if (typeof raw !== "string") return raw === undefined || raw === null ? missing : notText;
  if (!raw.isWellFormed() || raw.includes("\u0000")) return unprintable;
  if (raw === "") return missing;
  const secret = raw.normalize("NFC");
  const length = countCharacters(secret);
  if (length < 8) {
    return bad(
      "value.too_short",
      `Mật khẩu này có ${length} ký tự; cần ít nhất 8. Một câu dài dễ nhớ là tốt nhất.`,
      `This password has ${length} characters; it needs at least 8. A long sentence you remember is best.`,
    );
  }
  return within(secret, field.max ?? 256);
}

/** A string without lone surrogates in NFC, or what is wrong. */
export function plain(raw: unknown): string | Extract<Read, { ok: false }> {
  if (raw === undefined || raw === null) return missing;
  if (typeof raw !== "string") return notText;
  // A bound before any work: no accepted text comes near it.
  if (raw.length > 100_000) return tooLong(10_000);
  if (!raw.isWellFormed()) return unprintable;
  return raw.normalize("NFC");
}

/** Characters as a person counts code points after NFC. */
export function countCharacters(text: string): number {
  let n = 0;
  for (const _ of text) n++;
  return n;
}

function within(text: string, most: number): Read<string> {
  const nfc = text.normalize("NFC");
  return countCharacters(nfc) > most ? tooLong(most, countCharacters(nfc)) : good(nfc);
}

function tidyLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/\p{Zs}+/gu, " ").trim())
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function tooLong(most: number, has?: number): Extract<Read, { ok: false }> {
  return bad(
    "value.too_long",
    has ? `Mục này có ${has} ký tự; nhiều nhất ${most}. Bạn viết ngắn lại nhé.` : "Mục này dài quá. Bạn viết ngắn lại nhé.",
    has ? `This has ${has} characters; ${most} is the most. Please shorten it.` : "This is too long. Please shorten it.",
  );
}

const notText = bad("value.not_text", "Mục này không phải là chữ. Bạn điền lại nhé.", "This is not text. Please fill it in again.");
const unprintable = bad(
  "value.unprintable",
  "Mục này có ký tự không hiển thị được. Bạn gõ lại thay vì dán nhé.",
  "This has characters that cannot be shown. Please type it instead of pasting.",
);
