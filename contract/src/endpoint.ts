import type { Deed } from "@kept/language";
import { z } from "zod";
import type { RefusalCode } from "./refusals.js";

/** Who may call. `deed`, or else `or`, is checked against the roles that the policy gives the caller; `self` needs only a valid caller. */
export type Callable =
  | { readonly by: "anyone" }
  | { readonly by: readonly ("staff" | "key")[]; readonly deed: Deed | "self"; readonly or?: Deed; readonly fresh?: boolean };

type Shape = z.ZodType;
type None = z.ZodObject<Record<never, never>>;

/** One operation of `/api/v1`, as data: the server, the SDK, the console and the OpenAPI document are made from it. */
export interface Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, R extends Shape = Shape> {
  readonly id: string;
  readonly method: "get" | "post" | "put" | "delete";
  /** Under /api/v1, with `{name}` for path parameters. */
  readonly path: `/${string}`;
  readonly summary: string;
  readonly who: Callable;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  readonly response: R;
  /** Codes it may refuse with, besides those every endpoint shares. */
  readonly refusals: readonly RefusalCode[];
  /** Status of success. */
  readonly status: 200 | 201 | 202 | 204;
  /**
   * The answer holds a secret, or something about somebody: it is not kept for an Idempotency-Key. What is kept lies in clear, and would
   * answer again past the read gate, a withdrawal or an erasure.
   */
  readonly shownOnce: boolean;
  /** A POST that changes nothing but the record of the reading: repeated, it reads again, whatever its Idempotency-Key. */
  readonly reads: boolean;
  /** The body is a file as it is, not JSON: its content types, and the most bytes of it. Repeatable by an id in the query, not by Idempotency-Key. */
  readonly upload: Upload | undefined;
}

export interface Upload {
  readonly types: readonly string[];
  readonly most: number;
}

export const none = z.strictObject({});

interface Options<P extends Shape, Q extends Shape, B extends Shape, R extends Shape> {
  id: string;
  method: Endpoint["method"];
  path: `/${string}`;
  summary: string;
  who: Callable;
  params?: P;
  query?: Q;
  body?: B;
  response: R;
  refusals?: readonly RefusalCode[];
  status?: Endpoint["status"];
  shownOnce?: boolean;
  reads?: boolean;
  upload?: Upload;
}

/** Declares an endpoint. One that does not say who may call it does not compile. */
export function endpoint<R extends Shape, P extends Shape = None, Q extends Shape = None, B extends Shape = None>(
  o: Options<P, Q, B, R>,
): Endpoint<P, Q, B, R> {
  return {
    id: o.id,
    method: o.method,
    path: o.path,
    summary: o.summary,
    who: o.who,
    params: o.params ?? (none as unknown as P),
    query: o.query ?? (none as unknown as Q),
    body: o.body ?? (none as unknown as B),
    response: o.response,
    refusals: o.refusals ?? [],
    status: o.status ?? 200,
    shownOnce: o.shownOnce ?? false,
    reads: o.reads ?? false,
    upload: o.upload,
  };
}
