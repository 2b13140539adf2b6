/** A legal day in Asia/Ho_Chi_Minh, `YYYY-MM-DD`. */
export type Day = string;

const dayLength = 86_400_000;
/** Vietnam keeps UTC+7 all year, since 1975. */
const offset = 7 * 3_600_000;

/** The legal day an instant falls on. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + offset).toISOString().slice(0, 10);
}

/** When a legal day ends: its 24:00 (Civil Code art. 148.5). */
export function endOf(day: Day): Date {
  return new Date(count(day) * dayLength + dayLength - offset);
}

/** `days` may be negative. */
export function plusDays(day: Day, days: number): Day {
  return named(count(day) + days);
}

/** The same day of the month so many months later; its last day where there is none (Civil Code art. 147, 148). */
export function plusMonths(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const longest = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(date, longest))).toISOString().slice(0, 10);
}

/** Days from one to another; negative where `to` is before `from`. */
export function daysBetween(from: Day, to: Day): number {
  return count(to) - count(from);
}

/** 0 is Sunday. */
export function weekdayOf(day: Day): number {
  return (((count(day) + 4) % 7) + 7) % 7;
}

function count(day: Day): number {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(at)) throw new RangeError("not a day");
  return at / dayLength;
}

function named(days: number): Day {
  return new Date(days * dayLength).toISOString().slice(0, 10);
}
