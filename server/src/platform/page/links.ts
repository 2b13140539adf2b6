import type { Language } from "@kept/language";

/** The same address (path and query, `/okr/notice?version=2`) in a language, everything else of it kept. */
export function inLanguage(url: string, lang: Language): string {
  const at = new URL(url, "http://here.invalid");
  at.searchParams.set("lang", lang);
  return at.pathname + at.search;
}

/** `tel:` takes digits and a plus alone. */
export function telephone(shown: string): string {
  return `tel:${shown.replace(/[^\d+]/g, "")}`;
}
