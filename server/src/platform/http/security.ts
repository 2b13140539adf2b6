import type { Context, Next } from "hono";
import { Refusal } from "../refusal.js";

const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "object-src 'none'",
].join("; ");

/** Headers of every answer (ASVS 3.4, 14.3.2). Assets overrule the cache header by their own. */
export function securityHeaders(url: string) {
  const secure = url.startsWith("https://");
  return async (c: Context, next: Next): Promise<void> => {
    await next();
    // Set on the answer's own headers: `c.header` would make the whole answer anew for each of them.
    const { headers } = c.res;
    headers.set("Content-Security-Policy", csp);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "same-origin");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()");
    if (secure) headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  };
}

/**
 * A state-changing request must come from our own pages (ASVS 3.5.1). Browsers say where it comes from; a form without
 * script still sends Origin. A client that sends neither header is not a browser, so it has no cookies to abuse.
 */
export function refuseForeign(c: Context, origin: string): void {
  if (c.req.method === "GET" || c.req.method === "HEAD") return;
  const site = c.req.header("sec-fetch-site");
  const from = c.req.header("origin");
  if (from !== undefined && from !== origin) throw new Refusal("request.foreign");
  if (from === undefined && site !== undefined && site !== "same-origin" && site !== "none") throw new Refusal("request.foreign");
  if (from === undefined && site === undefined && c.req.header("cookie") !== undefined) throw new Refusal("request.foreign");
}
