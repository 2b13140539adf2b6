import type { Language } from "@kept/language";
import { showDate, showMoment } from "./dates.js";

/** A legal date (`2026-11-23`), readable by people and by machines. */
export function Day({ date, lang }: { date: string; lang: Language }) {
  return <time datetime={date}>{showDate(date, lang)}</time>;
}

/** An instant, in Vietnam's time. */
export function Moment({ at, lang }: { at: Date; lang: Language }) {
  return <time datetime={at.toISOString()}>{showMoment(at, lang)}</time>;
}
