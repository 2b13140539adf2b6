import { createHash } from "node:crypto";
import { endpoint } from "@kept/contract";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TestDatabase, testDatabase } from "../../../test/database.js";
import { testApp, testRunning } from "../../../test/running.js";
import { forgetAnswers, newId, type Organisation, organisationId, TestClock } from "../index.js";
import { page, probes, type Served, serve, serveAnywhere } from "./index.js";

const one = { params: z.strictObject({ thing: z.string() }), response: z.strictObject({ did: z.string(), thing: z.string() }) };
const who = { by: ["key"], deed: "self" } as const;
const acts = ["open", "close", "close-all"].map((verb) =>
  serve(
    endpoint({ id: `thing.${verb}`, method: "post", path: `/things/{thing}:${verb}`, summary: verb, who, ...one }),
    async (_, { params }) => ({
      did: verb,
      thing: params.thing,
    }),
  ),
);
const plain = serve(
  endpoint({ id: "thing.plain", method: "post", path: "/things/{thing}", summary: "plain", who, ...one }),
  async (_, i) => ({
    did: "plain",
    thing: i.params.thing,
  }),
);

let database: TestDatabase;
let organisation: Organisation;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

describe("an endpoint whose path ends in a verb", () => {
  it("is reached by its own verb alone, whatever the others are called", async () => {
    const app = appOf([...acts, plain]);
    const did = async (path: string) => {
      const answer = await app.request(`http://localhost/api/v1/things/${path}`, { method: "POST" });
      return answer.status === 200 ? answer.json() : answer.status;
    };
    expect(await did("a-1:open")).toEqual({ did: "open", thing: "a-1" });
    expect(await did("a-1:close")).toEqual({ did: "close", thing: "a-1" });
    expect(await did("a-1:close-all")).toEqual({ did: "close-all", thing: "a-1" });
    expect(await did("a-1")).toEqual({ did: "plain", thing: "a-1" });
  });
});

describe("an answer on 127.0.0.1, where passkeys do not work", () => {
  it("sends pages to localhost, and answers probes where they ask", async () => {
    const pages = [
      page("get", "/notes", "server", ({ c }) => c.text("notes")),
      ...probes({ unready: async () => [], securityContact: async () => [], url: "http://localhost:4000" }),
    ];
    const app = testApp(testRunning(database, new TestClock(new Date("2026-11-23T01:00:00Z"))), { pages });
    const asked = await app.request("http://127.0.0.1:4000/notes");
    expect([asked.status, asked.headers.get("location")]).toEqual([302, "http://localhost:4000/notes"]);
    for (const probe of ["healthz", "readyz", "metrics"])
      expect((await app.request(`http://127.0.0.1:4000/${probe}`)).status, probe).toBe(200);
  });
});

describe("an Idempotency-Key", () => {
  const body = z.strictObject({ phone: z.string() });
  const response = z.strictObject({ name: z.string() });
  const said = { name: "Nguyễn Thị Bí Mật" };
  const sent = (app: ReturnType<typeof appOf>, path: string) =>
    app.request(`http://localhost/api/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: "Bearer x", "idempotency-key": "khoa-cua-toi" },
      body: JSON.stringify({ phone: "0901234567" }),
    });

  it("keeps no answer that is shown once, whose call is carried out once all the same; and nothing of a reading, or of a caller nobody knows", async () => {
    const given = { method: "post", summary: "x", body, response } as const;
    const app = appOf([
      serve(endpoint({ id: "x.read", path: "/x:read", who, shownOnce: true, reads: true, ...given }), async () => said),
      serve(endpoint({ id: "x.make", path: "/x:make", who, shownOnce: true, ...given }), async () => said),
      serveAnywhere(endpoint({ id: "x.open", path: "/x:open", who: { by: "anyone" }, ...given }), async () => said),
    ]);
    for (const path of ["x:read", "x:open"]) expect(await (await sent(app, path)).json()).toEqual(said);
    expect(await database.owner("select 1 from idempotency")).toEqual([]);
    expect(await (await sent(app, "x:make")).json()).toEqual(said);
    expect((await sent(app, "x:make")).status).toBe(409);
    expect(await database.owner("select answer from idempotency")).toEqual([{ answer: null }]);
    await database.owner("delete from idempotency");
  });

  it("is kept only as a digest, and what came with it only under the key: a telephone number cannot be tried out", async () => {
    const app = appOf([
      serve(endpoint({ id: "x.do", method: "post", path: "/x:do", summary: "x", who, body, response }), async () => said),
    ]);
    expect((await sent(app, "x:do")).status).toBe(200);
    const bare = createHash("sha256").update('x.do\0{"body":{"phone":"0901234567"},"params":{},"query":{}}').digest("hex");
    const rows = await database.owner<{ key: string; digest: string }>("select key, encode(body_digest, 'hex') as digest from idempotency");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.key).not.toContain("khoa");
    expect(rows[0]?.digest).not.toBe(bare);
  });

  it("gives the first answer again for a day, and is forgotten then", async () => {
    let times = 0;
    const app = appOf([
      serve(endpoint({ id: "x.do", method: "post", path: "/x:do", summary: "x", who, body, response }), async () => ({
        name: `${++times}`,
      })),
    ]);
    expect(await (await sent(app, "x:do")).json()).toEqual({ name: "1" });
    expect(await (await sent(app, "x:do")).json()).toEqual({ name: "1" });
    await database.database.write(organisation.id, (tx) => forgetAnswers(tx, new Date("2026-11-24T02:00:00Z")));
    expect(await (await sent(app, "x:do")).json()).toEqual({ name: "2" });
  });
});

describe("a fault", () => {
  it("is logged by its kind and places, without a line of its text", async () => {
    const lines: string[] = [];
    const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
    const failing = page("get", "/fails", "server", () => {
      throw new Error("invalid input: Nguyễn\nThị Bí Mật\n    at 0901234567");
    });
    const app = testApp({ ...testRunning(database, new TestClock(new Date("2026-11-23T01:00:00Z"))), log }, { pages: [failing] });
    const answer = await app.request("http://localhost/fails");
    expect(answer.status).toBe(500);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("app.test");
    expect(lines[0] + (await answer.text())).not.toMatch(/Nguyễn|Mật|0901234567/);
  });
});

function appOf(served: readonly Served[]) {
  organisation = { id: organisationId.parse(newId()), slug: "mau" };
  const acting = async () => ({ organisation, caller: { kind: "key" as const, id: "k", roles: [] } });
  return testApp(testRunning(database, new TestClock(new Date("2026-11-23T01:00:00Z"))), { served, guards: { acting } });
}
