import type { Language } from "@kept/language";

const zone = "Asia/Ho_Chi_Minh";
const locale = (language: Language) => (language === "vi" ? "vi-VN" : "en-GB");

/** `23/11/2026` */
export function day(at: string | Date, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { day: "2-digit", month: "2-digit", year: "numeric", timeZone: zone }).format(
    new Date(at),
  );
}

/** `08:14` */
export function hour(at: string | Date, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: zone }).format(
    new Date(at),
  );
}

/** `08:14, 23/11/2026` */
export function moment(at: string | Date, language: Language): string {
  return `${hour(at, language)}, ${day(at, language)}`;
}

/** `Thứ Hai, 23/11/2026` */
export function weekday(at: string | Date, language: Language): string {
  const name = new Intl.DateTimeFormat(locale(language), { weekday: "long", timeZone: zone }).format(new Date(at));
  return `${name}, ${day(at, language)}`;
}

/** `1.204` in Vietnamese, `1,204` in English. */
export function count(n: number, language: Language): string {
  return new Intl.NumberFormat(locale(language)).format(n);
}
