import type { Endpoint } from "@kept/contract";
import type { z } from "zod";
import { addressOf } from "./address.js";
import type { Given, Sent } from "./given.js";
import { Refused, readRefusal, Unexpected, Unreachable } from "./refused.js";

export interface ClientOptions {
  /** Where Kept answers: `https://privacy.example.vn`. Empty in a page served by Kept itself. */
  readonly url: string;
  /** An API key of one organisation. Left out in a browser, where the session's cookie is sent instead. */
  readonly key?: string;
  /** How long one attempt may take, in milliseconds. */
  readonly timeout?: number;
  /** How often a call that is safe to repeat is tried when the server is busy or does not answer. */
  readonly attempts?: number;
  readonly fetch?: typeof globalThis.fetch;
}

export interface CallOptions {
  /** Makes a change safe to repeat: the same key with the same body is carried out once. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

export interface Client {
  /**
   * Calls one endpoint of the contract and returns its answer, parsed by the contract.
   * Throws `Refused` (the server said no), `Unreachable` (no answer) or `Unexpected` (an answer the contract does not know).
   */
  call<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    given: Given<P, Q, B>,
    options?: CallOptions,
  ): Promise<z.output<R>>;
  /** The same for an endpoint whose body is a file; its type is the blob's. A file on disk streams by `openAsBlob` of `node:fs`. */
  upload<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
    endpoint: Endpoint<P, Q, B, R>,
    given: Omit<Given<P, Q, B>, "body">,
    file: Blob,
    options?: CallOptions,
  ): Promise<z.output<R>>;
}

/** A client of Kept's API, for Node and for browsers. */
export function createClient(o: ClientOptions): Client {
  const send = o.fetch ?? globalThis.fetch.bind(globalThis);
  return {
    async call(endpoint, given, options = {}) {
      const repeatable = endpoint.method === "get" || options.idempotencyKey !== undefined;
      const response = await persist(repeatable ? (o.attempts ?? 3) : 1, () => attempt(endpoint, given, options));
      return endpoint.response.parse(response);
    },
    async upload(endpoint, given, file, options = {}) {
      return endpoint.response.parse(await attempt(endpoint, given, options, file));
    },
  };

  async function attempt(endpoint: Endpoint, given: Sent, options: CallOptions, file?: Blob): Promise<unknown> {
    const signal = AbortSignal.any([
      AbortSignal.timeout(file ? 300_000 : (o.timeout ?? 30_000)),
      ...(options.signal ? [options.signal] : []),
    ]);
    const reading = endpoint.method === "get" || endpoint.method === "delete";
    const request: RequestInit = {
      method: endpoint.method.toUpperCase(),
      signal,
      redirect: "error",
      credentials: o.key ? "omit" : "same-origin",
      headers: {
        Accept: "application/json",
        ...(reading ? {} : { "Content-Type": file ? file.type : "application/json" }),
        ...(o.key ? { Authorization: `Bearer ${o.key}` } : {}),
        ...(options.idempotencyKey ? { "Idempotency-Key": options.idempotencyKey } : {}),
      },
      ...(reading ? {} : { body: file ?? JSON.stringify(given.body ?? {}) }),
    };
    const response = await send(addressOf(o.url, endpoint.path, given.params, given.query), request).catch((cause) => {
      if (options.signal?.aborted) throw cause;
      throw new Unreachable("Kept did not answer.", { cause });
    });
    return answerOf(endpoint, response);
  }
}

async function answerOf(endpoint: Endpoint, response: Response): Promise<unknown> {
  if (response.status === 204) return {};
  const body: unknown = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body;
  const refused = readRefusal(response.status, response.headers.get("retry-after"), body);
  if (refused) throw refused;
  throw new Unexpected(`${endpoint.id} answered ${response.status} in a form the contract does not know.`);
}

/** Tries again while the server is busy or silent, waiting as long as it asks, at most ten seconds. */
async function persist(attempts: number, work: () => Promise<unknown>): Promise<unknown> {
  for (let tried = 1; ; tried++) {
    try {
      return await work();
    } catch (error) {
      const passing = error instanceof Unreachable || (error instanceof Refused && error.status === 503);
      if (!passing || tried >= attempts) throw error;
      const asked = error instanceof Refused ? error.retryAfter : undefined;
      await new Promise((done) => setTimeout(done, Math.min(asked === undefined ? 200 * 2 ** tried : asked * 1000, 10_000)));
    }
  }
}
