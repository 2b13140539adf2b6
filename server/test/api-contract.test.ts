import { type Endpoint, endpoints } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../src/platform/index.js";
import { type ApiHouse, deeds, only, type TestApi, testApi, without } from "./api.js";
import { runDue } from "./jobs.js";
import { sampleCall } from "./sample.js";

let t: TestApi;
let house: ApiHouse;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("contractclub");
});
afterAll(() => t.db.close());

const guarded = endpoints.flatMap((e) => (e.who.by === "anyone" ? [] : [{ id: e.id, e, who: e.who }]));
const anyId = () => newId();
const ask = (e: Endpoint, by: string | undefined) => {
  const { path, body } = sampleCall(e, anyId, { promise: "contractclub-1", version: 1 });
  const upload = e.upload ? { "content-type": e.upload.types[0] ?? "" } : {};
  return t.ask(e.method.toUpperCase(), path, by, e.upload ? "a,b\n1,2\n" : body, upload);
};
const refusals = async () =>
  (await t.db.owner<{ canonical: string }>("select canonical from event where type = 'access.refused' order by id")).map(
    (r): { detail: unknown; actor: unknown } => JSON.parse(r.canonical),
  );

describe("the server", () => {
  it("serves every endpoint that the contract declares, once, and no other", () => {
    const served = t.served.map((s) => s.endpoint.id).sort();
    expect(served).toEqual(endpoints.map((e) => e.id).sort());
    for (const s of t.served) expect(endpoints).toContain(s.endpoint);
    expect(t.pages.filter((p) => p.path.startsWith("/api/v1/") && p.path !== "/api/v1/openapi.json")).toEqual([]);
  });

  it("answers nothing under /api that is not declared", async () => {
    for (const path of ["/people", "/..%2f..%2fconsole", "/openapi.yaml"]) {
      expect((await t.ask("GET", path, undefined)).status, path).toBe(404);
    }
  });

  it("takes a verb off a path only where the path declares it", async () => {
    const { secret } = await house.key();
    expect((await t.ask("GET", `/people/${newId()}`, secret)).body.code).toBe("person.unknown");
    expect((await t.ask("GET", `/people/${newId()}:anything`, secret)).body.code).toBe("request.invalid");
  });

  it("demands a deed that a policy can give, of every endpoint that is not open or one's own", () => {
    expect(guarded.filter(({ who }) => who.deed !== "self" && !deeds.some((d) => d === who.deed))).toEqual([]);
  });
});

describe.each(guarded)("$id", ({ e, who }) => {
  it("refuses whoever is signed out, and a key that is none", async () => {
    expect((await ask(e, undefined)).body).toMatchObject({ status: 401, code: "access.signed_out" });
    expect((await ask(e, `kept_${"A".repeat(22)}_${"B".repeat(43)}`)).body).toMatchObject({ status: 401, code: "access.key" });
    expect((await ask(e, `${house.id}.${Buffer.alloc(32).toString("base64url")}`)).body.code).toBe("access.signed_out");
  });

  it("lets in the deed alone, by those it is for, freshly proved where it says so; and records whom it refuses", async () => {
    const { deed } = who;
    const callers = {
      staff: async (role: string) => (await house.staff([role])).cookie,
      key: async (role: string) => (await house.key([role])).secret,
    };
    for (const kind of ["staff", "key"] as const) {
      const may = who.by.includes(kind);
      if (deed !== "self") {
        const before = (await refusals()).length;
        const lacking = who.or === undefined ? without(deed) : only("find");
        expect((await ask(e, await callers[kind](lacking))).body, kind).toMatchObject({ status: 403, code: "access.forbidden" });
        const told = (await refusals()).slice(before);
        expect(told).toMatchObject([{ detail: { what: e.id, code: "access.forbidden" }, actor: { kind } }]);
      }
      for (const other of may && who.or ? [who.or] : [])
        expect(String((await ask(e, await callers[kind](only(other)))).body.code), other).not.toBe("access.forbidden");
      const answer = await ask(e, await callers[kind](deed === "self" ? only("find") : only(deed)));
      if (may) expect(String(answer.body.code), answer.text).not.toMatch(/^access\.(forbidden|signed_out|key|step_up)$/);
      else expect(answer.body).toMatchObject({ status: 403, code: "access.forbidden" });
      expect(answer.status, answer.text).not.toBe(500);
    }
    if (!who.fresh) return;
    const stale = await house.staff([deed === "self" ? only("find") : only(deed)], new Date(t.clock.now().getTime() - 11 * 60_000));
    expect((await ask(e, stale.cookie)).body).toMatchObject({ status: 403, code: "access.step_up" });
  });
});

it("what the calls above enqueued can run", async () => {
  await runDue(
    t.db,
    t.jobs.filter((j) => j.task.startsWith("collection.")),
  );
});
