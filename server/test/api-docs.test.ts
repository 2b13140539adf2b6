import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { endpoints, refusals } from "@kept/contract";
import { describe, expect, it } from "vitest";

const repository = join(import.meta.dirname, "../..");

describe("docs/api.md", () => {
  it("is what the contract says now", () => {
    expect(() => execFileSync(process.execPath, ["tools/api-docs.mjs", "--check"], { cwd: repository, stdio: "pipe" })).not.toThrow();
  });

  it("tells of every endpoint and every code", () => {
    const page = readFileSync(join(repository, "docs/api.md"), "utf8");
    for (const e of endpoints) expect(page).toContain(`### ${e.id}\n\n\`${e.method.toUpperCase()} /api/v1${e.path}\``);
    for (const code of Object.keys(refusals)) expect(page).toContain(`| \`${code}\` |`);
  });
});
