import { createHmac, type KeyObject } from "node:crypto";
import { foldEmail, foldExact, foldPhone, lastDigits, pairs, words } from "./fold.js";
import { groupOf } from "./group.js";

/*
 * What the index leaks to whoever has the database and not the index key: which persons share a value, a word, a pair, the last four
 * digits of a phone or a drawer; how many share it; in which field. A word met by a third of all persons is surely "nguyen", and names
 * of common words can be guessed from frequencies and from which words go together. E-mails and whole phones leak only equality. Rare names,
 * and the digits themselves, do not follow from it. Whoever has the index key as well can try every phone number and every word of a
 * list: the key stands beside the epoch keys, out of database and backups. Rows go with the value, the correction, the person. For
 * sensitive fields the policy says `none` or `bucket`: a drawer is shared by 1 person in 4,096 on purpose.
 */

/**
 * What an index row speaks of. Kinds are apart: a word of a name never equals an e-mail. E-mails and phones of all fields of an
 * organisation share a kind, so that a search need not know which field; exact and bucket belong to one field.
 */
export type IndexKind = "email" | "phone" | "phone_last" | "word" | "pair" | "exact" | "bucket" | "group";

/** A field's `index` in the policy, and what decides how it is normalised. */
export interface IndexRule {
  readonly index: "exact" | "words" | "bucket" | "none";
  readonly type: string;
}

/** A normalised text under its kind: what is digested. */
export interface Term {
  readonly kind: IndexKind;
  readonly text: string;
}

/**
 * The terms under which a value is found. Values that are lists are found under each of their parts.
 * - e-mail, exact: the address. Phone, exact: E.164, and its last four digits.
 * - words: each word, each pair of neighbours, first with last; nothing for texts without letters or digits.
 * - exact: the text but for case and spaces. bucket: one of 4,096 drawers, shared with strangers on purpose; whoever looks opens and compares.
 *   Dates and numbers have their group besides (year, leading digit), so that a range can be asked.
 */
export function termsOf(field: string, rule: IndexRule, texts: readonly string[]): Term[] {
  const terms = texts.flatMap((text): Term[] => {
    if (rule.index === "none") return [];
    if (rule.index === "words") {
      const all = words(text);
      return [...all.map((w): Term => ({ kind: "word", text: w })), ...pairs(all).map((p): Term => ({ kind: "pair", text: p }))];
    }
    if (rule.index === "bucket") {
      return foldExact(text) === "" ? [] : [{ kind: "bucket", text: `${field}\0${foldExact(text)}` }, ...groupOf(field, rule, text)];
    }
    if (rule.type === "email") return [{ kind: "email", text: foldEmail(text) }];
    if (rule.type === "phone") {
      const phone = foldPhone(text);
      return phone
        ? [
            { kind: "phone", text: phone },
            { kind: "phone_last", text: phone.slice(-lastDigits) },
          ]
        : [];
    }
    return foldExact(text) === "" ? [] : [{ kind: "exact", text: `${field}\0${foldExact(text)}` }];
  });
  return [...new Map(terms.map((t) => [`${t.kind}\0${t.text}`, t])).values()];
}

const length = 16;
const drawers = 12;

/**
 * 128 bits of HMAC-SHA-256 under the organisation's index key, the kind first. Without the key it says only which rows are
 * equal. For a bucket, 12 bits are kept, then digested again to the same length.
 */
export function digest(key: KeyObject, term: Term): Buffer {
  const mac = hmac(key, term.kind, term.text);
  if (term.kind !== "bucket") return mac.subarray(0, length);
  const field = term.text.slice(0, term.text.indexOf("\0"));
  return hmac(key, "drawer", `${field}\0${mac.readUInt16BE(0) >> (16 - drawers)}`).subarray(0, length);
}

/** Kinds have no NUL, so kind and text cannot run into each other. */
function hmac(key: KeyObject, kind: string, text: string): Buffer {
  return createHmac("sha256", key).update(`kept index 1\0${kind}\0${text}`).digest();
}
