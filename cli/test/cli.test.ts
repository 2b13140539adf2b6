import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkText } from "@kept/language";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { starter } from "../src/init-starter.js";
import { run } from "../src/run.js";

const policies = resolve(import.meta.dirname, "../../policies");

async function kept(argv: readonly string[], folder = policies, env: Record<string, string> = {}) {
  const said = { out: "", err: "" };
  const code = await run(argv, {
    env,
    folder,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}
const folder = () => mkdtempSync(join(tmpdir(), "kept-cli-"));

describe("kept check", () => {
  test("prints each finding with line, article and mend, and passes a policy that publishes", async () => {
    const { code, out } = await kept(["check", "okr.yaml", "--lang", "vi"]);
    const line = readFileSync(join(policies, "okr.yaml"), "utf8").split("\n").indexOf("breach:") + 1;
    expect(out).toContain(`okr.yaml:${line}: thiếu breach.no_term`);
    expect(out).toContain("[Luật 91/2025/QH15, điều 23.1]");
    expect(out).toContain("→ Thêm `authority_within: 72 hours`");
    expect(out).toContain("Công bố được.");
    expect(code).toBe(0);
  });

  test("speaks the terminal's language, and the asked one before it", async () => {
    expect((await kept(["check", "okr.yaml"], policies, { LANG: "vi_VN.UTF-8" })).out).toContain("Công bố được.");
    expect((await kept(["check", "okr.yaml"], policies, { LANG: "C.UTF-8" })).out).toContain("It publishes.");
    expect((await kept(["--lang=en", "check", "okr.yaml"], policies, { LANG: "vi_VN.UTF-8" })).out).toContain("It publishes.");
  });

  test("fails on gaps when strict, and on errors always", async () => {
    expect((await kept(["check", "okr.yaml", "--strict"])).code).toBe(1);
    const at = folder();
    writeFileSync(join(at, "wrong.yaml"), readFileSync(join(policies, "okr.yaml"), "utf8").replace("for: service", "for: nothing"));
    const { code, out } = await kept(["check", "wrong.yaml"], at);
    expect(code).toBe(1);
    expect(out).toContain("error name.undeclared");
    expect(out).toContain("It does not publish.");
  });

  test("gives JSON for machines", async () => {
    const { out } = await kept(["check", "oxygen.yaml", "--json"]);
    const told: unknown = JSON.parse(out);
    expect(told).toMatchObject({
      file: "oxygen.yaml",
      publishes: true,
      findings: expect.arrayContaining([expect.objectContaining({ code: "retention.missing" })]),
    });
  });

  test("says when the file is not there, too long, or nothing was asked", async () => {
    expect(await kept(["check", "nowhere.yaml"])).toMatchObject({ code: 2, out: "", err: expect.stringContaining("cannot be read") });
    expect(await kept(["check", "."])).toMatchObject({ code: 2 });
    expect(await kept(["check"])).toMatchObject({ code: 2 });
    expect(await kept(["check", "okr.yaml", "--loud"])).toMatchObject({ code: 2 });
    const at = folder();
    writeFileSync(join(at, "long.yaml"), "a".repeat(3 * 1024 * 1024));
    expect(await kept(["check", "long.yaml"], at)).toMatchObject({ code: 1, out: expect.stringContaining("yaml.too_long") });
  });
});

describe("kept init", () => {
  test("writes a policy that checks without errors, and never over one that is there", async () => {
    const at = folder();
    expect(await kept(["init", "phong-kham"], at)).toMatchObject({ code: 0 });
    expect(await kept(["check", "phong-kham.yaml"], at)).toMatchObject({ code: 0 });
    writeFileSync(join(at, "phong-kham.yaml"), "mine");
    expect(await kept(["init", "phong-kham"], at)).toMatchObject({ code: 1 });
    expect(readFileSync(join(at, "phong-kham.yaml"), "utf8")).toBe("mine");
  });

  test("refuses what is no id, and paths in its place", async () => {
    for (const id of ["", "A", "../x", "a b", "9lives"]) expect(await kept(["init", id], folder())).toMatchObject({ code: 2 });
  });

  test("gives every id a starter without errors", () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom("no", "null", "true", "a1", "a-1"), fc.stringMatching(/^[a-z][a-z0-9-]{1,30}$/)), (id) => {
        const { findings, policy } = checkText(starter(id));
        expect(findings.filter((f) => f.level === "error" || f.code === "text.en_missing")).toEqual([]);
        expect(policy?.organisation.id).toBe(id);
      }),
      { numRuns: 40 },
    );
  });
});

describe("kept", () => {
  test("tells its commands, and which there is not", async () => {
    expect(await kept([])).toMatchObject({ code: 0, out: expect.stringContaining("kept check FILE") });
    expect(await kept(["check", "--help", "--lang", "vi"])).toMatchObject({ code: 0, out: expect.stringContaining("Tìm chỗ mâu thuẫn") });
    expect(await kept(["chek"])).toMatchObject({ code: 2, err: expect.stringContaining("chek") });
  });
});
