import { afterEach, describe, expect, it } from "vitest";
import { createKept } from "../src/index.js";
import { json, tinyServer } from "./server.js";

const person = "0190a000-0000-7000-8000-000000000100";
const act = "0190a000-0000-7000-8000-000000000101";
let close: () => Promise<void> = async () => {};
afterEach(() => close());

describe("the API by its everyday names", () => {
  it("tries a change again under the same idempotency key when the server was busy", async () => {
    let asked = 0;
    const server = await tinyServer((_, to) =>
      ++asked === 1
        ? json(to, 503, { code: "server.busy", title: "Busy", title_vi: "Bận" }, { "Retry-After": "0" })
        : json(to, 201, { consent: act, event: act, at: "2026-11-23T01:00:00.000Z" }),
    );
    close = server.close;
    const kept = createKept({ url: server.url, key: "k" });
    await kept.consents.record(person, { purpose: "newsletter", act: "withdrawn" });
    expect(server.seen.map((s) => s.url)).toEqual([`/api/v1/people/${person}/consents`, `/api/v1/people/${person}/consents`]);
    const keys = server.seen.map((s) => s.headers["idempotency-key"]);
    expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it("answers a question about one purpose with that purpose's standing", async () => {
    const of = (purpose: string, state: string) => ({ purpose, state, why: "consent.given", since: null, version: 1, consent: null });
    const server = await tinyServer((_, to) => json(to, 200, { person, standings: [of("newsletter", "may")] }));
    close = server.close;
    expect(await createKept({ url: server.url, key: "k" }).standing.of(person, "newsletter")).toMatchObject({ state: "may" });
    expect(server.seen[0]?.url).toBe(`/api/v1/people/${person}/standing?purpose=newsletter`);
  });

  it("keeps what is looked for out of the address", async () => {
    const server = await tinyServer((_, to) => json(to, 200, { people: [], more: false }));
    close = server.close;
    await createKept({ url: server.url, key: "k" }).people.find("0903 115 824");
    expect(server.seen[0]?.url).toBe("/api/v1/people:find");
    expect(server.seen[0]?.body).toContain("0903 115 824");
  });
});
