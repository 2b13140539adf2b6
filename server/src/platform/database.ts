import { AsyncLocalStorage } from "node:async_hooks";
import { Kysely, PostgresDialect, sql } from "kysely";
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

type After = () => void | Promise<void>;

declare const writes: unique symbol;
/** One write transaction of one organisation: one change, one piece of evidence. */
export interface Tx extends Db {
  readonly [writes]: true;
  /** Runs once the transaction is durable; its failure does not undo it. */
  afterCommit(fn: After): void;
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
  readonly #places: Places;
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
    this.#places = new Places(Math.max(1, (options.max ?? 12) >> 1));
    // An idle connection that breaks is replaced; the next query reports what matters.
    this.pool.on("error", () => {});
    this.pool.on("connect", (client) => client.on("error", () => {}));
  }

  /** Runs `work` in one transaction of `organisation`; rolled back when it throws. Serialization failures and deadlocks are retried. */
  async write<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await (this.#join(organisation, work) ?? this.#once(organisation, "read write", work));
      } catch (error) {
        if (attempt >= 3 || !isRetryable(error)) throw error;
      }
    }
  }

  /**
   * Runs `work` in one transaction that sees the organisation as it stood at one moment, whatever is committed meanwhile: for what is read in
   * many statements and must hang together. Joins nothing. What it writes must be new rows only.
   */
  async snapshot<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#once(organisation, "isolation level repeatable read read write", work);
  }

  /** Runs `work` in a read-only transaction of `organisation`. */
  async read<T>(organisation: OrganisationId, work: (db: Db) => Promise<T>): Promise<T> {
    return this.#join(organisation, work) ?? this.#once(organisation, "read only", work);
  }

  /**
   * Runs `work` in one transaction that its own `write` and `read` calls join, each behind a savepoint: one that throws undoes itself
   * alone, and all that stood is committed together when `work` ends. For an answer that must be as durable as its effect. What
   * runs inside a joined write goes its own way, as do other organisations. At most half the connections are held so at once.
   */
  async together<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> {
    await this.#places.take();
    try {
      return await this.#once(organisation, "read write", (tx, after) => {
        const held: Held = { database: this, tx, after, last: Promise.resolve() };
        return joined.run(held, () => work(tx));
      });
    } finally {
      this.#places.give();
    }
  }

  /** Tables that belong to no organisation: which organisations exist, installation, migrations. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(text, values)).rows;
  }

  async close(): Promise<void> {
    await this.pool.end();
  }

  #join<T>(organisation: OrganisationId, work: (tx: Tx) => Promise<T>): Promise<T> | undefined {
    const held = joined.getStore();
    return held?.database === this && held.tx.organisation === organisation ? behindSavepoint(held, work) : undefined;
  }

  async #once<T>(organisation: OrganisationId, mode: Mode, work: (tx: Tx, after: After[]) => Promise<T>): Promise<T> {
    if (!uuid.test(organisation)) throw new TypeError("not an organisation id");
    const client = await this.pool.connect();
    const after: After[] = [];
    let broken: Error | undefined;
    let result: T;
    try {
      await client.query(`begin ${mode}; select set_config('kept.organisation', '${organisation}', true)`);
      result = await work(transaction(client, organisation, after), after);
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

type Mode = "read write" | "read only" | "isolation level repeatable read read write";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function isRetryable(error: unknown): boolean {
  return error instanceof pg.DatabaseError && (error.code === "40001" || error.code === "40P01");
}

/** A transaction that others join, one after the other. */
interface Held {
  readonly database: Database;
  readonly tx: Tx;
  readonly after: After[];
  last: Promise<unknown>;
}

const joined = new AsyncLocalStorage<Held | undefined>();

/** Whether the caller is inside `together`, and not inside a write that joined it. */
export function isTogether(): boolean {
  return joined.getStore() !== undefined;
}

function behindSavepoint<T>(held: Held, work: (tx: Tx) => Promise<T>): Promise<T> {
  const run = async (): Promise<T> => {
    const planned = held.after.length;
    await sql`savepoint joined`.execute(held.tx.q);
    try {
      const result = await joined.run(undefined, () => work(held.tx));
      await sql`release savepoint joined`.execute(held.tx.q);
      return result;
    } catch (error) {
      held.after.length = planned;
      await sql`rollback to savepoint joined`.execute(held.tx.q);
      throw error;
    }
  };
  const mine = held.last.then(run, run);
  held.last = mine.catch(() => {});
  return mine;
}

/** Lets so many in at once; the others wait their turn. */
class Places {
  #free: number;
  readonly #waiting: (() => void)[] = [];
  constructor(places: number) {
    this.#free = places;
  }
  async take(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => this.#waiting.push(go));
  }
  give(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

/** Kysely's compiler over the one connection that the transaction holds; it never opens or closes anything. */
class Lent extends PostgresDialect {
  constructor(client: pg.PoolClient) {
    const lent = { query: client.query.bind(client), release: () => {} };
    super({ pool: { options: {}, connect: async () => lent, end: async () => {} } as never });
  }
}

function transaction(client: pg.PoolClient, organisation: OrganisationId, after: After[]): Tx {
  let q: Kysely<unknown> | undefined;
  return {
    organisation,
    get q() {
      q ??= new Kysely<unknown>({ dialect: new Lent(client) });
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
