import { describe, expect, it } from "vitest";
import { dayOf, showCount, showDate, showMoment } from "./dates.js";

describe("dates and figures", () => {
  it("are written as people write them", () => {
    expect(showDate("2026-11-23", "vi")).toBe("23/11/2026");
    expect(showDate("2026-11-03", "en")).toBe("3 Nov 2026");
    expect(showCount(1204, "vi")).toBe("1.204");
    expect(showCount(1204, "en")).toBe("1,204");
  });

  it("leave alone what is no date, so that a refused form shows what was typed", () => {
    for (const typed of ["31/2/2026", "mai", "", "2026-11-23 "]) expect(showDate(typed, "vi")).toBe(typed);
  });

  it("stand in Vietnam's time, where the day begins seven hours before that of Greenwich", () => {
    expect(dayOf(new Date("2026-11-19T16:59:59Z"))).toBe("2026-11-19");
    expect(dayOf(new Date("2026-11-19T17:00:00Z"))).toBe("2026-11-20");
    expect(showMoment(new Date("2026-12-31T17:00:00Z"), "vi")).toBe("00:00, 01/01/2027");
  });
});
