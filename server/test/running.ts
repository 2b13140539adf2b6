import { createApp, type Guards, type Page, type Served } from "../src/platform/http/index.js";
import { createLog, Limits, Organisations, onceBy, type Running, readConfig, type TestClock } from "../src/platform/index.js";
import type { TestDatabase } from "./database.js";

/** What edges are given, over a test database. `settings` are the environment's. */
export function testRunning(db: TestDatabase, clock: TestClock, settings: Record<string, string> = {}): Running {
  return {
    config: readConfig(settings),
    database: db.database,
    clock,
    organisations: new Organisations(db.database),
    limits: new Limits(1000),
    log: createLog("silent"),
  };
}

const closed: Guards = { person: async () => undefined, acting: async () => undefined, may: async () => false, refused: async () => {} };

/** The server in this process: ask it by `app.request("/…")`. Guards let nobody in unless the test says who comes. */
export function testApp(running: Running, edges: { pages?: readonly Page[]; served?: readonly Served[]; guards?: Partial<Guards> }) {
  return createApp({
    url: running.config.url,
    trustedProxy: running.config.trustedProxy,
    clock: running.clock,
    organisations: running.organisations,
    guards: { ...closed, ...edges.guards },
    pages: edges.pages ?? [],
    served: edges.served ?? [],
    log: running.log,
    refusalPage: async (_call, _slug, refusal) => refusal.code,
    once: onceBy(running.database),
  });
}
