import { expect, it } from "vitest";
import { dueIn, todayHere } from "./due.js";

it("says how long a reply has, and that it is late, in words", () => {
  expect(dueIn("2026-11-25", "2026-11-22")).toEqual({ days: 3, text: { vi: "còn 3 ngày", en: "3 days left" }, tone: "amber" });
  expect(dueIn("2026-12-01", "2026-11-22").tone).toBeUndefined();
  expect(dueIn("2026-11-22", "2026-11-22").text.vi).toBe("hạn hôm nay");
  expect(dueIn("2026-11-20", "2026-11-22")).toMatchObject({ text: { vi: "quá 2 ngày", en: "2 days overdue" }, tone: "red" });
});

it("counts days as they are in Việt Nam", () => {
  expect(todayHere(new Date("2026-11-22T18:00:00Z"))).toBe("2026-11-23");
});
