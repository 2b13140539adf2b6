import { describe, expect, it } from "vitest";
import { endpoints } from "./endpoints.js";
import * as contract from "./index.js";
import { openApi } from "./openapi.js";

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
});
