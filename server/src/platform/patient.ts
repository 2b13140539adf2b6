import type pg from "pg";

/**
 * The pool as the job runner must see it: a database that is away for a while looks like one that is slow to answer. The runner tries
 * again after what it takes for a timeout; after a refused or broken connection it would end the process with an unhandled rejection
 * while it notes how a job went.
 */
export function patient(pool: pg.Pool): pg.Pool {
  return answering(pool, "connect", (client) => (isClient(client) ? answering(client, "query", (result) => result) : client));
}

/** The same thing, but what its `method` promises comes through `then`, and a lost connection as a timeout. */
function answering<T extends object>(it: T, method: string, then: (result: unknown) => unknown): T {
  return new Proxy(it, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key);
      if (typeof value !== "function") return value;
      if (key !== method) return value.bind(target);
      return (...args: unknown[]) => {
        const result: unknown = Reflect.apply(value, target, args);
        return result instanceof Promise ? result.then(then, later) : result;
      };
    },
  });
}

function isClient(client: unknown): client is pg.PoolClient {
  return typeof client === "object" && client !== null && "query" in client;
}

function later(error: unknown): never {
  throw isLost(error) ? Object.assign(new Error("the database is away"), { code: "ETIMEDOUT" }) : error;
}

function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return code === "" ? /terminated|timeout|not queryable|closed/i.test(error.message) : /^(ECONN|EPIPE|08|57P0)/.test(code);
}
