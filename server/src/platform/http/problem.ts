import { refusals } from "@kept/contract";
import type { Context } from "hono";
import type { Refusal } from "../refusal.js";

/** More than these help nobody to mend a call, and would be a way to make long answers out of short calls. */
const mostFaults = 100;

/** The refusal as problem+json (RFC 9457): `type` is the stable code. Field paths, never values. */
export function problem(c: Context, refusal: Refusal): Response {
  const text = refusals[refusal.code];
  const faults = refusal.faults.slice(0, mostFaults);
  return c.body(
    JSON.stringify({
      type: `kept:${refusal.code}`,
      code: refusal.code,
      status: refusal.status,
      title: text.en,
      title_vi: text.vi,
      ...(faults.length > 0 ? { faults: faults.map((f) => ({ path: f.path, title: f.text.en, title_vi: f.text.vi })) } : {}),
    }),
    refusal.status as 400,
    { "Content-Type": "application/problem+json; charset=utf-8" },
  );
}
