import { describe, expect, it } from "vitest";
import { z } from "zod";
import { endpoints } from "./endpoints.js";
import * as contract from "./index.js";
import { isKept, openApi } from "./openapi.js";

describe("the contract", () => {
  it("lists every endpoint that it declares", () => {
    const declared = Object.values(contract).filter((x) => typeof x === "object" && x !== null && "path" in x && "who" in x);
    expect(endpoints).toHaveLength(declared.length);
  });

  it("gives every endpoint an id, and a method and path, of its own", () => {
    expect(new Set(endpoints.map((e) => e.id)).size).toBe(endpoints.length);
    expect(new Set(endpoints.map((e) => `${e.method} ${e.path}`)).size).toBe(endpoints.length);
  });

  it("declares each parameter that a path names, and no other", () => {
    for (const e of endpoints) {
      const named = [...e.path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
      const document = openApi([e], "http://localhost") as {
        paths: Record<string, Record<string, { parameters: { in: string; name: string }[] }>>;
      };
      const declared = document.paths[e.path]?.[e.method]?.parameters.filter((p) => p.in === "path").map((p) => p.name);
      expect(declared?.sort(), e.id).toEqual(named);
    }
  });

  it("never carries text that a person might type in an address: no query takes more than ids, names, times and numbers", () => {
    const free = endpoints.filter(
      (e) =>
        e.method === "get" &&
        /"(text|q|search|email|phone|name)"/.test(JSON.stringify(Object.keys((e.query as { shape?: object }).shape ?? {}))),
    );
    expect(free.map((e) => e.id)).toEqual([]);
  });

  it("keeps no answer for an Idempotency-Key that could say something about somebody", () => {
    const organisations = new Set(["policy.save_draft", "policy.publish", "policy.touches", "promises.check", "keys.revoke"]);
    const free = endpoints
      .filter((e) => isKept(e) && !organisations.has(e.id))
      .flatMap((e) => freeTexts(z.toJSONSchema(e.response, { io: "output", unrepresentable: "any" })).map((at) => `${e.id} ${at}`));
    // A code of the catalogue.
    expect(free.filter((at) => !at.endsWith(".code"))).toEqual([]);
    expect(endpoints.filter((e) => ["people.find", "people.read", "messages.open"].includes(e.id)).filter(isKept)).toEqual([]);
  });
});

/** Where a schema takes any text, as paths: neither an id, a date, a choice nor a pattern binds it. */
function freeTexts(schema: unknown, at = ""): string[] {
  if (Array.isArray(schema)) return schema.flatMap((s) => freeTexts(s, at));
  if (typeof schema !== "object" || schema === null) return [];
  const { type, ...rest } = schema as Record<string, unknown>;
  if (type === "string") return ["format", "pattern", "enum", "const"].some((bound) => bound in rest) ? [] : [at];
  const { properties, items, anyOf, oneOf, additionalProperties } = rest;
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, s]) => freeTexts(s, `${at}.${name}`)),
    ...[items, anyOf, oneOf, additionalProperties].flatMap((s) => freeTexts(s, at)),
    ...(Object.keys(schema).length === 0 ? [at] : []),
  ];
}
