import type { z } from "zod";

/** One part of a call; it may be left out where everything in it may. */
type Part<K extends string, S extends z.ZodType> =
  Record<never, never> extends z.input<S> ? { readonly [k in K]?: z.input<S> } : { readonly [k in K]: z.input<S> };

/** What a call of an endpoint is given: each part as the contract takes it, before parsing. */
export type Given<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Part<"params", P> & Part<"query", Q> & Part<"body", B>;

/** A given call with its types forgotten, as it is sent. */
export interface Sent {
  readonly params?: unknown;
  readonly query?: unknown;
  readonly body?: unknown;
}
