import { createHash } from "node:crypto";
import { type Endpoint, isKept, takesKey } from "@kept/contract";
import canonicalize from "canonicalize";
import type { z } from "zod";
import type { OrganisationId } from "../ids.js";
import type { Organisation, Organisations } from "../organisations.js";
import { type Fault, Refusal } from "../refusal.js";
import type { ActingCall, Call, Guards } from "./call.js";
import { faultText } from "./fault.js";
import { readJson } from "./json.js";
import type { Served } from "./route.js";

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

/** A state-changing call that carries an Idempotency-Key. `keep`: whether its answer may be kept. */
export interface Keyed {
  readonly organisation: OrganisationId;
  readonly holder: string;
  readonly key: string;
  readonly digest: Buffer;
  readonly now: Date;
  readonly keep: boolean;
}

/** Runs `work` once for an Idempotency-Key of one holder; later calls get the first answer. */
export type Once = (call: Keyed, work: () => Promise<Answered>) => Promise<Answered>;

interface Options {
  readonly organisations: Organisations;
  readonly guards: Guards;
  readonly once: Once;
}

/** Answers an endpoint: proves the caller and the deed, parses what came by the contract, and what leaves as well. */
export async function answerApi(call: Call, served: Served, o: Options): Promise<Response> {
  const { endpoint } = served;
  const acting = await prove(call, served, o);
  const input = {
    params: parse(endpoint.params, paramsOf(call, endpoint), "path"),
    query: parse(endpoint.query, queryOf(call), "query"),
    body: parse(endpoint.body, await bodyOf(call, endpoint), "body"),
  };
  const work = async (): Promise<Answered> => {
    const result = await served.handle((acting ?? call) as never, input as never);
    return { status: endpoint.status, body: endpoint.response.parse(result) };
  };
  const key = acting && keyOf(call, endpoint);
  const answered = key
    ? await o.once(
        {
          organisation: acting.organisation.id,
          holder: `${acting.caller.kind}:${acting.caller.id}`,
          key,
          digest: digest(endpoint.id, input),
          now: call.now,
          keep: isKept(endpoint),
        },
        work,
      )
    : await work();
  if (answered.status === 204) return call.c.body(null, 204);
  return call.c.json(answered.body as object, answered.status as 200);
}

/** Who calls; undefined for what belongs to no organisation. */
async function prove(call: Call, served: Served, o: Options): Promise<ActingCall | undefined> {
  const { who, path } = served.endpoint;
  if (who.by === "anyone") return path.includes("{organisation}") ? openCall(call, o) : undefined;
  const acting = await o.guards.acting(call);
  if (!acting) throw new Refusal(call.c.req.header("authorization") ? "access.key" : "access.signed_out");
  const { organisation, caller } = acting;
  const may = (one: string) => o.guards.may(organisation, caller.roles, one);
  const { deed, or } = who;
  const allowed = who.by.includes(caller.kind) && (deed === "self" || (await may(deed)) || (or !== undefined && (await may(or))));
  const code = !allowed ? "access.forbidden" : who.fresh && caller.kind === "staff" && !caller.fresh ? "access.step_up" : undefined;
  if (code) {
    await o.guards.refused(organisation, caller, served.endpoint.id, code, call.now);
    throw new Refusal(code);
  }
  return { ...call, organisation, caller };
}

/** An endpoint open to anyone names its organisation in the path, if it has one. */
async function openCall(call: Call, o: Options): Promise<ActingCall> {
  const organisation: Organisation | undefined = await o.organisations.bySlug(call.c.req.param("organisation") ?? "");
  if (!organisation) throw new Refusal("organisation.unknown");
  return { ...call, organisation, caller: { kind: "key", id: "anyone", roles: [] } };
}

/** The path's parameters, each without the verb that the path declares behind it: `{person}:read`. */
function paramsOf(call: Call, endpoint: Endpoint): Record<string, string> {
  const verbs = new Map([...endpoint.path.matchAll(/\{(\w+)\}(:[\w-]+)/g)].map((m) => [m[1] ?? "", m[2] ?? ""]));
  return Object.fromEntries(
    Object.entries(call.c.req.param()).map(([name, value]) => {
      const verb = verbs.get(name);
      return [name, verb !== undefined && value.endsWith(verb) ? value.slice(0, -verb.length) : value];
    }),
  );
}

function parse<T extends z.ZodType>(schema: T, value: unknown, where: string): z.output<T> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults: Fault[] = read.error.issues.slice(0, 50).map((i) => ({
    path: [where, ...i.path.map(String)].join("."),
    text: faultText(i),
  }));
  throw new Refusal("request.invalid", faults);
}

/** The key of a state-changing call by somebody we know; undefined where there is none to mind. */
function keyOf(call: Call, endpoint: Endpoint): string | undefined {
  const key = call.c.req.header("idempotency-key");
  if (!key || !takesKey(endpoint)) return undefined;
  if (key.length > 200) throw new Refusal("request.malformed");
  return key;
}

/** A name said twice could be read in two ways, so it is not read at all (ASVS 15.3.7). */
function queryOf(call: Call): Record<string, string> {
  const all = Object.entries(call.c.req.queries());
  if (all.some(([, values]) => values.length > 1)) throw new Refusal("request.malformed");
  return Object.fromEntries(all.map(([name, values]) => [name, values[0] ?? ""]));
}

async function bodyOf(call: Call, endpoint: Endpoint): Promise<unknown> {
  if (endpoint.method === "get" || endpoint.method === "delete") return {};
  const type = (call.c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (endpoint.upload) {
    if (!endpoint.upload.types.includes(type)) throw new Refusal("request.unsupported");
    return { type, stream: call.c.req.raw.body };
  }
  const text = await call.c.req.text();
  if (text === "") return {};
  if (type !== "application/json") throw new Refusal("request.unsupported");
  return readJson(text);
}

function digest(id: string, input: unknown): Buffer {
  return createHash("sha256")
    .update(`${id}\0${canonicalize(input) ?? ""}`)
    .digest();
}
