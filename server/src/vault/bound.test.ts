import { describe, expect, it } from "vitest";
import { backupBound, type EpochSpan } from "./bound.js";

const day = (iso: string) => new Date(`${iso}T03:00:00Z`);
const schedule = { every: 30, keep: 7 };
const epoch = (number: number, began: string, destroyed: string | null = null): EpochSpan => ({
  number,
  began: day(began),
  destroyed: destroyed ? day(destroyed) : null,
});

describe("how long backups can still open what was erased", () => {
  it("is until the epoch of that day is due to be destroyed: its interval, the days it is kept, and one", () => {
    const bound = backupBound(day("2026-11-22"), [epoch(1, "2026-11-10")], schedule, day("2026-11-22"));
    expect(bound).toMatchObject({ by: "2026-12-18", days: 26, state: "scheduled" });
    expect(bound.text.vi).toContain("18/12/2026");
    expect(bound.text.en).toContain("18 Dec 2026");
  });

  it("is never longer than interval, keeping and one day, however unlucky the day", () => {
    expect(backupBound(day("2026-11-10"), [epoch(1, "2026-11-10")], schedule, day("2026-11-10")).days).toBe(38);
  });

  it("counts every epoch that lived on that day, also one that was on its way out", () => {
    const epochs = [epoch(1, "2026-10-01"), epoch(2, "2026-11-20")];
    expect(backupBound(day("2026-11-22"), epochs, schedule, day("2026-11-22")).by).toBe("2026-12-28");
    expect(backupBound(day("2026-11-10"), epochs, schedule, day("2026-11-22")).by).toBe("2026-11-28");
  });

  it("is over when they are destroyed, and says since when", () => {
    const epochs = [epoch(1, "2026-10-01", "2026-11-08"), epoch(2, "2026-11-01")];
    expect(backupBound(day("2026-10-05"), epochs, schedule, day("2026-11-22"))).toMatchObject({ by: "2026-11-08", state: "destroyed" });
  });

  it("does not count an epoch that was destroyed before, or began after", () => {
    const epochs = [epoch(1, "2026-08-01", "2026-09-08"), epoch(2, "2026-09-01"), epoch(3, "2026-11-20")];
    expect(backupBound(day("2026-10-05"), epochs, schedule, day("2026-11-22")).by).toBe("2026-11-28");
  });

  it("says plainly when an epoch that should be gone is not", () => {
    const epochs = [epoch(1, "2026-08-01"), epoch(2, "2026-09-01")];
    const bound = backupBound(day("2026-08-05"), epochs, schedule, day("2026-11-22"));
    expect(bound).toMatchObject({ state: "overdue", by: "2026-11-23" });
    expect(bound.text.en).toContain("The operator must look");
  });
});
