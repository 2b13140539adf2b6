import type { Hono } from "hono";
import { saltsFrom } from "../src/evidence/index.js";
import { identityServed } from "../src/identity/http.js";
import { codeForMail, identityGuards } from "../src/identity/index.js";
import { identityJobs } from "../src/identity/jobs.js";
import { identityPages } from "../src/identity/pages.js";
import { newId, type OrganisationId, type Running, TestClock } from "../src/platform/index.js";
import { publish } from "../src/policy/index.js";
import { saltRoots } from "../src/vault/index.js";
import { TestBrowser } from "./browser.js";
import { runDue, waitingJobs } from "./jobs.js";
import { type PolicyDraft, policyFile } from "./policy.js";
import { testApp, testRunning } from "./running.js";
import { type TestVault, testVault } from "./vault.js";

export interface TestHouse {
  readonly id: OrganisationId;
  readonly slug: string;
}

export interface TestIdentity {
  readonly db: TestVault;
  readonly clock: TestClock;
  readonly running: Running;
  readonly app: Hono;
  house(change?: (draft: PolicyDraft) => void): Promise<TestHouse>;
  browser(agent?: string): TestBrowser;
  /** Runs identity's waiting jobs, then opens the newest code that waits to be mailed. */
  mailedCode(house: TestHouse): Promise<{ code: string; to: string; purpose: string } | undefined>;
  runJobs(): Promise<void>;
  /** Events of a type, parsed, oldest first. */
  events(house: TestHouse, type: string): Promise<{ actor: Record<string, unknown>; detail: Record<string, unknown> }[]>;
}

/** A server with identity's pages and endpoints over a fresh database. */
export async function testIdentity(settings: Record<string, string> = {}): Promise<TestIdentity> {
  const db = await testVault();
  saltsFrom(saltRoots);
  const clock = new TestClock(new Date("2026-11-21T02:00:00Z"));
  const running = testRunning(db, clock, settings);
  const app = testApp(running, { pages: identityPages(running), served: identityServed(running), guards: identityGuards(running) });
  const jobs = identityJobs(running);
  return {
    db,
    clock,
    running,
    app,
    async house(change = () => {}) {
      const slug = `club${newId().slice(-8)}`;
      const id = await db.organisation(slug);
      const source = policyFile(slug, change);
      await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: clock.now() }));
      return { id, slug };
    },
    browser: (agent) => new TestBrowser(app, running.config.url, agent),
    runJobs: () => runDue(db, jobs),
    async mailedCode(house) {
      await runDue(db, jobs);
      const waiting = (await waitingJobs(db, "messaging.code")).filter((j) => j.payload.organisation === house.id);
      const id = waiting.at(-1)?.payload.code;
      if (typeof id !== "string") return undefined;
      return db.database.write(house.id, (tx) => codeForMail(tx, id, clock.now()));
    },
    async events(house, type) {
      const rows = await db.owner<{ canonical: string }>(
        "select canonical from event where organisation_id = $1 and type = $2 order by id",
        [house.id, type],
      );
      return rows.map((r) => ({ detail: {}, ...JSON.parse(r.canonical) }));
    },
  };
}

/** okr's way in: a username, an e-mail and a password. */
export function withPasswords(draft: PolicyDraft): void {
  draft.fields.username = { type: "username", text: { vi: "Tên đăng nhập", en: "Username" }, category: "basic", basic: 11, index: "exact" };
  draft.fields.secret = { type: "secret", text: { vi: "Mật khẩu", en: "Password" }, category: "sensitive", sensitive: "id_credentials" };
  const join = draft.touchpoints.join;
  if (!join) throw new Error("the sample has this touchpoint");
  join.fields.username = { required: true, purposes: ["membership"] };
  join.fields.secret = { required: true, purposes: ["membership"] };
  join.account = "password";
}
