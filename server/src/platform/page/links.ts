import type { Language } from "@kept/language";

/** Vietnamese is the language of an address that names none; no cookie remembers a language. */
export const firstLanguage: Language = "vi";

/** The same address (path and query, `/okr/notice?version=2#m1`) in a language, everything else of it kept. */
export function inLanguage(url: string, lang: Language): string {
  const at = new URL(url, "http://here.invalid");
  at.searchParams.delete("lang");
  if (lang !== firstLanguage) at.searchParams.set("lang", lang);
  return at.pathname + at.search + at.hash;
}

/** As `inLanguage`, but it names the language even where that is the first one: for the switch between languages. */
export function switchTo(url: string, lang: Language): string {
  const at = new URL(url, "http://here.invalid");
  at.searchParams.set("lang", lang);
  return at.pathname + at.search;
}

/** `tel:` takes digits and a plus alone. */
export function telephone(shown: string): string {
  return `tel:${shown.replace(/[^\d+]/g, "")}`;
}
