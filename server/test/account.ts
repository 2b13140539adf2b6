import { randomUUID } from "node:crypto";
import type { Hono } from "hono";
import { accessServed } from "../src/access/http.js";
import { accessErasing } from "../src/access/index.js";
import { collectionErasing, contactConfirmed, makeReady, type Sent, Submissions } from "../src/collection/index.js";
import { consentErasing } from "../src/consent/index.js";
import { forget, saltsFrom } from "../src/evidence/index.js";
import { codeForMail, identityErasing, identityGuards } from "../src/identity/index.js";
import { identityJobs } from "../src/identity/jobs.js";
import { identityPages } from "../src/identity/pages.js";
import type { ActingCaller } from "../src/platform/http/index.js";
import { newId, type OrganisationId, type PersonId, type Running, staffId, TestClock } from "../src/platform/index.js";
import { type PublishedPolicy, publish } from "../src/policy/index.js";
import { retentionErasing } from "../src/retention/index.js";
import { rightsServed } from "../src/rights/http.js";
import { rightsPages } from "../src/rights/pages.js";
import { registerErasure, saltRoots } from "../src/vault/index.js";
import { vaultJobs } from "../src/vault/jobs.js";
import { TestBrowser } from "./browser.js";
import { runDue, waitingJobs } from "./jobs.js";
import { person as build, type PersonBuilder } from "./person.js";
import { type PolicyDraft, policyFile } from "./policy.js";
import { testApp, testRunning } from "./running.js";
import { type TestVault, testVault } from "./vault.js";

export interface Member {
  readonly id: PersonId;
  readonly browser: TestBrowser;
  /** Ids of values, by field. */
  value(field: string): string;
}

export interface TestAccount {
  readonly db: TestVault;
  readonly clock: TestClock;
  readonly running: Running;
  readonly app: Hono;
  readonly id: OrganisationId;
  readonly slug: string;
  readonly policy: PublishedPolicy;
  /** Whom the API takes the caller for: none at first. */
  caller: ActingCaller | undefined;
  /** An address of the account. */
  at(path?: string): string;
  /** Somebody with an account, signed in. */
  member(change?: (p: PersonBuilder) => PersonBuilder): Promise<Member>;
  /** What a person sends by the form, signed in or not. */
  send(over: Partial<Sent>): Promise<PersonId>;
  staff(roles: readonly string[], fresh?: boolean): ActingCaller;
  call(method: "GET" | "POST", path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  runJobs(): Promise<void>;
  mailedCode(): Promise<{ code: string; to: string } | undefined>;
  events(type: string): Promise<{ id: string; actor: Record<string, unknown>; detail: Record<string, unknown>; fields?: string[] }[]>;
}

let registered = false;

/** An organisation whose people have accounts: the account's pages and the people endpoints over a fresh database. */
export async function testAccount(change: (draft: PolicyDraft) => void = () => {}): Promise<TestAccount> {
  const db = await testVault();
  saltsFrom(saltRoots);
  if (!registered) {
    registerErasure("evidence", { later: async (tx, p) => (await forget(tx, p)) > 0 });
    registerErasure("identity", identityErasing);
    registerErasure("consent", consentErasing);
    registerErasure("access", accessErasing);
    registerErasure("retention", retentionErasing);
    registerErasure("collection", collectionErasing);
    registered = true;
  }
  const clock = new TestClock(new Date("2026-11-21T02:00:00Z"));
  const running = testRunning(db, clock, { KEPT_DATA: db.roots.data });
  const slug = `club${newId().slice(-8)}`;
  const id = await db.organisation(slug);
  const source = policyFile(slug, (draft) => {
    draft.fields.phone = { type: "phone", text: { vi: "Điện thoại", en: "Phone" }, category: "basic", basic: 7, index: "exact" };
    draft.fields.likes = { type: "lines", text: { vi: "Sở thích", en: "Likes" }, category: "basic", basic: 11 };
    const join = draft.touchpoints.join;
    if (!join) throw new Error("the sample has a form");
    join.fields.phone = { purposes: ["membership"] };
    join.fields.likes = { purposes: ["membership"] };
    change(draft);
  });
  const policy = await db.database.write(id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: clock.now() }));
  const guards = identityGuards(running);
  const account: TestAccount = {
    db,
    clock,
    running,
    id,
    slug,
    policy,
    caller: undefined,
    app: testApp(running, {
      pages: [...identityPages(running), ...rightsPages(running)],
      served: [...rightsServed(running), ...accessServed(running)],
      guards: { ...guards, acting: async () => account.caller && { organisation: { id, slug }, caller: account.caller } },
    }),
    at: (path = "") => `/${slug}/account${path}`,
    async member(alter = (p) => p) {
      const first = (tx: Parameters<typeof build>[0]) =>
        build(tx, clock.now())
          .with("full_name", "Trần Thị Ngọc Ánh")
          .with("email", `anh.${newId().slice(-6)}@thu.example`)
          .withAccount()
          .signedIn();
      const made = await db.database.write(id, (tx) => alter(first(tx)).made());
      const browser = new TestBrowser(account.app, running.config.url).withCookies(made.cookies);
      return { id: made.id, browser, value: (field) => made.values.get(field) ?? randomUUID() };
    },
    async send(over) {
      const sent: Sent = {
        id: newId(),
        touchpoint: "join",
        channel: "api",
        fields: {},
        consents: {},
        duties: [],
        accuracy: true,
        version: policy.version,
        lang: "vi",
        at: clock.now(),
        by: { kind: "person" },
        method: "api",
        ...over,
      };
      const taken = await new Submissions(db.database).take(id, await makeReady(policy, sent));
      await contactConfirmed(db.database, id, taken.person, clock.now());
      return taken.person;
    },
    staff: (roles, fresh = true) => ({ kind: "staff", id: staffId.parse(newId()), sessionId: newId(), roles, fresh }),
    async call(method, path, body) {
      const init = {
        method,
        headers: { "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      };
      const answer = await account.app.request(`${running.config.url}/api/v1${path}`, init);
      return { status: answer.status, body: await answer.json() };
    },
    runJobs: () => runDue(db, [...identityJobs(running), ...vaultJobs(running)]),
    async mailedCode() {
      await runDue(db, identityJobs(running));
      const code = (await waitingJobs(db, "messaging.code")).at(-1)?.payload.code;
      return typeof code === "string" ? db.database.write(id, (tx) => codeForMail(tx, code, clock.now())) : undefined;
    },
    async events(type) {
      const rows = await db.owner<{ canonical: string }>(
        "select canonical from event where organisation_id = $1 and type = $2 order by id",
        [id, type],
      );
      return rows.map((r) => ({ detail: {}, ...JSON.parse(r.canonical) }));
    },
  };
  return account;
}
