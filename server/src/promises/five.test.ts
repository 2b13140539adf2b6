import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testApp, testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import { newestTexts } from "../messaging/index.js";
import type { Page } from "../platform/http/index.js";
import { type Organisation, TestClock } from "../platform/index.js";
import { inForce, pageText, policyChecks, publishAtStart } from "../policy/index.js";
import { policyPages } from "../policy/pages.js";
import { promisesServed } from "./http.js";
import { boardOf, runChecks, standingsBy, wholeChecks } from "./index.js";
import { promisesPages } from "./pages.js";

const folder = new URL("../../../policies", import.meta.url).pathname;
let db: TestVault;
let app: ReturnType<typeof testApp>;
const clock = new TestClock(new Date("2026-11-21T03:00:00Z"));
const slugs = readdirSync(folder).map((f) => f.replace(".yaml", ""));

beforeAll(async () => {
  db = await testVault();
  const running = testRunning(db, clock, { KEPT_POLICIES: folder, PORT: "41996" });
  const outcomes = await publishAtStart(running);
  expect(outcomes.map((o) => o.outcome)).toEqual(slugs.map(() => "published"));
  const ask = async (path: string) => app.request(path);
  const checks = [...policyChecks(ask, newestTexts), ...wholeChecks(running.config, ask, () => pages)];
  const pages: Page[] = [...policyPages(running, standingsBy(db.database, clock, checks)), ...promisesPages(running, checks)];
  app = testApp(running, { pages, served: promisesServed(running, checks) });
  for (const slug of slugs) {
    const o = await running.organisations.bySlug(slug);
    if (o) await runChecks(running, o, checks);
    if (o) kept.set(slug, { o, board: async () => boardOf(db.database, o, await inForce(running, o.id), checks, clock.now()) });
  }
});
afterAll(() => db.close());
const kept = new Map<string, { o: Organisation; board: () => ReturnType<typeof boardOf> }>();

const read = async (path: string) => {
  const answer = await app.request(path);
  expect([path, answer.status]).toEqual([path, 200]);
  return pageText(await answer.text()).replace(/\s+/g, " ");
};
const plain = (said: string) => said.normalize("NFC").replace(/\s+/g, " ").trim();

describe.each(slugs)("%s", (slug) => {
  it("shows every promise on the notice and on the list, in both languages", async () => {
    const here = kept.get(slug);
    if (!here) throw new Error("published");
    const { policy } = await inForce(db.database, here.o.id);
    expect(policy.promises.length).toBeGreaterThan(11);
    for (const lang of ["vi", "en"] as const) {
      const [notice, list] = [await read(`/${slug}/notice?lang=${lang}`), await read(`/${slug}/promises?lang=${lang}`)];
      for (const p of policy.promises) {
        expect(notice).toContain(plain(p.text[lang] ?? p.text.vi));
        expect(list).toContain(plain(p.text[lang] ?? p.text.vi));
        expect(list).toContain(p.id);
      }
    }
  });

  it("never calls a promise kept for which nothing ran, and builds what this version builds", async () => {
    const board = await kept.get(slug)?.board();
    for (const p of board?.promises ?? []) {
      if (p.standing === "kept") expect(p.controls.every((c) => c.standing === "kept" && c.checkedAt !== undefined)).toBe(true);
      for (const c of p.controls) if (c.standing === "not_built") expect(c.explanation.vi).toMatch(/chưa chạy/);
    }
    const standing = new Map(board?.promises.flatMap((p) => p.controls.map((c) => [c.control, c.standing])));
    for (const control of ["notice.identifies", "notice.history", "security.in_transit", "public.no_contact_values"]) {
      if (standing.has(control)) expect([control, standing.get(control)]).toEqual([control, "kept"]);
    }
  });

  it("has a privacy centre in both languages with a way to each right", async () => {
    for (const lang of ["vi", "en"]) expect(await read(`/${slug}?lang=${lang}`)).toContain(`/${slug}/account`);
  });
});
