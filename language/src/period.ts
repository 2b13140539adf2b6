import { type Both, type Language, type Period, period } from "./schema/words.js";

export type PeriodUnit = "hour" | "day" | "working day" | "month" | "year";
export type PeriodParts = Readonly<{ count: number; unit: PeriodUnit }>;

const words: Record<PeriodUnit, Both> = {
  hour: { vi: "giờ", en: "hour" },
  day: { vi: "ngày", en: "day" },
  "working day": { vi: "ngày làm việc", en: "working day" },
  month: { vi: "tháng", en: "month" },
  year: { vi: "năm", en: "year" },
};
const units: readonly PeriodUnit[] = ["hour", "day", "working day", "month", "year"];

/** A period's count and unit. The text has passed the schema; anything else throws a RangeError. */
export function periodParts(p: Period): PeriodParts {
  const found = readPeriod(p);
  if (!found) throw new RangeError("not a period");
  const [count = "", ...rest] = found.split(" ");
  const singular = rest.join(" ").replace(/s$/, "");
  const unit = units.find((u) => u === singular);
  if (!unit) throw new RangeError("not a period");
  return { count: Number(count), unit };
}

/** Reads `24 months` and `24 tháng` alike; gives the form that the policy file uses, or null. */
export function readPeriod(typed: string): Period | null {
  const t = typed.normalize("NFC").trim().toLowerCase().replace(/\s+/g, " ");
  const match = /^([1-9]\d{0,3}) (.+)$/.exec(t);
  const count = match?.[1];
  const word = match?.[2];
  const unit = units.find((u) => word === words[u].vi || word === words[u].en || word === `${words[u].en}s`);
  if (!count || !unit) return null;
  const canonical = `${count} ${words[unit].en}${count === "1" ? "" : "s"}`;
  return period.safeParse(canonical).success ? canonical : null;
}

/** `7 working days` as a person reads it: `7 ngày làm việc`. */
export function sayPeriod(p: Period, lang: Language): string {
  const { count, unit } = periodParts(p);
  if (lang === "vi") return `${count} ${words[unit].vi}`;
  return `${count} ${words[unit].en}${count === 1 ? "" : "s"}`;
}

/** A period in both languages, for findings and differences. */
export function periodBoth(p: Period): Both {
  return { vi: sayPeriod(p, "vi"), en: sayPeriod(p, "en") };
}

/** The shortest and the longest a period may last, in hours: `n working days` spans weekends, months differ. Holidays are left out. */
export function periodSpan(p: Period): Readonly<{ least: number; most: number }> {
  const { count, unit } = periodParts(p);
  if (unit === "hour") return { least: count, most: count };
  if (unit === "day") return { least: count * 24, most: count * 24 };
  if (unit === "month") return { least: Math.floor((count * 365) / 12) * 24 - 48, most: Math.ceil((count * 366) / 12) * 24 + 24 };
  if (unit === "year") return { least: count * 365 * 24, most: count * 366 * 24 };
  return { least: (count + 2 * Math.floor(count / 6)) * 24, most: (count + 2 * Math.ceil(count / 5)) * 24 };
}

/** Whether `own` may end after `law` when both start together. Same units compare exactly. */
export function mayEndLater(own: Period, law: Period): boolean {
  const a = periodParts(own);
  const b = periodParts(law);
  if (a.unit === b.unit) return a.count > b.count;
  return periodSpan(own).most > periodSpan(law).least;
}
