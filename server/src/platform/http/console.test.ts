import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "../../../test/database.js";
import { testApp, testRunning } from "../../../test/running.js";
import { TestClock } from "../index.js";
import { consolePages } from "./console.js";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await testDatabase();
  folder = mkdtempSync(join(tmpdir(), "console-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<!doctype html><title>Kept</title>");
  writeFileSync(join(folder, "assets", "main-abc.js"), "export {};");
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await database.close();
});

const app = () => testApp(testRunning(database, new TestClock(new Date("2026-11-23T01:00:00Z"))), { pages: consolePages(folder) });
const get = (path: string, headers: Record<string, string> = {}) => app().request(`http://localhost:4000${path}`, { headers });

describe("the console's files", () => {
  it("answer every address below /console with the one page, never kept by the browser", async () => {
    for (const path of ["/console", "/console/", "/console/khoingo/people", "/console/setup"]) {
      const answer = await get(path);
      expect(answer.status, path).toBe(200);
      expect(answer.headers.get("content-type")).toContain("text/html");
      expect(answer.headers.get("cache-control")).toBe("no-store");
    }
  });

  it("allow scripts and styles from our own address only", async () => {
    const policy = (await get("/console")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).not.toContain("unsafe");
  });

  it("are kept for a year where the address holds the digest, and packed for who can unpack", async () => {
    const answer = await get("/console/assets/main-abc.js", { "Accept-Encoding": "gzip, br" });
    expect(answer.headers.get("cache-control")).toContain("immutable");
    expect(answer.headers.get("content-encoding")).toBe("br");
    expect((await get("/console/assets/main-abc.js")).headers.get("content-encoding")).toBeNull();
  });

  it("do not exist where the build made none, nor outside the build", async () => {
    expect((await get("/console/assets/other.js")).status).toBe(404);
    expect((await get("/console/assets/..%2F..%2Fpackage.json")).status).toBe(404);
  });
});
