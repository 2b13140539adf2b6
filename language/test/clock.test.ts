import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Clock,
  dayKind,
  dayOf,
  due,
  endOf,
  isWorkingDay,
  plusDays,
  plusMonths,
  plusWorkingDays,
  workingDaysBetween,
} from "../src/index.js";

/** A moment of Vietnam's day. */
const at = (day: string, time = "09:00") => new Date(`${day}T${time}:00+07:00`);
const on = (clock: Clock) => due(clock).on;

/** Weekdays off in a year, as the table has them. */
function weekdaysOff(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = plusDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isWorkingDay(day)) days.push(day.slice(5));
  }
  return days;
}
function saturdaysWorked(year: number): string[] {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = plusDays(day, 1)) {
    if (new Date(`${day}T00:00:00Z`).getUTCDay() % 6 === 0 && isWorkingDay(day)) days.push(day.slice(5));
  }
  return days;
}

describe("Vietnam's working days", () => {
  it("are those of the notices of 2025", () => {
    expect(weekdaysOff(2025)).toEqual([
      ...["01-01", "01-27", "01-28", "01-29", "01-30", "01-31", "04-07", "04-30", "05-01", "05-02", "09-01", "09-02"],
    ]);
    expect(saturdaysWorked(2025)).toEqual(["04-26"]);
  });

  it("are those of 2026: Tết, the day made up for Hung Kings, the swaps, two National Days, 24 November", () => {
    expect(weekdaysOff(2026)).toEqual([
      ...["01-01", "01-02", "02-16", "02-17", "02-18", "02-19", "02-20", "04-27", "04-30", "05-01", "08-31", "09-01", "09-02", "11-24"],
    ]);
    expect(saturdaysWorked(2026)).toEqual(["01-10", "08-22"]);
    expect(dayKind("2026-01-10").provisional).toBe(true);
  });

  it("know the second National Day of 2023, and no 24 November before 2026", () => {
    expect(isWorkingDay("2023-09-01")).toBe(false);
    expect(isWorkingDay("2023-09-04")).toBe(false);
    expect(isWorkingDay("2025-11-24")).toBe(true);
    expect(isWorkingDay("2031-11-24")).toBe(false);
  });

  it("are provisional where the yearly notice is not known, and an organisation may say otherwise", () => {
    expect(dayKind("2027-02-08")).toMatchObject({ working: false, provisional: true });
    expect(dayKind("2027-05-03")).toMatchObject({ working: false });
    expect(dayKind("2026-11-23")).toMatchObject({ working: true });
    expect(dayKind("2026-11-23", { off: ["2026-11-23"] })).toMatchObject({ working: false, provisional: false });
    expect(isWorkingDay("2026-11-28", { worked: ["2026-11-28"] })).toBe(true);
  });
});

describe("a term", () => {
  it.each<[string, Clock["period"], string, string]>([
    ["over Tết", "2 working days", "2026-02-13", "2026-02-24"],
    ["received on a Saturday", "2 working days", "2026-03-14", "2026-03-17"],
    ["over a worked Saturday", "2 working days", "2026-08-21", "2026-08-24"],
    ["over the new 24 November", "2 working days", "2026-11-23", "2026-11-26"],
    ["of calendar days", "15 days", "2026-03-02", "2026-03-17"],
    ["of months, to a shorter month", "1 month", "2026-01-31", "2026-02-28"],
    ["of years, from a leap day", "1 year", "2024-02-29", "2025-02-28"],
  ])("%s ends where the calendar says", (_what, period, from, to) => {
    expect(on({ start: at(from), period })).toBe(to);
  });

  it("does not count the day it begins, and ends at midnight in Vietnam", () => {
    const { at: end } = due({ start: at("2026-03-02", "23:59"), period: "1 day" });
    expect(end?.toISOString()).toBe("2026-03-03T17:00:00.000Z");
    expect(dayOf(at("2026-03-02", "00:01"))).toBe("2026-03-02");
  });

  it("of hours runs straight through nights and holidays", () => {
    const { at: end } = due({ start: at("2026-02-16", "10:30"), period: "72 hours" });
    expect(end).toEqual(at("2026-02-19", "10:30"));
  });

  it("that ends on a day off keeps that day, and says what the Civil Code would allow", () => {
    const d = due({ start: at("2026-02-02"), period: "15 days" });
    expect(d).toMatchObject({ on: "2026-02-17", rolled: "2026-02-23" });
    expect(d.steps.at(-1)?.says.en).toContain("148.5");
  });

  it("is extended from its end, once named", () => {
    expect(on({ start: at("2026-03-02"), period: "10 days", extension: "10 days" })).toBe("2026-03-22");
    expect(on({ start: at("2026-03-02"), period: "7 working days", extension: "7 working days" })).toBe("2026-03-20");
  });

  it("stands still while the person is asked, and runs on when they answer", () => {
    const clock: Clock = { start: at("2026-03-02"), period: "10 days" };
    expect(due({ ...clock, pauses: [{ from: at("2026-03-04") }] })).toMatchObject({ at: null, on: null });
    expect(on({ ...clock, pauses: [{ from: at("2026-03-04"), until: at("2026-03-09") }] })).toBe("2026-03-17");
    expect(on({ start: at("2026-03-02"), period: "5 working days", pauses: [{ from: at("2026-03-06"), until: at("2026-03-09") }] })).toBe(
      "2026-03-10",
    );
  });

  it("that has ended is not revived by waiting", () => {
    const clock: Clock = { start: at("2026-03-02"), period: "10 days" };
    expect(on({ ...clock, pauses: [{ from: at("2026-03-20"), until: at("2026-04-20") }] })).toBe("2026-03-12");
  });

  it("over days whose notice is not known is provisional", () => {
    expect(due({ start: at("2027-02-01"), period: "10 days" }).provisional).toBe(true);
    expect(due({ start: at("2026-03-02"), period: "10 days" }).provisional).toBe(false);
  });
});

describe("terms over ten years of dates", () => {
  const instant = fc.date({ min: new Date("2021-01-01"), max: new Date("2031-01-01"), noInvalidDate: true });
  const count = fc.integer({ min: 1, max: 60 });
  const unit = fc.constantFrom("days", "working days", "months", "years");

  it("never end on the day they begin, and end on a working day where working days are counted", () => {
    fc.assert(
      fc.property(instant, count, unit, (start, n, u) => {
        const d = due({ start, period: `${n} ${u}` });
        expect((d.on ?? "") > dayOf(start)).toBe(true);
        expect(d.at).toEqual(endOf(d.on ?? ""));
        expect((d.rolled ?? "") >= (d.on ?? "")).toBe(true);
        if (u === "working days") expect(workingDaysBetween(dayOf(start), d.on ?? "")).toBe(n);
      }),
    );
  });

  it("never end earlier for being longer, extended, or paused", () => {
    fc.assert(
      fc.property(instant, count, unit, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }), (start, n, u, wait, length) => {
        const clock: Clock = { start, period: `${n} ${u}` };
        const from = new Date(start.getTime() + wait * 86_400_000);
        const until = new Date(from.getTime() + length * 86_400_000);
        const end = on(clock) ?? "";
        expect((on({ ...clock, period: `${n + 1} ${u}` }) ?? "") > end).toBe(true);
        expect((on({ ...clock, extension: "1 day" }) ?? "") > end).toBe(true);
        expect((on({ ...clock, pauses: [{ from, until }] }) ?? "") >= end).toBe(true);
      }),
    );
  });

  it("agree with counting working days one by one", () => {
    fc.assert(
      fc.property(instant, count, (start, n) => {
        const day = dayOf(start);
        const end = plusWorkingDays(day, n);
        expect(workingDaysBetween(day, end)).toBe(n);
        expect(workingDaysBetween(day, plusDays(end, -1))).toBe(n - 1);
      }),
    );
  });

  it("keep the day of the month, or its last", () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 240 }), (start, n) => {
        const day = dayOf(start);
        const end = plusMonths(day, n);
        expect(Number(end.slice(8))).toBeLessThanOrEqual(Number(day.slice(8)));
        if (Number(end.slice(8)) < Number(day.slice(8))) expect(plusDays(end, 1).slice(8)).toBe("01");
      }),
    );
  });
});
