import { request } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { endpoint } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serve } from "../src/platform/http/index.js";
import { listen } from "../src/platform/listen.js";
import { type ApiHouse, type Asked, type TestApi, testApi } from "./api.js";
import { testApp } from "./running.js";

let t: TestApi;
let house: ApiHouse;
let key: string;
beforeAll(async () => {
  t = await testApi();
  house = await t.house("hostileclub");
  key = (await house.key()).secret;
});
afterAll(() => t.db.close());

const sound = { touchpoint: "join", fields: { full_name: "Lê Lành", email: "lanh@mau.example" }, notice_version: 1, contact_proved: true };
const send = (body: unknown, headers: Record<string, string> = {}): Promise<Asked> => t.ask("POST", "/submissions", key, body, headers);
const people = async () => (await t.db.owner("select 1 from person where organisation_id = $1", [house.id])).length;

describe("a body", () => {
  it.each([
    ["of ten million bytes", () => `{"touchpoint":"${"x".repeat(10_000_000)}"}`, 413, "request.too_large"],
    ["a hundred thousand arrays deep", () => "[".repeat(100_000), 400, "request.malformed"],
    ["a hundred thousand objects deep", () => '{"a":'.repeat(100_000), 400, "request.malformed"],
    ["of as many fields as fit", () => JSON.stringify({ ...sound, ...many(60_000) }), 422, "request.invalid"],
    ["with as many values as fit", () => JSON.stringify({ ...sound, fields: many(60_000) }), 422, "request.invalid"],
    ["that names a field twice", () => '{"touchpoint":"join","touchpoint":"other"}', 400, "request.malformed"],
    ["that names a field twice, once with an escape", () => '{"touchpoint":"join","touch\\u0070oint":"other"}', 400, "request.malformed"],
    ["that names __proto__", () => '{"touchpoint":"join","fields":{"__proto__":{"admin":true}}}', 400, "request.malformed"],
    ["that hides __proto__ behind escapes", () => '{"fields":{"\\u005f_proto__":1}}', 400, "request.malformed"],
    ["that is no JSON", () => '{"touchpoint":', 400, "request.malformed"],
    ["that is a text", () => '"join"', 422, "request.invalid"],
    [
      "with constructor for a field",
      () => JSON.stringify({ ...sound, fields: { ...sound.fields, constructor: "x" } }),
      422,
      "request.invalid",
    ],
    ["with a field that is not declared", () => JSON.stringify({ ...sound, verified: true }), 422, "request.invalid"],
    ["with a touchpoint that every object has", () => JSON.stringify({ ...sound, touchpoint: "constructor" }), 404, "touchpoint.unknown"],
  ])("%s is refused, and nothing is stored", async (_, body, status, code) => {
    const before = await people();
    const answer = await send(body());
    expect(answer.body).toMatchObject({ status, code });
    expect(answer.text.length).toBeLessThan(20_000);
    expect(await people()).toBe(before);
    expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data; boundary=x", ""])(
    "of type '%s' is not read as JSON",
    async (type) => {
      expect((await send(JSON.stringify(sound), { "content-type": type })).body).toMatchObject({
        status: 415,
        code: "request.unsupported",
      });
    },
  );

  it("that is sound is taken, whatever the charset its type names", async () => {
    expect((await send(JSON.stringify(sound), { "content-type": "application/json; charset=utf-8" })).status).toBe(201);
  });
});

describe("a query", () => {
  it("with a name said twice, one that is not declared, or very long, is refused", async () => {
    const ask = (query: string) => t.ask("GET", `/imports?${query}`, key);
    expect((await ask("limit=1&limit=2")).body.code).toBe("request.malformed");
    expect((await ask("sort=1")).body.code).toBe("request.invalid");
    expect((await ask("__proto__[x]=1")).body.code).toBe("request.invalid");
    expect((await ask(`before=${"9".repeat(100_000)}`)).body.code).toBe("request.invalid");
    expect((await ask("limit=1")).status).toBe(200);
  });
});

describe("a header", () => {
  it("of an Idempotency-Key beyond its length is refused", async () => {
    expect((await send(sound, { "idempotency-key": "k".repeat(201) })).body.code).toBe("request.malformed");
  });

  it("that floods the server is cut off, and others are served on", async () => {
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const server = await listen(t.app, port, "127.0.0.1");
    const get = (headers: Record<string, string>) =>
      new Promise<number | undefined>((done) => {
        request({ port, host: "127.0.0.1", path: "/api/v1/openapi.json", headers }, (r) => {
          r.resume();
          done(r.statusCode);
        })
          .on("error", () => done(undefined))
          .end();
      });
    expect([431, undefined]).toContain(await get(Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`x-${i}`, "y".repeat(100)]))));
    await wait(50);
    expect(await get({})).toBe(200);
    await server.drain(1000);
  });
});

describe("an organisation", () => {
  it("that is not here is unknown, whatever it is called", async () => {
    for (const name of ["nobody", "constructor", "__proto__", "%00", "..%2f", "a".repeat(5000)]) {
      const answer = await t.ask("POST", `/organisations/${name}/set-up:open`, undefined, { token: "x" });
      expect(answer.status, name.slice(0, 20)).toBeLessThan(500);
      expect(answer.status, name.slice(0, 20)).toBeGreaterThanOrEqual(400);
    }
  });
});

describe("an answer", () => {
  it("never lets a field out that its contract does not declare", async () => {
    const shown = endpoint({
      id: "x.y",
      method: "get",
      path: "/x",
      summary: "x",
      who: { by: ["key"], deed: "self" },
      response: z.strictObject({ id: z.string(), of: z.array(z.strictObject({ id: z.string() })) }),
    });
    const found = { id: "1", of: [{ id: "2", secret: "bí mật" }] };
    const leaks = serve(shown, async () => found);
    const acting = async () => ({ organisation: { id: house.id, slug: house.slug }, caller: { kind: "key" as const, id: "k", roles: [] } });
    const answer = await testApp(t.running, { served: [leaks], guards: { acting } }).request("http://localhost/api/v1/x");
    expect(await answer.text()).not.toContain("bí mật");
  });
});

function many(n: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: n }, (_, i) => [`f${i}`, 1]));
}
