import type { Endpoint } from "@kept/contract";
import { z } from "zod";

export interface Asking {
  readonly path: string;
  readonly body: unknown;
}

/**
 * A call of an endpoint made from its schemas alone: required parts only, each of the right form. `idOf` gives ids by the name of
 * their place (`person`, `consent`), so that one call can be made with the ids of anybody.
 */
export function sampleCall(e: Endpoint, idOf: (name: string) => string, known: Readonly<Record<string, unknown>> = {}): Asking {
  const params = record(sample(schemaOf(e.params), idOf, known, ""));
  const query = new URLSearchParams(
    Object.entries(record(sample(schemaOf(e.query), idOf, known, ""))).map(([k, v]): [string, string] => [k, String(v)]),
  );
  const path = e.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const body = e.method === "get" || e.method === "delete" || e.upload ? undefined : sample(schemaOf(e.body), idOf, known, "");
  return { path: query.size > 0 ? `${path}?${query}` : path, body };
}

/** Names of every id that a call of it takes, in path or body. */
export function idsIn(e: Endpoint): string[] {
  const names = new Set<string>();
  sampleCall(e, (name) => {
    names.add(name);
    return "00000000-0000-7000-8000-000000000000";
  });
  return [...names];
}

function schemaOf(shape: z.ZodType): unknown {
  return z.toJSONSchema(shape, { io: "input", unrepresentable: "any" });
}

function sample(schema: unknown, idOf: (name: string) => string, known: Readonly<Record<string, unknown>>, name: string): unknown {
  const s = record(schema);
  if (Object.hasOwn(known, name)) return known[name];
  if ("const" in s) return s.const;
  if (Array.isArray(s.enum)) return s.enum[0];
  const choices = s.anyOf ?? s.oneOf;
  if (Array.isArray(choices)) return sample(choices[0], idOf, known, name);
  switch (s.type) {
    case "object": {
      const required = Array.isArray(s.required) ? s.required.map(String) : [];
      const ids = Object.entries(record(s.properties)).filter(
        ([n, p]) => required.includes(n) || record(p).format === "uuid" || Object.hasOwn(known, n),
      );
      return Object.fromEntries(ids.map(([n, p]) => [n, sample(p, idOf, known, n)]));
    }
    case "array":
      return Number(s.minItems ?? 0) > 0 ? [sample(s.items, idOf, known, name)] : [];
    case "string":
      if (s.format === "uuid") return idOf(name);
      if (s.format === "date") return "2026-11-21";
      if (s.format === "date-time") return "2026-11-21T02:00:00.000Z";
      if (s.format === "email") return "ai.do@mau.example";
      return "x".repeat(Math.max(2, Number(s.minLength ?? 0)));
    case "integer":
    case "number":
      return Math.max(1, Number(s.minimum ?? 1));
    case "boolean":
      return true;
    default:
      return {};
  }
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
