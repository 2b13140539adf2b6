import pg from "pg";
import { inject } from "vitest";
import { Database } from "../src/platform/database.js";
import { newId, type OrganisationId, organisationId } from "../src/platform/ids.js";

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
export async function testDatabase(): Promise<TestDatabase> {
  const name = `t_${newId().replaceAll("-", "")}`;
  const at = (url: string, db: string) => url.replace(/\/kept$/, `/${db}`);
  await once(at(inject("ownerUrl"), "postgres"), `create database ${name} template kept strategy file_copy`);
  const url = at(inject("url"), name);
  const ownerUrl = at(inject("ownerUrl"), name);
  const database = new Database({ url, role: "kept_app", max: 6 });
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 });
  owner.on("error", () => {});
  return {
    database,
    url,
    ownerUrl,
    owner: async (text, values = []) => (await owner.query(text, values)).rows,
    async organisation(slug = `o${newId().slice(-10)}`) {
      const id = organisationId.parse(newId());
      await owner.query("insert into organisation (id, slug, created_at) values ($1, $2, now())", [id, slug]);
      return id;
    },
    async close() {
      await database.close();
      await owner.end();
      await once(at(inject("ownerUrl"), "postgres"), `drop database ${name} with (force)`);
    },
  };
}

/** A database with nothing in it, not even a schema: what a backup is restored into. */
export async function emptyDatabase(): Promise<Pick<TestDatabase, "url" | "ownerUrl" | "database" | "close">> {
  const name = `e_${newId().replaceAll("-", "")}`;
  const at = (url: string, db: string) => url.replace(/\/kept$/, `/${db}`);
  await once(at(inject("ownerUrl"), "postgres"), `create database ${name} template template0`);
  const url = at(inject("url"), name);
  const database = new Database({ url, role: "kept_app", max: 4 });
  return {
    url,
    ownerUrl: at(inject("ownerUrl"), name),
    database,
    async close() {
      await database.close();
      await once(at(inject("ownerUrl"), "postgres"), `drop database ${name} with (force)`);
    },
  };
}

async function once(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
