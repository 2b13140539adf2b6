import { z } from "zod";

/**
 * Lower-case name of a declared thing: `full_name`, `order`. Used in URLs and tables, never shown to people. Never `constructor`, the one
 * lower-case name that every object answers to.
 */
export const name = z.string().regex(/^(?!constructor$)[a-z][a-z0-9_]{0,47}$/, "a name is lower-case letters, digits and _");

/** A text in both languages. A missing language parses; `check` reports it as a gap. */
const sentence = z.string().max(4000).regex(/\S/, "a text holds at least one letter");
export const text = z.strictObject({ vi: sentence, en: sentence.optional() });

/** `7 working days`, `24 months`, `72 hours`. */
export const period = z
  .string()
  .regex(/^[1-9]\d{0,3} (hours?|days?|working days?|months?|years?)$/, "a period reads like '24 months' or '7 working days'");

/** ISO 3166-1 alpha-2, upper case; ZZ where the organisation does not say which. */
export const country = z.string().regex(/^[A-Z]{2}$/, "a country is two capital letters, ISO 3166-1");

export const language = z.enum(["vi", "en"]);
export type Language = z.infer<typeof language>;
export type Text = z.infer<typeof text>;
/** A text of the product itself: a missing language does not compile. */
export type Both = Readonly<{ vi: string; en: string }>;
export type Period = z.infer<typeof period>;

/** The text in the asked language, or Vietnamese where it is missing. */
export function say(t: Text, lang: Language): string {
  return t[lang] ?? t.vi;
}
