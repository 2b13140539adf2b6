/*
 * Normal forms behind the blind index. They may never change for a live index key: a digest made yesterday must equal the one
 * made today. A change comes with a new version of the index key.
 */

/** Vietnamese has the most common words of 13; longer texts are not names, and are cut here. */
const mostWords = 12;

/**
 * Lower case, without accents; đ is d; NFC and NFD, full-width and look-alike spaces come out equal. What is neither letter nor
 * digit parts words. "Nguyễn Văn Ân" → "nguyen van an".
 */
export function fold(text: string): string {
  return text
    .toWellFormed()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[đð]/g, "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Folded words in their order, at most {@link mostWords}. */
export function words(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ").slice(0, mostWords);
}

/**
 * Neighbouring words, and the first with the last ("Nguyễn Ân" finds Nguyễn Văn Ân). Each pair is in alphabetical order, so
 * that a name said given-name first is found too.
 */
export function pairs(of: readonly string[]): string[] {
  const found = new Set<string>();
  for (const [i, word] of of.entries()) {
    const next = of[i + 1];
    if (next !== undefined) found.add(pair(word, next));
  }
  const [first, last] = [of[0], of.at(-1)];
  if (of.length > 2 && first !== undefined && last !== undefined) found.add(pair(first, last));
  return [...found];
}

/** Neighbouring words of a search, which need not be a whole name: no pair of first and last. */
export function neighbours(of: readonly string[]): string[] {
  return of.length === 2 ? pairs(of) : [...new Set(of.flatMap((w, i) => (of[i + 1] === undefined ? [] : [pair(w, of[i + 1] ?? "")])))];
}

function pair(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** An exact text: NFKC, lower case, one space between words. Accents and signs count. */
export function foldExact(text: string): string {
  return text.toWellFormed().normalize("NFKC").toLowerCase().normalize("NFKC").replace(/\s+/gu, " ").trim();
}

/**
 * An e-mail address as one mailbox is commonly reached: trimmed, NFKC, lower case. Dots and +tags are kept: they differ at some hosts.
 */
export function foldEmail(text: string): string {
  return text.toWellFormed().normalize("NFKC").trim().toLowerCase();
}

/**
 * E.164. A number without a country is Vietnamese: "090 123 4567", "84901234567", "+84 (0)90…" → "+84901234567".
 * Undefined where no number of 7 to 15 digits is in it.
 */
export function foldPhone(text: string): string | undefined {
  const plain = text.toWellFormed().normalize("NFKC").trim();
  const abroad = /^(\+|00)/.test(plain.replace(/[^\d+]/g, ""));
  let digits = plain.replace(/\D/g, "");
  if (abroad) digits = digits.replace(/^00/, "");
  else if (digits.startsWith("0")) digits = `84${digits.slice(1)}`;
  else if (!/^84\d{9,10}$/.test(digits)) digits = `84${digits}`;
  if (digits.startsWith("840")) digits = `84${digits.slice(3)}`;
  return /^[1-9]\d{6,14}$/.test(digits) ? `+${digits}` : undefined;
}

/** How many last digits of a phone find it: people say the last four, and screens show these. */
export const lastDigits = 4;
