import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OrganisationId } from "../src/platform/index.js";
import { Database, newId } from "../src/platform/index.js";
import { type TestDatabase, testDatabase } from "./database.js";

interface Column {
  readonly name: string;
  readonly type: string;
}

let t: TestDatabase;
let a: OrganisationId;
let b: OrganisationId;
let tables: ReadonlyMap<string, readonly Column[]>;

/**
 * What keeps organisations apart is tried alone: every other hindrance (privileges, checks, keys to other tables) is taken away
 * first, so that only row security is left to refuse.
 */
beforeAll(async () => {
  t = await testDatabase();
  a = await t.organisation();
  b = await t.organisation();
  await t.owner("create table planted (organisation_id uuid not null, id uuid not null, primary key (organisation_id, id))");
  const loose = await t.owner<{ table: string; name: string }>(
    "select conrelid::regclass::text as table, conname as name from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace",
  );
  for (const { table, name } of loose) await t.owner(`alter table ${table} drop constraint ${name}`);
  await t.owner("grant all on all tables in schema public to kept_app, kept_worker");
  const columns = await t.owner<Column & { table: string }>(
    `select c.table_name as table, c.column_name as name, c.udt_name as type from information_schema.columns c
     where c.table_schema = 'public' and c.is_nullable = 'NO'
       and exists (select from information_schema.columns o where o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'organisation_id')
     order by c.table_name`,
  );
  tables = Map.groupBy(columns, (c) => c.table);
});
afterAll(() => t.close());

/** Whatever a row of one organisation lets another do with it; empty where nothing. */
async function leaks(table: string, database = t.database): Promise<string[]> {
  const columns = tables.get(table) ?? [];
  const row = columns.map((c) => (c.name === "organisation_id" ? `'${a}'` : dummy(c.type)));
  const insert = `insert into ${table} (${columns.map((c) => c.name)}) values (${row})`;
  await t.owner(insert);
  const did: string[] = [];
  const attempt = (as: OrganisationId, text: string) =>
    database.write(as, async (tx) => {
      const result = await sql.raw(text).execute(tx.q);
      return text.startsWith("select") ? result.rows.length : Number(result.numAffectedRows ?? 0n);
    });
  if ((await attempt(b, `select * from ${table}`)) > 0) did.push("seen");
  if ((await attempt(b, `update ${table} set organisation_id = organisation_id`)) > 0) did.push("changed");
  if ((await attempt(b, `delete from ${table}`)) > 0) did.push("deleted");
  const refused = (work: Promise<unknown>) =>
    work.then(
      () => false,
      (error: unknown) => isRowSecurity(error),
    );
  if (!(await refused(attempt(b, insert)))) did.push("forged");
  // Its own organisation can do each of these: else the zeros above would show nothing.
  if ((await attempt(a, `select * from ${table}`)) !== 1) did.push("not seen by its own");
  if (!(await refused(attempt(a, `update ${table} set organisation_id = '${b}'`)))) did.push("given away");
  if ((await attempt(a, `delete from ${table}`)) !== 1) did.push("not deleted by its own");
  return did;
}

describe("a row of one organisation", () => {
  it("is never seen, changed, deleted, forged or given away by another, in any table", async () => {
    const found: Record<string, string[]> = {};
    for (const table of tables.keys()) if (table !== "planted") found[table] = await leaks(table);
    expect(Object.keys(found).length).toBeGreaterThan(20);
    expect(Object.entries(found).filter(([, did]) => did.length > 0)).toEqual([]);
  });

  it("is hidden from the job runner's role as well", async () => {
    const worker = new Database({ url: t.url, role: "kept_worker", max: 1 });
    for (const table of ["person", "value", "event"]) expect(await leaks(table, worker)).toEqual([]);
    await worker.close();
  });

  it("is out of reach where no organisation is named", async () => {
    for (const table of tables.keys()) {
      if (table !== "planted") await expect(t.database.query(`select * from ${table}`), table).rejects.toThrow(pg.DatabaseError);
    }
  });

  it("would be found to leak from a table without row security, or with a policy too wide", async () => {
    expect(await leaks("planted")).toEqual(expect.arrayContaining(["seen", "changed", "deleted", "forged", "given away"]));
    await t.owner(
      "delete from planted; alter table planted enable row level security; create policy wide on planted for select using (true)",
    );
    await t.owner("create policy own on planted using (organisation_id = current_setting('kept.organisation')::uuid)");
    expect(await leaks("planted")).toEqual(["seen"]);
  });
});

function isRowSecurity(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === "42501" && error.message.includes("row-level security");
}

/** A value of a type, as SQL; ids are new each time. */
function dummy(type: string): string {
  if (type === "uuid") return `'${newId()}'`;
  const values: Readonly<Record<string, string>> = {
    text: "'x'",
    int4: "1",
    int8: "1",
    bool: "false",
    bytea: "'\\x00'",
    timestamptz: "now()",
    date: "current_date",
    json: "'{}'",
    jsonb: "'{}'",
    _text: "'{}'",
    _uuid: "'{}'",
  };
  const value = values[type];
  if (!value) throw new Error(`no dummy for ${type}: add one`);
  return value;
}
