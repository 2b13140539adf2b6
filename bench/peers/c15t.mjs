// @c15t/backend as its documents say to run it: the Kysely adapter over pg, its own migrator, its handler behind the same HTTP server.
import { createServer } from "node:http";
import { c15tInstance } from "@c15t/backend";
import { kyselyAdapter } from "@c15t/backend/db/adapters/kysely";
import { migrator } from "@c15t/backend/db/migrator";
import { DB } from "@c15t/backend/db/schema";
import { getRequestListener } from "@hono/node-server";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { answering } from "../lib/answering.mjs";
import { askedOf, c15tConsent, peopleOf, subjectOf } from "../lib/requests.mjs";

const facts = JSON.parse(process.env.BENCH_FACTS);
const people = peopleOf(facts);
const few = askedOf(facts);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 12 });
const db = new Kysely({ dialect: new PostgresDialect({ pool }) });
const adapter = kyselyAdapter({ db, provider: "postgresql" });
const { execute } = await migrator({ db: DB.client(adapter), schema: "latest" });
await execute();
const instance = c15tInstance({
  appName: "bench",
  basePath: "/api/c15t",
  trustedOrigins: ["https://bench.example"],
  adapter,
  logger: { level: "error" },
});
const server = createServer(getRequestListener(instance.handler));
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));

const headers = { origin: "https://bench.example", "content-type": "application/json" };
async function ask(method, path, body) {
  const request = new Request(`http://localhost/api/c15t${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
  const answer = await instance.handler(request);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
}

answering(
  {
    consent: (i) => ask("POST", "/subjects", c15tConsent(i, people)),
    check: (i) => ask("GET", `/consents/check?externalId=${few[i % few.length]}&type=marketing_communications`),
    subject: (i) => ask("GET", `/subjects/${subjectOf(few[i % few.length])}?type=marketing_communications`),
  },
  { port: server.address().port },
);
