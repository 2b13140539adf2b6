import { readPolicyDraft } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { policyFile } from "../../test/policy.js";
import { testApp, testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import type { StaffCaller } from "../platform/http/index.js";
import { newId, type Organisation, staffId, TestClock } from "../platform/index.js";
import { createPersons } from "../vault/index.js";
import { policyServed } from "./http.js";
import { publish } from "./index.js";

let db: TestVault;
let club: Organisation;
let app: ReturnType<typeof testApp>;
let caller: StaffCaller;
const now = new Date("2026-11-21T03:00:00Z");
const source = policyFile("club");

beforeAll(async () => {
  db = await testVault();
  club = { id: await db.organisation("club"), slug: "club" };
  await db.database.write(club.id, async (tx) => {
    await publish(tx, { source, over: 0, by: { kind: "system" }, now });
    await createPersons(tx, 3, now);
  });
  caller = { kind: "staff", id: staffId.parse(newId()), sessionId: "s", roles: ["secretary"], fresh: true };
  const guards = {
    acting: async () => ({ organisation: club, caller }),
    may: async (_o: Organisation, roles: readonly string[]) => roles.includes("secretary"),
  };
  app = testApp(testRunning(db, new TestClock(now)), {
    served: policyServed(testRunning(db, new TestClock(now)), async () => new Map([["newsletter", 2]])),
    guards,
  });
});
afterAll(() => db.close());

async function call(method: string, path: string, body?: unknown) {
  const answer = await app.request(`/api/v1${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
  return { status: answer.status, json: z.record(z.string(), z.unknown()).parse(await answer.json()) };
}

describe("the endpoints of the policy", () => {
  it("give the version in force, every version with its file, and say which is unknown", async () => {
    expect((await call("GET", "/policy")).json).toMatchObject({ version: 1, policy: { organisation: { id: "club" } } });
    expect((await call("GET", "/policy/versions")).json).toMatchObject({ versions: [{ version: 1, published_by: "system" }] });
    expect((await call("GET", "/policy/versions/1")).json).toMatchObject({ source });
    expect(await call("GET", "/policy/versions/7")).toMatchObject({ status: 404, json: { code: "policy.version_unknown" } });
  });

  it("save, show and discard the one draft, and refuse to save over what was not seen", async () => {
    const saved = await call("PUT", "/policy/draft", { source: "nháp" });
    expect(saved).toMatchObject({ status: 200, json: { source: "nháp", based_on: 1, saved_by: `staff:${caller.id}` } });
    expect(await call("PUT", "/policy/draft", { source: "khác" })).toMatchObject({ status: 409, json: { code: "policy.draft_moved" } });
    const { draft } = readPolicyDraft.response.parse((await call("GET", "/policy/draft")).json);
    expect(draft?.source).toBe("nháp");
    expect((await call("POST", "/policy/draft:discard", { over: draft?.etag })).json).toEqual({ done: true });
    expect((await call("GET", "/policy/draft")).json).toEqual({ draft: null });
  });

  it("count whom a text would touch before it is published", async () => {
    expect((await call("POST", "/policy:touches", { source })).json).toEqual({ told: 0, asked_again: [] });
    const wider = policyFile("club", (p) => {
      const newsletter = p.purposes.newsletter;
      if (newsletter) newsletter.channels = ["email", "sms"];
    });
    expect((await call("POST", "/policy:touches", { source: wider })).json).toEqual({
      told: 3,
      asked_again: [{ purpose: "newsletter", people: 2 }],
    });
  });

  it("publish over the version that was seen, with who and why, and refuse errors place by place", async () => {
    const next = policyFile("club", (p) => {
      p.intro = { vi: "Bản hai.", en: "Second." };
    });
    const broken = policyFile("club", (p) => {
      p.purposes.newsletter = { text: { vi: "Bản tin", en: "Newsletter" }, basis: "consent" };
      const join = p.touchpoints.join;
      if (join) join.for = "nowhere";
    });
    const refused = await call("POST", "/policy:publish", { source: broken, over: 1 });
    expect(refused).toMatchObject({ status: 422, json: { code: "policy.errors" } });
    expect(JSON.stringify(refused.json.faults)).toContain("touchpoints.join.for");
    expect(await call("POST", "/policy:publish", { source: next, over: 1, note: "Sửa lời" })).toMatchObject({
      status: 201,
      json: { version: 2, published_by: `staff:${caller.id}`, note: "Sửa lời" },
    });
    expect(await call("POST", "/policy:publish", { source, over: 1 })).toMatchObject({ status: 409, json: { code: "policy.moved" } });
  });

  it("are closed to a role that may not publish, and to a session that has not proved itself again", async () => {
    const before = caller;
    caller = { ...before, roles: ["guest"] };
    expect((await call("PUT", "/policy/draft", { source: "x" })).status).toBe(403);
    caller = { ...before, fresh: false };
    expect(await call("POST", "/policy:publish", { source, over: 2 })).toMatchObject({ status: 403, json: { code: "access.step_up" } });
    caller = before;
  });
});
