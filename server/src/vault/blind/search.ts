import type { IndexRule, Term } from "./digest.js";
import { foldEmail, foldExact, foldPhone, lastDigits, neighbours, words } from "./fold.js";

/**
 * The terms a search text must *all* meet, under a field's rule. Empty: nothing can be found by this text.
 * - Two words or more are looked up by their pairs alone: "nguyen" is a third of the country, "van an" is not.
 * - One word by itself is looked up as it is; whoever asks is told when too many answer.
 * - Four digits to seven ask for the end of a phone: the index knows its last four, whoever looks opens and compares the others. More ask for
 *   the whole number.
 */
export function searchTerms(field: string, rule: IndexRule, text: string): Term[] {
  if (rule.index === "none") return [];
  if (rule.index === "words") {
    const all = words(text);
    const [only] = all;
    if (all.length === 1 && only !== undefined) return [{ kind: "word", text: only }];
    return neighbours(all).map((p): Term => ({ kind: "pair", text: p }));
  }
  if (rule.index === "exact" && rule.type === "email") return [{ kind: "email", text: foldEmail(text) }];
  if (rule.index === "exact" && rule.type === "phone") {
    const digits = text.normalize("NFKC").replace(/\D/g, "");
    if (tailOf(rule, text) !== undefined) return [{ kind: "phone_last", text: digits.slice(-lastDigits) }];
    const phone = foldPhone(text);
    return phone ? [{ kind: "phone", text: phone }] : [];
  }
  const folded = foldExact(text);
  return folded === "" ? [] : [{ kind: rule.index === "bucket" ? "bucket" : "exact", text: `${field}\0${folded}` }];
}

const longestTail = 7;

/** The digits of a text that asks for the end of a phone; undefined where it asks for anything else. */
export function tailOf(rule: IndexRule, text: string): string | undefined {
  if (rule.index !== "exact" || rule.type !== "phone") return undefined;
  const plain = text.normalize("NFKC").trim();
  const digits = plain.replace(/\D/g, "");
  return !plain.startsWith("+") && digits.length >= lastDigits && digits.length <= longestTail ? digits : undefined;
}
