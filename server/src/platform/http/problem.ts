import { refusals } from "@kept/contract";
import type { Context } from "hono";
import type { Refusal } from "../refusal.js";

/** The refusal as problem+json (RFC 9457): `type` is the stable code. Field paths, never values. */
export function problem(c: Context, refusal: Refusal): Response {
  const text = refusals[refusal.code];
  return c.body(
    JSON.stringify({
      type: `kept:${refusal.code}`,
      code: refusal.code,
      status: refusal.status,
      title: text.en,
      title_vi: text.vi,
      ...(refusal.faults.length > 0
        ? { faults: refusal.faults.map((f) => ({ path: f.path, title: f.text.en, title_vi: f.text.vi })) }
        : {}),
    }),
    refusal.status as 400,
    { "Content-Type": "application/problem+json; charset=utf-8" },
  );
}
