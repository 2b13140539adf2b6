import { Registry } from "prom-client";
import type { Running } from "../running.js";
import { type Page, page } from "./route.js";

/** Numbers of this process: counts and times by route and job, never by person. */
export const metrics = new Registry();

/** What stands in the way of serving: the database, or nothing published to serve. */
export async function unready({ database, organisations }: Running): Promise<string[]> {
  const up = await database.query("select 1").then(
    () => true,
    () => false,
  );
  if (!up) return ["database"];
  return (await organisations.all()).length > 0 ? [] : ["policies"];
}

export interface ProbeOptions {
  /** Names of what is not ready; empty when everything is. */
  readonly unready: () => Promise<readonly string[]>;
  readonly securityContact: () => Promise<readonly string[]>;
  readonly url: string;
}

/** Liveness, readiness, security.txt (RFC 9116), and metrics, which are not for the public: only from loopback, never through a proxy. */
export function probes(o: ProbeOptions): Page[] {
  return [
    page("get", "/healthz", "server", ({ c }) => c.json({ status: "alive" })),
    page("get", "/readyz", "server", async ({ c }) => {
      const missing = await o.unready();
      return c.json({ status: missing.length === 0 ? "ready" : "unready", missing }, missing.length === 0 ? 200 : 503);
    }),
    page("get", "/metrics", "server", async ({ c, ip }) => {
      const local = ip === "127.0.0.1" || ip === "::1";
      if (!local || c.req.header("x-forwarded-for")) return c.notFound();
      return c.body(await metrics.metrics(), 200, { "Content-Type": metrics.contentType });
    }),
    page("get", "/.well-known/security.txt", "server", async ({ c, now }) => {
      const expires = new Date(now.getTime() + 180 * 86_400_000);
      const lines = [
        ...(await o.securityContact()).map((at) => `Contact: ${at}`),
        `Expires: ${expires.toISOString()}`,
        "Preferred-Languages: vi, en",
        `Canonical: ${o.url}/.well-known/security.txt`,
      ];
      return c.text(`${lines.join("\n")}\n`);
    }),
  ];
}
