import type { Language } from "@kept/language";

const zone = "Asia/Ho_Chi_Minh";
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;
const local = new Intl.DateTimeFormat("en-CA", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** A date without time (`2026-11-23`) as people write it: `23/11/2026`, in English `23 Nov 2026`. What is no such date is shown as it is. */
export function showDate(date: string, lang: Language): string {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  if (!y || !m || !d) return date;
  return lang === "vi" ? `${d}/${m}/${y}` : `${Number(d)} ${months[Number(m) - 1] ?? m} ${y}`;
}

/** The day in Vietnam on which an instant falls: `2026-11-23`. */
export function dayOf(at: Date): string {
  const { year, month, day } = parts(at);
  return `${year}-${month}-${day}`;
}

/** `08:14`, Vietnam's time. */
export function showTime(at: Date): string {
  const { hour, minute } = parts(at);
  return `${hour}:${minute}`;
}

/** `08:14, 23/11/2026`. */
export function showMoment(at: Date, lang: Language): string {
  return `${showTime(at)}, ${showDate(dayOf(at), lang)}`;
}

/** `1.204`, in English `1,204`. */
export function showCount(n: number, lang: Language): string {
  return new Intl.NumberFormat(lang === "vi" ? "vi-VN" : "en-GB").format(n);
}

function parts(at: Date): Record<string, string> {
  return Object.fromEntries(local.formatToParts(at).map((p) => [p.type, p.value]));
}
