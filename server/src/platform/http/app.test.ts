import { endpoint } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TestDatabase, testDatabase } from "../../../test/database.js";
import { testApp, testRunning } from "../../../test/running.js";
import { newId, organisationId, TestClock } from "../index.js";
import { type Served, serve } from "./index.js";

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

function appOf(served: readonly Served[]) {
  const organisation = { id: organisationId.parse(newId()), slug: "mau" };
  const acting = async () => ({ organisation, caller: { kind: "key" as const, id: "k", roles: [] } });
  return testApp(testRunning(database, new TestClock(new Date("2026-11-23T01:00:00Z"))), { served, guards: { acting } });
}
