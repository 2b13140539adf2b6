import { createServer, type Server } from "node:http";
import { getRequestListener } from "@hono/node-server";
import type { Hono } from "hono";

export interface Listening {
  /** Stops taking new calls, lets running ones finish, closes what stays open after `ms`. */
  drain(ms: number): Promise<void>;
}

/** Serves `app` with bounded waiting on slow clients (headers 10 s, whole request 300 s: the largest file over a slow line). */
export function listen(app: Pick<Hono, "fetch">, port: number, host: string): Promise<Listening> {
  const server: Server = createServer(
    { headersTimeout: 10_000, requestTimeout: 300_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
    getRequestListener(app.fetch),
  );
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve({ drain: (ms) => drain(server, ms) }));
  });
}

function drain(server: Server, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), ms);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
