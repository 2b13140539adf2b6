import { Hono, type MiddlewareHandler } from "hono";
import { bodyLimit as limitBody } from "hono/body-limit";
import type { Logger } from "pino";
import type { Clock } from "../clock.js";
import type { Organisations } from "../organisations.js";
import { Refusal } from "../refusal.js";
import { answerApi } from "./api.js";
import type { Call, Guards } from "./call.js";
import { clientAddress } from "./client.js";
import { languageOf } from "./language.js";
import { answerPage } from "./pages.js";
import { problem } from "./problem.js";
import type { Page, Served } from "./route.js";
import { refuseForeign, securityHeaders } from "./security.js";

export interface AppOptions {
  readonly url: string;
  readonly trustedProxy: string | undefined;
  readonly clock: Clock;
  readonly organisations: Organisations;
  readonly guards: Guards;
  readonly pages: readonly Page[];
  readonly served: readonly Served[];
  readonly log: Logger;
  /** Draws the page of a refusal, in the person's language. */
  readonly refusalPage: (call: Call, slug: string | undefined, refusal: Refusal) => Promise<string>;
  /** What every address answers that no page or endpoint has; undefined: that there is no such page. */
  readonly closed?: "server.restoring";
  /** Answers a call that carried an Idempotency-Key once. */
  readonly once: import("./api.js").Once;
}

const probePaths = new Set(["/healthz", "/readyz", "/metrics"]);

/** The largest body any route reads, unless its page says otherwise (files). */
export const bodyLimit = 1_048_576;

/** The whole HTTP server, from the domains' pages and the contract's endpoints. */
export function createApp(o: AppOptions): Hono {
  const app = new Hono();
  const home = new URL(o.url);
  const { origin } = home;
  const address = clientAddress(o.trustedProxy);
  const secure = o.url.startsWith("https://");
  const callOf = (c: Call["c"]): Call => ({ c, now: o.clock.now(), ip: address(c), lang: languageOf(c), path: pathOf(c.req.url), secure });

  app.use(securityHeaders(o.url));
  app.use(async (c, next) => {
    const isApi = c.req.path.startsWith("/api/");
    // Probes are asked by machines, on the address they were given.
    if (!isApi && !probePaths.has(c.req.path) && home.hostname === "localhost" && c.req.method === "GET") {
      const here = new URL(c.req.url);
      if (here.hostname === "127.0.0.1") return c.redirect(`${home.origin}${here.pathname}${here.search}`, 302);
    }
    if (!isApi || c.req.header("cookie")) refuseForeign(c, origin);
    return next();
  });
  for (const s of o.served)
    app.on(s.endpoint.method.toUpperCase(), honoPath(`/api/v1${s.endpoint.path}`), within(s.endpoint.upload?.most ?? bodyLimit), (c) =>
      answerApi(callOf(c), s, o),
    );
  for (const p of o.pages)
    app.on(p.method.toUpperCase(), p.who === "server" ? p.path : `/:organisation${p.path}`, within(p.most ?? bodyLimit), (c) =>
      answerPage(callOf(c), p, o),
    );

  app.notFound((c) => fail(callOf(c), new Refusal(o.closed ?? "page.unknown")));
  app.onError((error, c) => fail(callOf(c), error));

  async function fail(call: Call, error: unknown): Promise<Response> {
    const refusal = error instanceof Refusal ? error : new Refusal(isBusy(error) ? "server.busy" : "server.fault");
    if (!(error instanceof Refusal))
      o.log.error({ fault: describe(error), method: call.c.req.method, route: call.c.req.routePath }, "fault");
    if (refusal.status === 503) call.c.header("Retry-After", "5");
    if (call.c.req.path.startsWith("/api/")) return problem(call.c, refusal);
    const slug = call.c.req.path.split("/")[1];
    return call.c.html(await o.refusalPage(call, slug, refusal), refusal.status as 500);
  }
  return app;
}

/** Refuses a body beyond `most` bytes: by what it declares, which the HTTP parser holds it to, or counted as it arrives. */
function within(most: number): MiddlewareHandler {
  const tooLarge = (): never => {
    throw new Refusal("request.too_large");
  };
  const counted = limitBody({ maxSize: most, onError: tooLarge });
  return async (c, next) => {
    if (c.req.method === "GET" || c.req.method === "HEAD") return next();
    const declared = c.req.header("content-length");
    // Looking at the body itself would make a stream of it, which costs more than all the rest of a small call.
    if (declared === undefined || !/^\d+$/.test(declared) || c.req.header("transfer-encoding") !== undefined) return counted(c, next);
    return Number(declared) > most ? tooLarge() : next();
  };
}

/** `/people/{person}:read` becomes `/people/:person{[^/:]+:read}`: a verb belongs to the segment it stands in, and `answerApi` takes it off. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}(:[\w-]+)?/g, (_, name: string, verb?: string) => (verb ? `:${name}{[^/:]+${verb}}` : `:${name}`));
}

/** Path and query: what follows the origin. The server has made the address well-formed. */
function pathOf(url: string): string {
  const at = url.indexOf("/", url.indexOf("//") + 2);
  const hash = url.indexOf("#", at);
  return at < 0 ? "/" : url.slice(at, hash < 0 ? undefined : hash);
}

/** The database is away, or has no room: it comes back by itself. */
function isBusy(error: unknown): boolean {
  if (error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect)/.test(error.message)) return true;
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" && (/^(57P0|08|53)/.test(code) || code === "ECONNREFUSED" || code === "ECONNRESET");
}

/** The kind and place of a fault, never its text: a database's message may quote a value. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const code = "code" in error ? String(error.code) : undefined;
  return {
    kind: error.name,
    code,
    stack: placesOf(error),
  };
}

/** Where it happened. The text before may run over several lines; none of it is printed. */
function placesOf(error: Error): string[] {
  const stack = error.stack ?? "";
  const said = stack.indexOf(error.message);
  return (said < 0 ? "" : stack.slice(said + error.message.length))
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("at "))
    .slice(0, 7);
}
