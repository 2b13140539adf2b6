import { describe, expect, test } from "vitest";
import { readMap } from "../src/import-map.js";
import { run } from "../src/run.js";

const names = ["Họ tên", "Thư = email", "Bản tin"];

describe("kept import --map", () => {
  test.each([
    ["Họ tên=full_name", { column: 1, to: "field", field: "full_name" }],
    ["Thư = email=emails:work", { column: 2, to: "field", field: "emails", kind: "work" }],
    [
      "Bản tin=consent:newsletter:paper:có,x|không",
      { column: 3, to: "consent", purpose: "newsletter", method: "paper", given: ["có", "x"], refused: ["không"] },
    ],
    ["Bản tin=date:newsletter", { column: 3, to: "consent_date", purpose: "newsletter" }],
    ["Bản tin=accuracy:có", { column: 3, to: "accuracy", given: ["có"] }],
    ["Bản tin=occasion", { column: 3, to: "occasion" }],
  ])("reads %s", (text, column) => {
    expect(readMap(text, names)).toEqual(column);
  });

  test.each(["Không có=full_name", "Họ tên", "=full_name", "Họ tên=", "Bản tin=consent:newsletter", "Bản tin=consent:newsletter:guess:có"])(
    "does not guess at %s",
    (text) => {
      expect(readMap(text, names)).toBeUndefined();
    },
  );
});

test("kept import says what it needs where something is missing", async () => {
  let err = "";
  const around = { folder: ".", out: () => {}, err: (text: string) => (err += text) };
  expect(await run(["import", "a.csv", "--organisation", "okr", "--touchpoint", "x"], { ...around, env: {} })).toBe(2);
  expect(err).toContain("KEPT_API_KEY");
  expect(await run(["import", "a.csv"], { ...around, env: { KEPT_API_KEY: "k" } })).toBe(2);
});
