import type { IndexRule, Term } from "./digest.js";
import { foldEmail, foldExact, foldPhone, lastDigits, neighbours, words } from "./fold.js";

/**
 * The terms a search text must *all* meet, under a field's rule. Empty: nothing can be found by this text.
 * - Two words or more are looked up by their pairs alone: "nguyen" is a third of the country, "van an" is not.
 * - One word by itself is looked up as it is; whoever asks is told when too many answer.
 * - Exactly four digits ask for the end of a phone; more ask for the whole number.
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
    if (digits.length === lastDigits) return [{ kind: "phone_last", text: digits }];
    const phone = foldPhone(text);
    return phone ? [{ kind: "phone", text: phone }] : [];
  }
  const folded = foldExact(text);
  return folded === "" ? [] : [{ kind: rule.index === "bucket" ? "bucket" : "exact", text: `${field}\0${folded}` }];
}
