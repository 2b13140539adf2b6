import type { Both } from "../schema/words.js";
import type { Day } from "./day.js";

/** A weekday off, or a Saturday worked instead of one. */
export type Exception = Readonly<{
  /** `off`: nobody works; `worked`: a Saturday that is a working day. */
  kind: "off" | "worked";
  why: Both;
  /** The yearly notice is not known, or a date of it could not be verified. */
  provisional?: true;
}>;

const newYear: Both = { vi: "Tết Dương lịch", en: "New Year's Day" };
const tet: Both = { vi: "Tết Nguyên đán", en: "Lunar New Year" };
const kings: Both = { vi: "Giỗ Tổ Hùng Vương", en: "Hung Kings' Day" };
const victory: Both = { vi: "Ngày Chiến thắng", en: "Reunification Day" };
const labour: Both = { vi: "Quốc tế Lao động", en: "Labour Day" };
const national: Both = { vi: "Quốc khánh", en: "National Day" };
const culture: Both = { vi: "Ngày Văn hoá Việt Nam", en: "Vietnamese Culture Day" };
const swapped: Both = { vi: "hoán đổi ngày làm việc", en: "a swapped working day" };
const madeUp = (what: Both): Both => ({ vi: `nghỉ bù ${what.vi}`, en: `${what.en}, made up` });

const off = (why: Both, ...days: Day[]): [Day, Exception][] => days.map((d) => [d, { kind: "off", why }]);
const worked = (...days: Day[]): [Day, Exception][] => days.map((d) => [d, { kind: "worked", why: swapped }]);
const maybe = (days: [Day, Exception][]): [Day, Exception][] => days.map(([d, e]) => [d, { ...e, provisional: true }]);

/**
 * Weekdays off and Saturdays worked, 2023–2027: Labour Code art. 111.3, 112 and the yearly notices; 24 November by Resolution 28/2026/QH16,
 * from 2026. Where a year's notice is not known only what every known option agrees on is off: deadlines are never later than they will be.
 */
export const exceptions: ReadonlyMap<Day, Exception> = new Map([
  ...off(madeUp(newYear), "2023-01-02"),
  ...off(tet, "2023-01-20", "2023-01-23", "2023-01-24", "2023-01-25", "2023-01-26"),
  ...off(labour, "2023-05-01"),
  ...off(madeUp(kings), "2023-05-02"),
  ...off(madeUp(victory), "2023-05-03"),
  ...off(national, "2023-09-01"),
  ...off(madeUp(national), "2023-09-04"),

  ...off(newYear, "2024-01-01"),
  ...off(tet, "2024-02-08", "2024-02-09", "2024-02-12", "2024-02-13", "2024-02-14"),
  ...off(kings, "2024-04-18"),
  ...off(swapped, "2024-04-29"),
  ...worked("2024-05-04"),
  ...off(victory, "2024-04-30"),
  ...off(labour, "2024-05-01"),
  ...off(national, "2024-09-02", "2024-09-03"),

  ...off(newYear, "2025-01-01"),
  ...off(tet, "2025-01-27", "2025-01-28", "2025-01-29", "2025-01-30", "2025-01-31"),
  ...off(kings, "2025-04-07"),
  ...off(victory, "2025-04-30"),
  ...off(labour, "2025-05-01"),
  ...off(swapped, "2025-05-02"),
  ...worked("2025-04-26"),
  ...off(national, "2025-09-01", "2025-09-02"),

  ...off(newYear, "2026-01-01"),
  ...off(swapped, "2026-01-02"),
  ...maybe(worked("2026-01-10")),
  ...off(tet, "2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20"),
  ...off(madeUp(kings), "2026-04-27"),
  ...off(victory, "2026-04-30"),
  ...off(labour, "2026-05-01"),
  ...off(swapped, "2026-08-31"),
  ...worked("2026-08-22"),
  ...off(national, "2026-09-01", "2026-09-02"),
  ...off(culture, "2026-11-24"),

  ...off(newYear, "2027-01-01"),
  ...maybe(off(tet, "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10")),
  ...off(kings, "2027-04-16"),
  ...off(victory, "2027-04-30"),
  ...off(madeUp(labour), "2027-05-03"),
  ...off(national, "2027-09-02"),
  ...off(culture, "2027-11-24"),
]);

/** Years whose notice is known; in others the table is provisional. */
export const knownYears: readonly number[] = [2023, 2024, 2025, 2026];

/** Outside the table only what has a fixed date is off. */
export const fixed: ReadonlyMap<string, Both> = new Map([
  ["01-01", newYear],
  ["04-30", victory],
  ["05-01", labour],
  ["09-02", national],
]);
export const cultureDay = { on: "11-24", from: "2026-07-01", why: culture } as const;
/** First and last day of the table. */
export const tableSpan = ["2023-01-01", "2027-12-31"] as const;
