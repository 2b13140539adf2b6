import { type Deed, deed } from "@kept/language";
import type { Hono } from "hono";
import { saltsFrom } from "../src/evidence/index.js";
import { createKey } from "../src/identity/index.js";
import { compose } from "../src/main.js";
import type { Page, Served } from "../src/platform/http/index.js";
import { type Job, type OrganisationId, type Running, type StaffId, TestClock } from "../src/platform/index.js";
import { type PublishedPolicy, publish } from "../src/policy/index.js";
import { saltRoots } from "../src/vault/index.js";
import { type PolicyDraft, policyFile } from "./policy.js";
import { testRunning } from "./running.js";
import { signedIn } from "./signed-in.js";
import { type TestVault, testVault } from "./vault.js";

export interface ApiHouse {
  readonly id: OrganisationId;
  readonly slug: string;
  readonly policy: PublishedPolicy;
  /** An API key with these roles. */
  key(roles?: readonly string[]): Promise<{ id: string; secret: string }>;
  /** The cookie of a member of staff who signed in at `at`, or just now. */
  staff(roles?: readonly string[], at?: Date): Promise<{ id: StaffId; cookie: string }>;
}

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

export interface TestApi {
  readonly db: TestVault;
  readonly clock: TestClock;
  readonly running: Running;
  readonly app: Hono;
  readonly served: readonly Served[];
  readonly pages: readonly Page[];
  readonly jobs: readonly Job[];
  house(slug: string, change?: (draft: PolicyDraft) => void): Promise<ApiHouse>;
  ask(method: string, path: string, by: string | undefined, body?: unknown, headers?: Record<string, string>): Promise<Asked>;
}

export const deeds = deed.options;
/** Roles of each house: all deeds, each deed alone, and all but each. */
export const every = "every";
export const only = (one: string) => `only_${one}`;
export const without = (one: string) => `without_${one}`;

/** The whole server as `main` composes it, over a fresh database: every domain's endpoints, pages and jobs. */
export async function testApi(settings: Record<string, string> = {}): Promise<TestApi> {
  const db = await testVault();
  saltsFrom(saltRoots);
  const clock = new TestClock(new Date("2026-11-21T02:00:00Z"));
  const running = testRunning(db, clock, {
    ...settings,
    KEPT_DATA: db.roots.data,
    KEPT_KEYS: db.roots.keys,
    KEPT_LEDGER: db.roots.ledger,
  });
  const { app, pages, served, jobs } = compose(running);
  return {
    db,
    clock,
    running,
    app,
    pages,
    served,
    jobs,
    async house(slug, change = () => {}) {
      const id = await db.organisation(slug);
      const source = policyFile(slug, (draft) => {
        addRoles(draft);
        change(draft);
      });
      const by = { kind: "system" } as const;
      const policy = await db.database.write(id, (tx) => publish(tx, { source, over: 0, by, now: clock.now() }));
      return {
        id,
        slug,
        policy,
        key: (roles = [every]) => db.database.write(id, (tx) => createKey(tx, { label: "test", roles, by: undefined }, clock.now())),
        staff: (roles = [every], at = clock.now()) => db.database.write(id, (tx) => signedIn(tx, roles, at)),
      };
    },
    async ask(method, path, by, body, headers = {}) {
      const proof: Record<string, string> =
        by === undefined
          ? {}
          : by.startsWith("kept_")
            ? { authorization: `Bearer ${by}` }
            : { cookie: `kept_staff=${by}`, origin: running.config.url };
      const response = await app.request(`${running.config.url}/api/v1${path}`, {
        method,
        headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...proof, ...headers },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const read: unknown = text.startsWith("{") ? JSON.parse(text) : {};
      return { status: response.status, text, body: { ...(typeof read === "object" ? read : {}) }, headers: response.headers };
    },
  };
}

function addRoles(draft: PolicyDraft): void {
  const role = (name: string, may: readonly Deed[]) => ({
    [name]: {
      text: { vi: `Vai ${name}`, en: `Role ${name}` },
      reads: [{ purposes: ["membership", "newsletter"], fields: "*" as const }],
      may: [...may],
    },
  });
  draft.roles = { ...draft.roles, ...role(every, deeds) };
  for (const one of deeds) {
    const others = deeds.filter((d) => d !== one);
    draft.roles = { ...draft.roles, ...role(only(one), [one]), ...role(without(one), others) };
  }
}
