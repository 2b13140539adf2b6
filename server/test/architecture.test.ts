import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { domainFaults } from "./architecture/domains.js";
import { fileFaults } from "./architecture/files.js";
import { openingFaults } from "./architecture/openings.js";
import { hole, imports, sources, strings } from "./architecture/source.js";
import { owners, tableFaults } from "./architecture/tables.js";
import { workspaceFaults } from "./architecture/workspaces.js";

const repository = join(import.meta.dirname, "../..");

describe("the repository", () => {
  it("is what the rules looked at", () => {
    const seen = sources(repository, "server/src");
    expect(seen.length).toBeGreaterThan(60);
    expect(seen.flatMap((s) => imports(s.text)).length).toBeGreaterThan(200);
    expect(owners(repository).get("event")).toBe("evidence");
  });

  it.each([
    ["keeps the order of its domains, and their insides in order", domainFaults],
    ["keeps its workspaces apart", workspaceFaults],
    ["keeps each domain's SQL to its own tables", tableFaults],
    ["keeps one door to what is sealed", openingFaults],
    ["keeps its files short and the compiler on", fileFaults],
  ])("%s", (_, faults) => {
    expect(faults(repository)).toEqual([]);
  });
});

describe("a planted fault", () => {
  const roots: string[] = [];
  afterAll(() => {
    for (const root of roots) rmSync(root, { recursive: true });
  });

  /** A small sound repository, with one more file. */
  function planted(path?: string, text = ""): string[] {
    const root = mkdtempSync(join(tmpdir(), "kept-planted-"));
    roots.push(root);
    for (const [at, content] of Object.entries({ ...sound, ...(path ? { [path]: text } : {}) })) {
      mkdirSync(dirname(join(root, at)), { recursive: true });
      writeFileSync(join(root, at), content);
    }
    return [domainFaults, workspaceFaults, tableFaults, openingFaults, fileFaults].flatMap((faults) => faults(root));
  }

  it("is the only thing found: the same repository without one is sound", () => {
    expect(planted()).toEqual([]);
  });

  it.each([
    [
      "values opened past the gate",
      "server/src/consent/give.ts",
      'import { type HeldValue, valuesById } from "../vault/index.js";',
      /give\.ts opens what is sealed \(valuesById\)/,
    ],
    [
      "values opened past the gate under another name",
      "server/src/rights/look.ts",
      'import {\n  openValues as seen,\n} from "../vault/index.js";',
      /look\.ts opens what is sealed/,
    ],
    [
      "the whole vault, taken at once",
      "server/src/rights/look.ts",
      'import * as v from "../vault/index.js";',
      /look\.ts opens what is sealed/,
    ],
    [
      "an opening that is passed on",
      "server/src/rights/look.ts",
      'export { history } from "../vault/index.js";',
      /look\.ts opens what is sealed \(history\)/,
    ],
    [
      "a reason to open that nothing needs any more",
      "server/src/rights/held.ts",
      'import { filesOf } from "../vault/index.js";',
      /held\.ts is allowed to open what is sealed, and does not/,
    ],
    ["an import of a later domain", "server/src/vault/read.ts", 'import { x } from "../consent/index.js";', /consent stands after vault/],
    ["a later domain's type", "server/src/vault/read.ts", 'import type { X } from "../consent/index.js";', /consent stands after vault/],
    [
      "a later domain, re-exported over lines",
      "server/src/vault/read.ts",
      'export {\n  x,\n} from "../consent/index.js";',
      /consent stands after vault/,
    ],
    [
      "a later domain, loaded when needed",
      "server/src/vault/read.ts",
      'const x = await import("../consent/index.js");',
      /consent stands after/,
    ],
    ["a way in past the index", "server/src/consent/give.ts", 'import { x } from "../vault/store.js";', /entered by its index/],
    [
      "a way into platform past its doors",
      "server/src/consent/give.ts",
      'import { x } from "../platform/database.js";',
      /entered by its index/,
    ],
    ["main, imported by a domain", "server/src/consent/give.ts", 'import { start } from "../main.js";', /imports domains only/],
    ["rules that import the store", "server/src/consent/rules.ts", 'import { x } from "./store.js";', /rules stands before store/],
    [
      "rules in a folder that import a verb",
      "server/src/consent/rules/a.ts",
      'import { x } from "../give.js";',
      /rules stands before a verb/,
    ],
    ["a store that imports a verb", "server/src/consent/store.ts", 'import { x } from "./give.js";', /store stands before a verb/],
    ["a verb that imports its index", "server/src/consent/give.ts", 'import { x } from "./index.js";', /a verb stands before index/],
    [
      "an index that imports pages",
      "server/src/consent/index.ts",
      'export { x } from "./pages.js";',
      /index stands before http, pages or jobs/,
    ],
    ["a folder that is no domain", "server/src/helpers/x.ts", "", /domains and main.ts, nothing else/],
    ["a file beside the domains", "server/src/util.ts", "", /domains and main.ts, nothing else/],
    ["a language that imports the server", "language/src/a.ts", 'import { x } from "@kept/server";', /language does not import server/],
    [
      "a language that imports the contract",
      "language/src/a.ts",
      'import { x } from "@kept/contract";',
      /language does not import contract/,
    ],
    ["an SDK that imports the server", "sdk/src/a.ts", 'import { x } from "@kept/server";', /sdk does not import server/],
    ["a server that imports the SDK", "server/src/vault/a.ts", 'import { x } from "@kept/sdk";', /server does not import sdk/],
    ["a workspace's inside", "sdk/src/a.ts", 'import { x } from "@kept/contract/src/a.js";', /entered by its index/],
    ["a path out of the workspace", "sdk/src/a.ts", 'import { x } from "../../contract/src/a.js";', /entered by its name/],
    ["Node in the contract", "contract/src/a.ts", 'import { createHash } from "node:crypto";', /contract runs without Node/],
    ["Node in the language, by its old name", "language/src/a.ts", 'import fs from "fs/promises";', /language runs without Node/],
    [
      "the page let into the contract",
      "contract/tsconfig.json",
      '{ "compilerOptions": { "lib": ["es2024", "DOM"] } }',
      /lets Node or the page in/,
    ],
    ["Node let into the language", "language/tsconfig.json", '{ "compilerOptions": { "types": ["node"] } }', /lets Node or the page in/],
    [
      "a read of another domain's table",
      "server/src/consent/store.ts",
      "sql`select a from sealed where b = $1`",
      /SQL on sealed, a table of vault/,
    ],
    [
      "a join with another domain's table",
      "server/src/consent/store.ts",
      '"select 1 from given g join sealed s using (id)"',
      /SQL on sealed/,
    ],
    ["another domain's table in a list", "server/src/consent/store.ts", '"select 1 from given g, sealed s"', /SQL on sealed/],
    [
      "a write to another domain's table",
      "server/src/vault/store.ts",
      'tx.named("n", `insert into given (a) select $1`)',
      /SQL on given, a table of consent/,
    ],
    ["a delete of another domain's rows", "server/src/vault/store.ts", '"delete from given where a = $1"', /SQL on given/],
    [
      "another domain's table through the builder",
      "server/src/consent/store.ts",
      'db.q.selectFrom("sealed as s").selectAll()',
      /SQL on sealed/,
    ],
    ["a file too long", "sdk/src/a.ts", "\n".repeat(301), /301 lines/],
    ["as any", "sdk/src/a.ts", "const x = y as any;", /as any/],
    ["a compiler switched off", "sdk/src/a.ts", "// @ts-ignore\nx();", /switches the compiler off/],
  ])("is found: %s", (_, path, text, fault) => {
    const found = planted(path, text);
    expect(found).toEqual([expect.stringMatching(fault)]);
    expect(found[0]).toContain(path.startsWith("server/src/helpers") ? "server/src/helpers" : path);
  });

  it("is not one: a store that takes a type from a verb of its own domain", () => {
    expect(planted("server/src/consent/store.ts", 'import type { X } from "./give.js";\nimport { y } from "./rules.js";')).toEqual([]);
    expect(planted("server/src/consent/store.ts", 'import { type X } from "./give.js";')).toHaveLength(1);
  });

  it("is not one: a picture of the look in the console; the server's code is", () => {
    expect(planted("console/src/a.tsx", 'import x from "../../server/assets/icons.svg?raw";')).toEqual([]);
    expect(planted("console/src/a.tsx", 'import x from "../../server/src/main.js";')).toHaveLength(1);
  });

  it("is not seen where there is none: words that only look like code", () => {
    const text = [
      '// import { x } from "../consent/index.js";',
      '/* as any\n import { x } from "../consent/index.js"; */',
      'const told = "taken from sealed, as any would";',
      "const pattern = /[\"'`]/; const half = a / b; // select a from given",
      `const nested = \`a \${\`b \${"c"}\`} d\`;`,
    ].join("\n");
    expect(planted("server/src/vault/read.ts", text)).toEqual([]);
    expect(strings(text)).toEqual(["taken from sealed, as any would", "c", `b ${hole}`, `a ${hole} d`]);
  });
});

const sound: Readonly<Record<string, string>> = {
  "server/migrations/0003_vault.sql": "create table sealed (id uuid);",
  "server/migrations/0006_consent.sql": "create table given (id uuid);",
  "server/src/main.ts": 'import { pages } from "./consent/pages.js";',
  "server/src/platform/index.ts": 'export { x } from "./database.js";',
  "server/src/platform/database.ts": "export const x = 1;",
  "server/src/vault/index.ts": 'export { x } from "./store.js";',
  "server/src/vault/store.ts": 'import { x } from "../platform/index.js";\nx("select a from sealed");',
  "server/src/consent/rules.ts": 'import type { X } from "@kept/language";',
  "server/src/consent/store.ts": 'import { x } from "./rules.js";\nx("delete from given");',
  "server/src/consent/give.ts": 'import { x } from "./store.js";\nimport { y } from "../vault/index.js";',
  "server/src/consent/index.ts": 'export { x } from "./give.js";',
  "server/src/consent/pages.tsx": 'import { x } from "./index.js";\nimport { p } from "../platform/page/index.js";',
  "language/src/index.ts": 'import { z } from "zod";',
  "language/tsconfig.json": '{ "compilerOptions": {} }',
  "contract/src/index.ts": 'import { x } from "@kept/language";',
  "contract/tsconfig.json": '{ "compilerOptions": {} }',
  "sdk/src/index.ts": 'import type { X } from "@kept/contract";',
};
