import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import type { Call } from "./call.js";
import { probes } from "./probes.js";

const now = new Date("2026-11-21T03:00:00Z");
let missing: string[] = [];
const pages = probes({ unready: async () => missing, securityContact: async () => ["mailto:an@mau.example"], url: "https://kept.example" });

async function ask(path: string, ip: string, headers: Record<string, string> = {}) {
  const app = new Hono();
  app.all("*", async (c) => {
    const page = pages.find((p) => p.path === c.req.path);
    if (page?.who !== "server") return c.notFound();
    const call: Call = { c, now, ip, lang: "vi", path, secure: true };
    return page.handle(call);
  });
  return app.request(`https://kept.example${path}`, { headers });
}

describe("probes", () => {
  it("give the metrics to this machine alone, and to nobody through a proxy", async () => {
    expect((await ask("/metrics", "127.0.0.1")).status).toBe(200);
    expect((await ask("/metrics", "203.0.113.7")).status).toBe(404);
    expect((await ask("/metrics", "127.0.0.1", { "x-forwarded-for": "203.0.113.7" })).status).toBe(404);
  });

  it("are ready only when nothing is missing, and say what is", async () => {
    expect((await ask("/readyz", "203.0.113.7")).status).toBe(200);
    missing = ["database"];
    const answer = await ask("/readyz", "203.0.113.7");
    expect([answer.status, await answer.json()]).toEqual([503, { status: "unready", missing: ["database"] }]);
    expect((await ask("/healthz", "203.0.113.7")).status).toBe(200);
    missing = [];
  });

  it("tell researchers where to report, and until when that holds (RFC 9116)", async () => {
    const text = await (await ask("/.well-known/security.txt", "203.0.113.7")).text();
    expect(text).toMatch(/^Contact: mailto:an@mau\.example$/m);
    const expires = new Date(/^Expires: (.+)$/m.exec(text)?.[1] ?? "");
    expect(expires.getTime()).toBeGreaterThan(now.getTime());
    expect(text).toMatch(/^Canonical: https:\/\/kept\.example\/\.well-known\/security\.txt$/m);
  });
});
