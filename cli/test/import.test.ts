import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("kept import-events sends the file, says each refused row with its reason, and what was recorded", async () => {
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const part of request) body += String(part);
    const taken = request.url === "/api/v1/occasions:import" && request.headers["content-type"] === "text/csv" && body.startsWith("kind,");
    response.writeHead(taken ? 200 : 404, { "content-type": "application/json" });
    const refusals = [{ row: 3, code: "occasion.date" }];
    response.end(JSON.stringify({ rows: 2, recorded: 1, unchanged: 0, past: 1, refused: 1, refusals }));
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  const folder = await mkdtemp(join(tmpdir(), "dates-"));
  try {
    await writeFile(join(folder, "dates.csv"), "kind,reference,event,date\norder,A-1,held,2026-01-01\norder,A-2,held,no\n");
    let said = "";
    const around = { folder, out: (text: string) => (said += text), err: (text: string) => (said += text) };
    const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
    expect(await run(["import-events", "dates.csv", "--url", url], { ...around, env: { KEPT_API_KEY: "k", LANG: "en" } })).toBe(1);
    expect(said).toContain("3\toccasion.date\t");
    expect(said).toMatch(/2 .*1 .*0 .*1 .*1 /);
    expect(await run(["import-events", "missing.csv"], { ...around, env: { KEPT_API_KEY: "k" } })).toBe(2);
    expect(await run(["import-events", "dates.csv"], { ...around, env: {} })).toBe(2);
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
