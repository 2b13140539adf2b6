import pg from "pg";
import { Database } from "../src/platform/database.js";
import { type OrganisationId } from "../src/platform/ids.js";
export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  readonly ownerUrl: string;
  /** Runs SQL as the owner, past every policy: to look at, and to break, what the app cannot. */
  owner<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** A new, empty organisation. */
  organisation(slug?: string): Promise<OrganisationId>;
  close(): Promise<void>;
}
/** A fresh database, copied from the migrated template. */
export declare function testDatabase(): Promise<TestDatabase>;
