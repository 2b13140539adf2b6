import type { Both } from "../schema/words.js";

export type FileFacts = Readonly<{ filename: string; type: string; bytes: number }>;
export type OfKind = Readonly<{ kind: string; value: Value }>;
/** A value in its one normal form: what is compared, indexed and sealed. */
export type Value = string | number | boolean | readonly string[] | FileFacts | readonly OfKind[];

/** Stable codes of what may be wrong with a value. */
export type ValueCode =
  | "value.missing"
  | "value.not_text"
  | "value.unprintable"
  | "value.too_long"
  | "value.too_short"
  | "value.email"
  | "value.phone"
  | "value.phone_short"
  | "value.phone_long"
  | "value.date"
  | "value.number"
  | "value.choice"
  | "value.username"
  | "value.ip"
  | "value.yes"
  | "value.file"
  | "value.file_type"
  | "value.file_size"
  | "value.repeat"
  | "value.too_many"
  | "value.kind";

export type Bad = Readonly<{ ok: false; code: ValueCode; text: Both }>;
export type Read<T extends Value = Value> = Readonly<{ ok: true; value: T }> | Bad;

export function good<T extends Value>(value: T): Read<T> {
  return { ok: true, value };
}

/** What happened, then what to do, in both languages. Never repeats what was typed. */
export function bad(code: ValueCode, vi: string, en: string): Bad {
  return { ok: false, code, text: { vi, en } };
}

export const missing = bad("value.missing", "Mục này còn trống. Bạn điền giúp nhé.", "This is still empty. Please fill it in.");
