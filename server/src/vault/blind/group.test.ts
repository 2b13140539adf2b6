import fc from "fast-check";
import { expect, it } from "vitest";
import { groupOf, groupsBetween } from "./group.js";

const number = { index: "bucket", type: "number" } as const;
const date = { index: "bucket", type: "date" } as const;

it("a number's group is among those of every range that holds it", () => {
  const n = fc.oneof(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
  fc.assert(
    fc.property(n, fc.nat(), fc.nat(), (value, below, above) => {
      const own = groupOf("f", number, String(value)).map((g) => g.text);
      expect(own).toHaveLength(1);
      const asked = groupsBetween("f", number, value - below, value + above).map((g) => g.text);
      expect(asked).toContain(own[0]);
    }),
  );
});

it("a narrow range asks few groups", () => {
  expect(groupsBetween("f", number, 3_100_000, 3_200_000)).toHaveLength(1);
  expect(groupsBetween("f", number, 0, 10).length).toBeLessThan(15);
  expect(groupsBetween("f", date, 1990, 1992).map((g) => g.text.slice(2))).toEqual(["year 1990", "year 1991", "year 1992"]);
});

it("dates go by their year; other fields and other indexes have no group", () => {
  expect(groupOf("f", date, "1990-05-12").map((g) => g.text)).toEqual(["f\0year 1990"]);
  expect(groupOf("f", date, "not a date")).toEqual([]);
  expect(groupOf("f", { index: "exact", type: "number" }, "5")).toEqual([]);
  expect(groupOf("f", { index: "bucket", type: "line" }, "5")).toEqual([]);
  expect(groupsBetween("f", date, 1, 5000)).toEqual([]);
});
