import { z } from "zod";
import { name, text } from "./words.js";

/** How a value is asked, normalised and validated. `secret` is hashed, never sealed, never shown again. */
export const fieldType = z.enum([
  "name",
  "line",
  "lines",
  "email",
  "phone",
  "address",
  "date",
  "number",
  "choice",
  "choices",
  "file",
  "username",
  "secret",
  "ip",
  "yes",
]);
export type FieldType = z.infer<typeof fieldType>;

/** The letters of decree 356/2025 art. 4, which lists sensitive data. */
export const sensitiveKind = z.enum([
  "origin",
  "belief",
  "private_life",
  "health",
  "biometric",
  "sex_life",
  "crime",
  "location",
  "id_credentials",
  "finance",
  "behaviour",
  "other_secret",
]);

export type SensitiveKind = z.infer<typeof sensitiveKind>;

/** What may be looked up without opening values; `none` writes no index row. */
export const fieldIndex = z.enum(["exact", "words", "bucket", "none"]);

export const field = z.strictObject({
  type: fieldType,
  text,
  hint: text.optional(),
  /** Basic or sensitive by decree 356/2025 art. 3 and 4. */
  category: z.enum(["basic", "sensitive"]),
  /** Which letter of art. 4; demanded by `check` when the category is sensitive. */
  sensitive: sensitiveKind.optional(),
  /** What is said beside the question: that the data is sensitive, and what that means here (decree 356/2025 art. 6.4). */
  sensitive_notice: text.optional(),
  /** Item of art. 3 (1–11) for basic data. */
  basic: z.number().int().min(1).max(11).optional(),
  index: fieldIndex.default("none"),
  /** Several values, each of a kind: home, office. */
  repeat: z.strictObject({ kinds: z.record(name, text), max: z.number().int().min(1).max(20).default(5) }).optional(),
  /** For `choice` and `choices`. */
  options: z.record(name, text).optional(),
  /** For `file`: what it may be, by sniffed type, and the size in MiB. */
  file: z
    .strictObject({ types: z.array(z.enum(["pdf", "docx", "png", "jpg", "txt"])).min(1), max_mib: z.number().int().min(1).max(25) })
    .optional(),
  /** Longest accepted text, in characters after NFC. */
  max: z.number().int().min(1).max(10_000).optional(),
  /** W3C DPV-PD term, without prefix: `EmailAddress`. */
  dpv: z.string().optional(),
});
export type Field = z.infer<typeof field>;
