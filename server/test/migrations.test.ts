import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "./database.js";
import { schemaFaults } from "./schema/lint.js";

let t: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  t = await testDatabase();
  owner = new pg.Client({ connectionString: t.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

/** What the lint says after `planted`, which is undone. */
async function faults(planted = ""): Promise<string[]> {
  await owner.query("begin");
  try {
    await owner.query(planted);
    return await schemaFaults(async <Row extends pg.QueryResultRow>(text: string) => (await owner.query<Row>(text)).rows);
  } finally {
    await owner.query("rollback");
  }
}

const sound = `create table planted (organisation_id uuid not null, person_id uuid not null, id uuid not null, primary key (organisation_id, person_id, id));
  alter table planted enable row level security;
  create policy own on planted using (organisation_id = current_setting('kept.organisation')::uuid);
  grant select, insert on planted to kept_app;`;

describe("the migrated schema", () => {
  it("has nothing wrong with it", async () => {
    expect(await faults()).toEqual([]);
    expect(await faults(sound)).toEqual([]);
  });

  it.each([
    ["a table without a primary key", "alter table planted drop constraint planted_pkey", /no primary key/],
    ["a key that does not begin with the organisation", rekeyed("person_id, organisation_id, id"), /does not begin with organisation_id/],
    ["a key without the person", rekeyed("organisation_id, id"), /lacks person_id/],
    ["a table without row security", "alter table planted disable row level security", /no row security/],
    ["a table without a policy", "drop policy own on planted", /has no policy/],
    ["a policy that lets everyone in", "create policy wide on planted using (true)", /policy wide is not the one/],
    [
      "a policy for reading alone",
      "drop policy own on planted; create policy own on planted for select using (organisation_id = current_setting('kept.organisation')::uuid)",
      /policy own is not the one/,
    ],
    [
      "a policy that lets anything be written",
      "drop policy own on planted; create policy own on planted using (organisation_id = current_setting('kept.organisation')::uuid) with check (true)",
      /policy own is not the one/,
    ],
    [
      "a policy with a subquery",
      "create policy nested on organisation for select using (id in (select organisation_id from planted))",
      /organisation: policy nested has a subquery/,
    ],
    ["a serial column", "alter table planted add n serial", /n is numbered by the database/],
    ["an identity column", "alter table planted add n bigint generated always as identity", /n is numbered by the database/],
    ["the database's own time", "alter table planted add at timestamptz not null default now()", /at is preset by a function/],
    ["the database's own id", "alter table planted alter id set default gen_random_uuid()", /id is preset by a function/],
    ["a type not on the list", "alter table planted add at timestamp", /at is timestamp without time zone/],
    ["a bounded text", "alter table planted add name varchar(20)", /name is character varying\(20\)/],
    [
      "a person that may be null",
      "alter table planted drop constraint planted_pkey; alter table planted alter person_id drop not null",
      /person_id may be null/,
    ],
    [
      "a trigger",
      "create function pg_temp.f() returns trigger language plpgsql as 'begin return new; end'; create trigger t before insert on planted for each row execute function pg_temp.f()",
      /planted: has a trigger/,
    ],
    ["a function among the tables", "create function f() returns int language sql as 'select 1'", /f: is a function among the tables/],
    [
      "a function that runs as its owner",
      "create function kept_jobs.g() returns int language sql security definer as 'select 1'",
      /kept_jobs.g: runs as its owner/,
    ],
    ["a view", "create view seen as select * from planted", /seen: is no plain table/],
    [
      "an index that does not begin with the organisation",
      "create index by_id on planted (id)",
      /by_id does not begin with organisation_id/,
    ],
    ["a unique index across persons", "create unique index by_id on planted (organisation_id, id)", /by_id is unique across persons/],
    [
      "a foreign key across persons",
      "alter table planted add other uuid; alter table planted add foreign key (organisation_id, other) references person (organisation_id, id)",
      /crosses persons/,
    ],
    [
      "a foreign key out of the organisation",
      "alter table planted add foreign key (organisation_id) references organisation (id)",
      /leaves the organisation/,
    ],
    ["a table of another owner", "alter table planted owner to kept_worker", /planted: belongs to kept_worker/],
    ["a right of the login itself", "grant select on planted to kept", /planted \(kept\): may be read or written/],
    ["a right of everyone", "grant select on planted to public", /planted \(PUBLIC\): may be read or written/],
    ["the right to truncate", "grant truncate on planted to kept_app", /planted \(TRUNCATE\): gives the app more/],
    ["the right to change an event", "grant update on event to kept_app", /event: rows are only added, and someone may update/],
    [
      "the right to change one column of an event",
      "grant update (canonical) on event to kept_app",
      /event: rows are only added, and someone may update/,
    ],
    ["the right to delete an event", "grant delete on event to kept_app", /event: rows are only added, and someone may delete/],
    [
      "the right to change a published policy",
      "grant update (content) on policy_version to kept_app",
      /policy_version: rows are only added/,
    ],
    ["a role that passes row security", "alter role kept_app bypassrls", /kept_app: may pass row security/],
  ])("is found wrong with: %s", async (_, planted, fault) => {
    const found = await faults(`${sound}\n${planted}`);
    expect(found).toContainEqual(expect.stringMatching(fault));
  });

  it("allows a foreign key within one person", async () => {
    const within = "alter table planted add foreign key (organisation_id, person_id) references person (organisation_id, id)";
    expect(await faults(`${sound}\n${within}`)).toEqual([]);
  });
});

describe("the migration files", () => {
  const folder = join(import.meta.dirname, "../migrations");
  const files = readdirSync(folder);

  it("are numbered, each number once, one for each domain", () => {
    expect(files.every((f) => /^\d{4}_[a-z]+\.sql$/.test(f))).toBe(true);
    for (const part of [/^\d{4}/, /[a-z]+/]) {
      const parts = files.map((f) => part.exec(f)?.[0]);
      expect(new Set(parts).size).toBe(files.length);
    }
  });

  it("take no advisory lock and switch no trigger or policy off", () => {
    for (const file of files)
      expect(readFileSync(join(folder, file), "utf8"), file).not.toMatch(/advisory|disable trigger|disable row|session_replication_role/i);
  });
});

function rekeyed(columns: string): string {
  return `alter table planted drop constraint planted_pkey; alter table planted add primary key (${columns})`;
}
