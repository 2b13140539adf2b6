import { z } from "zod";
import type { Endpoint } from "./endpoint.js";
import { type RefusalCode, refusals } from "./refusals.js";

/** Codes that any endpoint may refuse with. */
const shared: readonly RefusalCode[] = [
  "request.malformed",
  "request.invalid",
  "request.too_large",
  "access.signed_out",
  "access.key",
  "access.forbidden",
  "server.fault",
  "server.busy",
];

/** The contract as an OpenAPI 3.1 document. `url`: where the server is reached, without a slash at the end. */
export function openApi(endpoints: readonly Endpoint[], url: string): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const e of endpoints) paths[e.path] = { ...paths[e.path], [e.method]: operation(e) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Kept",
      version: "1",
      description:
        "Run a privacy policy: submissions, consent, standing, people, occasions. Answers are in JSON; refusals are problem documents (RFC 9457) with stable codes.",
    },
    servers: [{ url: `${url}/api/v1` }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key: belongs to one organisation and carries roles of its policy." },
        staff: { type: "apiKey", in: "cookie", name: "kept_staff", description: "The console's session." },
      },
      schemas: { Problem: problem },
    },
  };
}

const problem = {
  type: "object",
  required: ["type", "code", "status", "title", "title_vi"],
  properties: {
    type: { type: "string" },
    code: { type: "string", enum: Object.keys(refusals) },
    status: { type: "integer" },
    title: { type: "string" },
    title_vi: { type: "string" },
    faults: {
      type: "array",
      items: {
        type: "object",
        required: ["path", "title", "title_vi"],
        properties: { path: { type: "string" }, title: { type: "string" }, title_vi: { type: "string" } },
      },
    },
  },
};

function operation(e: Endpoint): Record<string, unknown> {
  const writes = e.method !== "get";
  const body = writes && e.method !== "delete" && !e.upload ? schema(e.body, "input") : undefined;
  return {
    operationId: e.id,
    summary: e.summary,
    tags: [e.id.split(".")[0]],
    security: e.who.by === "anyone" ? [] : e.who.by.map((by) => ({ [by]: [] })),
    ...(e.who.by === "anyone" || e.who.deed === "self" ? {} : { "x-deed": e.who.or ? `${e.who.deed} or ${e.who.or}` : e.who.deed }),
    parameters: [...parameters(e.params, "path"), ...parameters(e.query, "query"), ...(takesKey(e) ? [idempotency] : [])],
    ...(body && Object.keys(propertiesOf(body)).length > 0
      ? { requestBody: { required: true, content: { "application/json": { schema: body } } } }
      : {}),
    ...(e.upload ? { requestBody: { required: true, content: Object.fromEntries(e.upload.types.map((t) => [t, file])) } } : {}),
    responses: {
      [e.status]: {
        description: "Done",
        ...(e.status === 204 ? {} : { content: { "application/json": { schema: schema(e.response, "output") } } }),
      },
      ...problems([...shared, ...e.refusals]),
    },
  };
}

const file = { schema: { type: "string", format: "binary" } };

/** Whether an Idempotency-Key makes the call safe to repeat: it changes something, and the caller is known. */
export function takesKey(e: Endpoint): boolean {
  return e.method !== "get" && e.who.by !== "anyone" && !e.reads && !e.upload;
}

/** Whether its answer is kept as well. Where it is not, the call made again is told that it was carried out. */
export function isKept(e: Endpoint): boolean {
  return takesKey(e) && !e.shownOnce;
}

const idempotency = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  schema: { type: "string", maxLength: 200 },
  description: "The same key and body again gets the first answer; another body is refused.",
};

function parameters(shape: z.ZodType, where: "path" | "query"): Record<string, unknown>[] {
  const read = schema(shape, "input");
  const required = new Set(Array.isArray(read.required) ? read.required : []);
  return Object.entries(propertiesOf(read)).map(([name, s]) => ({
    name,
    in: where,
    required: where === "path" || required.has(name),
    schema: s,
  }));
}

function problems(codes: readonly RefusalCode[]): Record<string, unknown> {
  const byStatus = Map.groupBy(new Set(codes), (code) => refusals[code].status);
  return Object.fromEntries(
    [...byStatus]
      .sort(([a], [b]) => a - b)
      .map(([status, all]) => [
        status,
        { description: all.join(", "), content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
      ]),
  );
}

function schema(shape: z.ZodType, io: "input" | "output"): z.core.JSONSchema.BaseSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: "any" });
  return rest;
}

function propertiesOf(s: z.core.JSONSchema.BaseSchema): Record<string, unknown> {
  return s.properties ?? {};
}
