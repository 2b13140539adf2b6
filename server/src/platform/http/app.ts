import { Hono } from "hono";
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
  /** Answers a call that carried an Idempotency-Key once. */
  readonly once: import("./api.js").Once;
}

/** The largest body any route reads, unless its page says otherwise (files). */
export const bodyLimit = 1_048_576;

/** The whole HTTP server, from the domains' pages and the contract's endpoints. */
export function createApp(o: AppOptions): Hono {
  const app = new Hono();
  const origin = new URL(o.url).origin;
  const address = clientAddress(o.trustedProxy);
  const secure = o.url.startsWith("https://");
  const callOf = (c: Call["c"]): Call => ({ c, now: o.clock.now(), ip: address(c), lang: languageOf(c), path: pathOf(c.req.url), secure });

  app.use(securityHeaders(o.url));
  app.use(async (c, next) => {
    const here = new URL(c.req.url);
    const home = new URL(o.url);
    if (here.hostname === "127.0.0.1" && home.hostname === "localhost" && c.req.method === "GET" && !c.req.path.startsWith("/api/")) {
      return c.redirect(`${home.origin}${here.pathname}${here.search}`, 302);
    }
    if (!c.req.path.startsWith("/api/") || c.req.header("cookie")) refuseForeign(c, origin);
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

  app.notFound((c) => fail(callOf(c), new Refusal("page.unknown")));
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

/** Refuses a body beyond `most` bytes, counted as it arrives. */
function within(most: number) {
  return limitBody({
    maxSize: most,
    onError: () => {
      throw new Refusal("request.too_large");
    },
  });
}

/** `/people/{person}:read` becomes `/people/:person{[^/:]+:read}`: a verb belongs to the segment it stands in, and `answerApi` takes it off. */
function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}(:[\w-]+)?/g, (_, name: string, verb?: string) => (verb ? `:${name}{[^/:]+${verb}}` : `:${name}`));
}

function pathOf(url: string): string {
  const u = new URL(url);
  return u.pathname + u.search;
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
