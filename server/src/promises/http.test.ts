import { readPromiseHistory, readPromises } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyFile } from "../../test/policy.js";
import { testApp, testRunning } from "../../test/running.js";
import { type TestVault, testVault } from "../../test/vault.js";
import { newestTexts } from "../messaging/index.js";
import type { ActingCaller, StaffCaller } from "../platform/http/index.js";
import { newId, type Organisation, staffId, TestClock } from "../platform/index.js";
import { policyChecks, publish } from "../policy/index.js";
import { policyPages } from "../policy/pages.js";
import { attested } from "./checks/attested.js";
import { promisesServed } from "./http.js";

let db: TestVault;
let club: Organisation;
let app: ReturnType<typeof testApp>;
const clock = new TestClock(new Date("2026-11-21T03:00:00Z"));
const officer: StaffCaller = { kind: "staff", id: staffId.parse(newId()), sessionId: "s", roles: ["secretary"], fresh: true };
let caller: ActingCaller = officer;

beforeAll(async () => {
  db = await testVault();
  club = { id: await db.organisation("club"), slug: "club" };
  const source = policyFile("club", (p) => {
    const text = (vi: string, en: string) => ({ vi, en });
    p.promises?.push(
      {
        id: "club-3",
        text: text("Có người chịu trách nhiệm.", "Somebody answers for it."),
        about: "security",
        kept_by: [{ control: "attested", with: { who: "Chủ tịch hội", until: "2027-12-31" } }],
      },
      { id: "club-4", text: text("Chỉ là lời.", "Only words."), about: "security", kept_by: [] },
    );
  });
  await db.database.write(club.id, (tx) => publish(tx, { source, over: 0, by: { kind: "system" }, now: clock.now() }));
  const running = testRunning(db, clock);
  const checks = [...policyChecks(async (path) => app.request(path), newestTexts), attested];
  const may = async (_o: Organisation, roles: readonly string[]) => roles.includes("secretary");
  app = testApp(running, {
    pages: policyPages(running, async () => new Map()),
    served: promisesServed(running, checks),
    guards: { acting: async () => ({ organisation: club, caller }), may },
  });
});
afterAll(() => db.close());

async function call(method: string, path: string, body: unknown = {}) {
  const sent = method === "GET" ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const answer = await app.request(`/api/v1${path}`, { method, ...sent });
  const json: unknown = await answer.json();
  return { status: answer.status, json };
}

describe("the board for staff", () => {
  it("shows every promise before anything was checked, with what the policy lacks beside it", async () => {
    const board = readPromises.response.parse((await call("GET", "/promises")).json);
    expect(board.checked_at).toBeNull();
    expect(board.promises.map((p) => [p.id, p.standing])).toEqual([
      ["club-1", "not_exercised"],
      ["club-2", "not_exercised"],
      ["club-3", "not_exercised"],
      ["club-4", "not_built"],
    ]);
    expect(board.promises[3]?.gaps.length).toBeGreaterThan(0);
    expect(board.promises[0]?.gaps).toEqual([]);
  });

  it("checks on demand, takes an attestation, and tells the history of each promise", async () => {
    const checked = readPromises.response.parse((await call("POST", "/promises:check")).json);
    expect(checked.promises[0]).toMatchObject({ standing: "kept", controls: [{ control: "notice.identifies", done: 2, refused: 0 }] });
    expect(await call("POST", "/promises/club-3/attestations", { until: "2027-06-30", document: "Nghị quyết 3" })).toMatchObject({
      status: 201,
      json: { until: "2027-06-30" },
    });
    expect(readPromises.response.parse((await call("GET", "/promises")).json).promises[2]?.standing).toBe("attested");
    const { changes } = readPromiseHistory.response.parse((await call("GET", "/promises/club-3/changes")).json);
    expect(changes.map((c) => [c.was, c.became])).toEqual([
      ["not_exercised", "attested"],
      [null, "not_exercised"],
    ]);
    expect(await call("GET", "/promises/club-99/changes")).toMatchObject({ status: 404, json: { code: "promise.unknown" } });
  });

  it("lets only those who may publish attest, with a fresh proof, and never a key", async () => {
    const give = () => call("POST", "/promises/club-3/attestations", { until: "2027-06-30", document: "x" });
    caller = { ...officer, roles: ["guest"] };
    expect(await give()).toMatchObject({ status: 403, json: { code: "access.forbidden" } });
    caller = { ...officer, fresh: false };
    expect(await give()).toMatchObject({ status: 403, json: { code: "access.step_up" } });
    caller = { kind: "key", id: newId(), roles: ["secretary"] };
    expect(await give()).toMatchObject({ status: 403 });
    caller = officer;
  });
});
