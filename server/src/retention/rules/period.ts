import { type Period, periodParts } from "@kept/language";

/**
 * The last day of a period that begins with a day's event, as `YYYY-MM-DD`. The day of the event is not counted (Civil Code art. 147.2);
 * months and years end on the day of the same number, or on the month's last where it has none (art. 148). An end that falls on a weekend
 * stays there: erasing asks nobody to come to work, and keeping longer than said is what law 91/2025 art. 14.1 forbids. Hours count as the days
 * they begin. Working days leave out Saturdays and Sundays; holidays are counted, so that nothing is kept longer.
 */
export function lastDay(from: string, period: Period): string {
  const { count, unit } = periodParts(period);
  switch (unit) {
    case "hour":
      return addDays(from, Math.ceil(count / 24));
    case "day":
      return addDays(from, count);
    case "working day":
      return addWorkingDays(from, count);
    case "month":
      return addMonths(from, count);
    case "year":
      return addMonths(from, count * 12);
  }
}

/** A day so many days later (or earlier), both `YYYY-MM-DD`. */
export function addDays(day: string, count: number): string {
  return textOf(new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000));
}

function addWorkingDays(day: string, count: number): string {
  let at = day;
  for (let left = count; left > 0; ) {
    at = addDays(at, 1);
    const weekday = new Date(`${at}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left--;
  }
  return at;
}

function addMonths(day: string, count: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + count + 1, 0)).getUTCDate();
  return textOf(new Date(Date.UTC(year, month - 1 + count, Math.min(date, last))));
}

function textOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
