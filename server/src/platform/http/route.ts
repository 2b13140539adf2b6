import type { Endpoint } from "@kept/contract";
import type { z } from "zod";
import type { ActingCall, Call, OrganisationCall, PersonCall } from "./call.js";

type Method = "get" | "post";
export type Answer = Response | Promise<Response>;

/** A server-rendered page or form target. Each kind names its caller; there is none without. */
export type Page = { /** Most bytes of its body, where it takes files. */ readonly most?: number | undefined } & (
  | { readonly who: "server"; readonly method: Method; readonly path: string; readonly handle: (call: Call) => Answer }
  | { readonly who: "anyone"; readonly method: Method; readonly path: string; readonly handle: (call: OrganisationCall) => Answer }
  | {
      readonly who: "person" | "person.fresh";
      readonly method: Method;
      readonly path: string;
      readonly handle: (call: PersonCall) => Answer;
    }
);

/** An endpoint of the contract with the verb behind it. */
export interface Served {
  readonly endpoint: Endpoint;
  readonly handle: (call: never, input: never) => Promise<unknown>;
}

interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

/** Binds a verb to an endpoint; input and answer have the contract's types and are parsed by it on both ways. */
export function serve<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: ActingCall, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Served {
  return { endpoint, handle };
}

/** The same for an endpoint open to anyone whose path names no organisation. */
export function serveAnywhere<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  handle: (call: Call, input: Input<z.output<P>, z.output<Q>, z.output<B>>) => Promise<z.input<R>>,
): Served {
  return { endpoint, handle };
}

/** Pages under `/{organisation}`: `path` begins after the slug. */
export function page(method: Method, path: string, who: "anyone", handle: (call: OrganisationCall) => Answer, most?: number): Page;
export function page(method: Method, path: string, who: "person" | "person.fresh", handle: (call: PersonCall) => Answer): Page;
export function page(method: Method, path: string, who: "server", handle: (call: Call) => Answer): Page;
export function page(method: Method, path: string, who: Page["who"], handle: (call: never) => Answer, most?: number): Page {
  return { method, path, who, handle, most } as Page;
}
