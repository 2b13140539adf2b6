import { endpoint } from "@kept/contract";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { createClient, Refused, Unexpected, Unreachable } from "../src/index.js";
import { json, tinyServer } from "./server.js";

const read = endpoint({
  id: "thing.read",
  method: "get",
  path: "/things/{thing}",
  summary: "One thing",
  who: { by: ["key"], deed: "self" },
  params: z.strictObject({ thing: z.string() }),
  query: z.strictObject({ after: z.string().optional() }),
  response: z.strictObject({ name: z.string() }),
});
const write = endpoint({
  id: "thing.write",
  method: "post",
  path: "/things",
  summary: "Makes a thing",
  who: { by: ["key"], deed: "self" },
  body: z.strictObject({ name: z.string() }),
  response: z.strictObject({ id: z.string() }),
  status: 201,
});
const drop = endpoint({
  id: "thing.drop",
  method: "delete",
  path: "/things/{thing}",
  summary: "Drops a thing",
  who: { by: ["key"], deed: "self" },
  params: z.strictObject({ thing: z.string() }),
  response: z.strictObject({}),
  status: 204,
});

let close: () => Promise<void> = async () => {};
afterEach(() => close());

async function serving(answer: Parameters<typeof tinyServer>[0]) {
  const server = await tinyServer(answer);
  close = server.close;
  return server;
}

describe("a call", () => {
  it("fills the path, adds the query and carries the key", async () => {
    const server = await serving((_, to) => json(to, 200, { name: "một" }));
    const client = createClient({ url: `${server.url}/`, key: "kept_abc" });
    const answer = await client.call(read, { params: { thing: "a/b c" }, query: { after: "x&y" } });
    expect(answer).toEqual({ name: "một" });
    expect(server.seen[0]?.url).toBe("/api/v1/things/a%2Fb%20c?after=x%26y");
    expect(server.seen[0]?.headers.authorization).toBe("Bearer kept_abc");
    expect(server.seen[0]?.body).toBe("");
  });

  it("sends the body as JSON with the idempotency key", async () => {
    const server = await serving((_, to) => json(to, 201, { id: "1" }));
    await createClient({ url: server.url, key: "k" }).call(write, { body: { name: "Ánh" } }, { idempotencyKey: "once-1" });
    expect(server.seen[0]?.method).toBe("POST");
    expect(JSON.parse(server.seen[0]?.body ?? "")).toEqual({ name: "Ánh" });
    expect(server.seen[0]?.headers["content-type"]).toBe("application/json");
    expect(server.seen[0]?.headers["idempotency-key"]).toBe("once-1");
  });

  it("without a key sends no Authorization, so that the session's cookie stands alone", async () => {
    const server = await serving((_, to) => json(to, 200, { name: "x" }));
    await createClient({ url: server.url }).call(read, { params: { thing: "1" } });
    expect(server.seen[0]?.headers.authorization).toBeUndefined();
  });

  it("takes an empty answer where the endpoint has none", async () => {
    const server = await serving((_, to) => {
      to.writeHead(204).end();
    });
    expect(await createClient({ url: server.url, key: "k" }).call(drop, { params: { thing: "1" } })).toEqual({});
  });

  it("refuses to ask for a path with an empty parameter", async () => {
    const client = createClient({ url: "http://127.0.0.1:1", key: "k" });
    await expect(client.call(drop, { params: { thing: "" } })).rejects.toBeInstanceOf(TypeError);
  });

  it("lets nothing through that the contract does not declare", async () => {
    const server = await serving((_, to) => json(to, 200, { name: "x", secret: "y" }));
    await expect(createClient({ url: server.url, key: "k" }).call(read, { params: { thing: "1" } })).rejects.toThrow(/secret/);
  });
});

describe("a refusal", () => {
  it("arrives with its code, both texts and the faults", async () => {
    const server = await serving((_, to) =>
      json(to, 422, {
        type: "kept:request.invalid",
        code: "request.invalid",
        status: 422,
        title: "Not right",
        title_vi: "Chưa đúng",
        faults: [{ path: "body.name", title: "Too short", title_vi: "Ngắn quá" }],
      }),
    );
    const error = await createClient({ url: server.url, key: "k" })
      .call(write, { body: { name: "" } })
      .catch((e: unknown) => e);
    if (!(error instanceof Refused)) throw error;
    expect(error.code).toBe("request.invalid");
    expect(error.status).toBe(422);
    expect(error.say("vi")).toBe("Chưa đúng");
    expect(error.faults).toEqual([{ path: "body.name", text: { vi: "Ngắn quá", en: "Too short" } }]);
  });

  it("of an unknown form is Unexpected, and quotes nothing of the answer", async () => {
    const server = await serving((_, to) => {
      to.writeHead(502, { "Content-Type": "text/html" }).end("<h1>0903 115 824</h1>");
    });
    const error = await createClient({ url: server.url, key: "k" })
      .call(read, { params: { thing: "1" } })
      .catch((e: unknown) => e);
    if (!(error instanceof Unexpected)) throw error;
    expect(error.message).not.toContain("0903");
  });
});

const busy = { code: "server.busy", title: "Busy", title_vi: "Bận" };

describe("a busy server", () => {
  it("is asked again for a reading, until it answers", async () => {
    let asked = 0;
    const server = await serving((_, to) => (++asked < 3 ? json(to, 503, busy, { "Retry-After": "0" }) : json(to, 200, { name: "x" })));
    expect(await createClient({ url: server.url, key: "k" }).call(read, { params: { thing: "1" } })).toEqual({ name: "x" });
    expect(server.seen).toHaveLength(3);
  });

  it("is asked once for a change without an idempotency key", async () => {
    const server = await serving((_, to) => json(to, 503, busy, { "Retry-After": "0" }));
    const client = createClient({ url: server.url, key: "k" });
    await expect(client.call(write, { body: { name: "x" } })).rejects.toMatchObject({ code: "server.busy" });
    expect(server.seen).toHaveLength(1);
    await expect(client.call(write, { body: { name: "x" } }, { idempotencyKey: "k1" })).rejects.toMatchObject({ code: "server.busy" });
    expect(server.seen).toHaveLength(4);
  });

  it("is Unreachable when nobody answers", async () => {
    const server = await serving(() => {});
    await close();
    close = async () => {};
    const client = createClient({ url: server.url, key: "k", attempts: 1 });
    await expect(client.call(read, { params: { thing: "1" } })).rejects.toBeInstanceOf(Unreachable);
  });

  it("is Unreachable when the time allowed runs out", async () => {
    const held: (() => void)[] = [];
    const server = await serving((_, to) => held.push(() => to.end()));
    const client = createClient({ url: server.url, key: "k", attempts: 1, timeout: 60 });
    await expect(client.call(read, { params: { thing: "1" } })).rejects.toBeInstanceOf(Unreachable);
    for (const end of held) end();
  });
});
