import type { Both } from "../schema/words.js";
import { type Day, plusDays, weekdayOf } from "./day.js";
import { cultureDay, exceptions, fixed, knownYears, tableSpan } from "./holidays.js";

/** What an organisation adds to the table: swaps bind the civil service, a private employer chooses (Labour Code art. 112). */
export type Overlay = Readonly<{ off?: readonly Day[]; worked?: readonly Day[] }>;

export type DayKind = Readonly<{
  working: boolean;
  /** Why a weekday is off, or a Saturday worked. */
  why: Both | null;
  /** The yearly notice for this day is not known; it may turn out otherwise. */
  provisional: boolean;
}>;

const own: Both = { vi: "lịch của tổ chức", en: "the organisation's own calendar" };

/** Whether offices work on a day in Vietnam: Monday to Friday, but holidays, with Saturdays worked instead. */
export function dayKind(day: Day, overlay: Overlay = {}): DayKind {
  if (overlay.off?.includes(day)) return { working: false, why: own, provisional: false };
  if (overlay.worked?.includes(day)) return { working: true, why: own, provisional: false };
  const provisional = !knownYears.includes(Number(day.slice(0, 4)));
  const weekday = weekdayOf(day);
  const weekend = weekday === 0 || weekday === 6;
  const exception = exceptions.get(day);
  if (exception) return { working: exception.kind === "worked", why: exception.why, provisional: exception.provisional === true };
  if (weekend) return { working: false, why: null, provisional: false };
  const why = day < tableSpan[0] || day > tableSpan[1] ? byDate(day) : null;
  return { working: why === null, why, provisional };
}

export function isWorkingDay(day: Day, overlay: Overlay = {}): boolean {
  return dayKind(day, overlay).working;
}

/** The `count`th working day after `day`, which is not counted itself (Civil Code art. 147.2). */
export function plusWorkingDays(day: Day, count: number, overlay: Overlay = {}): Day {
  let at = day;
  for (let left = count; left > 0; ) {
    at = plusDays(at, 1);
    if (isWorkingDay(at, overlay)) left--;
  }
  return at;
}

/** The day itself where it is worked, or the next that is (Civil Code art. 148.5). */
export function rolledForward(day: Day, overlay: Overlay = {}): Day {
  return isWorkingDay(day, overlay) ? day : plusWorkingDays(day, 1, overlay);
}

/** Working days after `from`, up to and with `to`. Negative where `to` is before. */
export function workingDaysBetween(from: Day, to: Day, overlay: Overlay = {}): number {
  if (to < from) return -workingDaysBetween(to, from, overlay);
  let days = 0;
  for (let at = from; at < to; ) {
    at = plusDays(at, 1);
    if (isWorkingDay(at, overlay)) days++;
  }
  return days;
}

function byDate(day: Day): Both | null {
  const date = day.slice(5);
  if (date === cultureDay.on && day >= cultureDay.from) return cultureDay.why;
  return fixed.get(date) ?? null;
}
