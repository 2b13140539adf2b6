import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../../cli/src/run.js";
import { keepAdministratorSecret } from "../src/identity/index.js";
import { type TestHouse, type TestIdentity, testIdentity } from "./identity.js";
import { setUpByTotp } from "./staff.js";

let t: TestIdentity;
let house: TestHouse;
let keys: string;
let port: number;
let close: () => void;
beforeAll(async () => {
  keys = mkdtempSync(join(tmpdir(), "kept-keys-"));
  t = await testIdentity({ KEPT_KEYS: keys });
  house = await t.house();
  await keepAdministratorSecret(keys);
  const server = serve({ fetch: t.app.fetch, port: 0, hostname: "127.0.0.1", createServer });
  await new Promise<void>((done) => server.once("listening", () => done()));
  const at: AddressInfo | string | null = server.address();
  port = at && typeof at === "object" ? at.port : 0;
  close = () => server.close();
});
afterAll(async () => {
  close();
  await t.db.close();
});

async function kept(args: readonly string[], env: Record<string, string>) {
  const said = { out: "", err: "" };
  const code = await run(["admin", ...args], {
    env: { LANG: "C.UTF-8", ...env },
    folder: keys,
    out: (text) => {
      said.out += text;
    },
    err: (text) => {
      said.err += text;
    },
  });
  return { code, ...said };
}

describe("kept admin", () => {
  it("prints a link that sets up an administrator, on the machine that holds the keys", async () => {
    const { code, out } = await kept([house.slug], { KEPT_KEYS: keys, PORT: String(port) });
    expect(code).toBe(0);
    const link = /http\S+/.exec(out)?.[0] ?? "";
    expect((await setUpByTotp(t, house, link)).recovery).toHaveLength(8);
  });

  it("is refused with another secret, an unknown organisation, and told where no server or no key is", async () => {
    const others = mkdtempSync(join(tmpdir(), "kept-keys-"));
    expect((await kept([], { KEPT_KEYS: others, PORT: String(port) })).code).toBe(2);
    await keepAdministratorSecret(others);
    expect((await kept([], { KEPT_KEYS: others, PORT: String(port) })).code).toBe(1);
    expect((await kept(["nobody"], { KEPT_KEYS: keys, PORT: String(port) })).err).toContain("no such organisation");
    expect((await kept([], { KEPT_KEYS: keys, PORT: "1" })).err).toContain("port 1");
    writeFileSync(join(others, "administrator.secret"), "");
    expect((await kept([], { KEPT_KEYS: others, PORT: String(port) })).code).toBe(2);
    expect((await readFile(join(keys, "administrator.secret"), "utf8")).length).toBeGreaterThan(40);
  });
});
