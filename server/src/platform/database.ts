import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { OrganisationId } from "./ids.js";

pg.types.setTypeParser(pg.types.builtins.INT8, (v) => Number(v));
pg.types.setTypeParser(pg.types.builtins.DATE, (v) => v);

/** Reads of one organisation. Row-level security refuses every other's rows, whatever a query forgot. */
export interface Db {
  readonly organisation: OrganisationId;
  /** For `sql` templates and the builder: `tx.q.withTables<Tables>()`. */
  readonly q: Kysely<unknown>;
  /** A named prepared statement on the same connection: for hot paths. */
  named<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]): Promise<Row[]>;
}

declare const writes: unique symbol;
/** One write transaction of one organisation: one change, one piece of evidence. */
export interface Tx extends Db {
  readonly [writes]: true;
  /** Runs once the transaction is durable; its failure does not undo it. */
  afterCommit(fn: () => void | Promise<void>): void;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Role taken on every connection: `kept_app` for domains, `kept_worker` for the job runner, none for the owner. */
  readonly role: "kept_app" | "kept_worker" | undefined;
  readonly max?: number;
}

/** Connections to PostgreSQL under one of the three roles, and the only way to begin a transaction. */
export class Database {
  readonly pool: pg.Pool;
  constructor(options: DatabaseOptions) {
    const settings = ["statement_timeout=30000", "lock_timeout=10000", "idle_in_transaction_session_timeout=60000"];
    if (options.role) settings.push(`role=${options.role}`);
    this.pool = new pg.Pool({
      connectionString: options.url,
      max: options.max ?? 12,
      options: settings.map((s) => `-c ${s}`).join(" "),
      connectionTimeoutMillis: 10_000,
      application_name: "kept",
    });
    // An idle connection that breaks is replaced; the next query reports what matters.
    this.pool.on("error", () => {});
    this.pool.on("connect", (client) => client.on("error", () => {}));
  }

  /** Runs `work` in one transaction of `organisation`; rolled back when it throws. Serialization failures and deadlocks are retried. */
  async write<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#once(organisation, "read write", work);
      } catch (error) {
        if (attempt >= 3 || !isRetryable(error)) throw error;
      }
    }
  }

  /** Runs `work` in a read-only transaction of `organisation`. */
  async read<T>(organisation: OrganisationId, work: (db: Db) => Promise<T>): Promise<T> {
    return this.#once(organisation, "read only", work);
  }

  /** Tables that belong to no organisation: which organisations exist, installation, migrations. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  async #once<T>(organisation: OrganisationId, mode: "read write" | "read only", work: (tx: Tx) => Promise<T>): Promise<T> {
    if (!uuid.test(organisation)) throw new TypeError("not an organisation id");
    const client = await this.pool.connect();
    const after: (() => void | Promise<void>)[] = [];
    let broken: Error | undefined;
    let result: T;
    try {
      await client.query(`begin ${mode}; select set_config('kept.organisation', '${organisation}', true)`);
      result = await work(transaction(client, organisation, after));
      await client.query("commit");
    } catch (error) {
      await client.query("rollback").catch(() => {
        broken = new Error("the connection did not roll back");
      });
      throw error;
    } finally {
      client.release(broken);
    }
    for (const fn of after) await fn();
    return result;
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40001" || error.code === "40P01");
}

/** Kysely's compiler over the one connection that the transaction holds; it never opens or closes anything. */
class Held extends PostgresDialect {
  constructor(client: pg.PoolClient) {
    const lent = { query: client.query.bind(client), release: () => {} };
    super({ pool: { options: {}, connect: async () => lent, end: async () => {} } as never });
  }
}

function transaction(client: pg.PoolClient, organisation: OrganisationId, after: (() => void | Promise<void>)[]): Tx {
  let q: Kysely<unknown> | undefined;
  return {
    organisation,
    get q() {
      q ??= new Kysely<unknown>({ dialect: new Held(client) });
      return q;
    },
    async named<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[]) {
      return (await client.query<Row>({ name, text, values: [...values] })).rows;
    },
    afterCommit(fn) {
      after.push(fn);
    },
  } as Tx;
}
