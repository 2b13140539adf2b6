import type pg from "pg";

/** Rows that stand for the whole installation, or for an organisation before it is known. */
const globals = new Set(["organisation", "installation", "migration"]);

/** What is only ever added: the app role lacks these privileges on them. */
const appendOnly: Readonly<Record<string, readonly string[]>> = {
  event: ["UPDATE", "DELETE"],
  policy_version: ["UPDATE", "DELETE"],
  consent: ["UPDATE"],
};

const types = [
  "uuid",
  "text",
  "text[]",
  "uuid[]",
  "timestamp with time zone",
  "date",
  "boolean",
  "integer",
  "bigint",
  "bytea",
  "json",
  "jsonb",
];

const own = "(organisation_id = (current_setting('kept.organisation'::text))::uuid)";

type Ask = <Row extends pg.QueryResultRow>(text: string) => Promise<Row[]>;

interface Table {
  readonly name: string;
  readonly kind: string;
  readonly secured: boolean;
  readonly owner: string;
  readonly key: string[] | null;
  readonly columns: { name: string; type: string; identity: string; preset: string | null; null: boolean }[];
}

/** What is wrong with the schema of a migrated database, seen by its owner; every line names the table. */
export async function schemaFaults(ask: Ask): Promise<string[]> {
  const tables = await ask<Table>(tablesQuery);
  const faults = [...tables.flatMap(tableFaults)];
  const scoped = new Map(tables.filter((t) => !globals.has(t.name)).map((t) => [t.name, t]));
  faults.push(...(await policyFaults(ask, scoped)), ...(await indexFaults(ask, scoped)), ...(await foreignKeyFaults(ask, scoped)));
  for (const { rule, query } of never) faults.push(...(await ask<{ at: string }>(query)).map((r) => `${r.at}: ${rule}`));
  for (const [table, kinds] of Object.entries(appendOnly)) {
    const held = await ask<{ kind: string }>(`select distinct privilege_type as kind from information_schema.column_privileges
      where table_schema = 'public' and table_name = '${table}' and grantee <> 'postgres' and privilege_type = any('{${kinds}}')
      union select privilege_type from information_schema.table_privileges
      where table_schema = 'public' and table_name = '${table}' and grantee <> 'postgres' and privilege_type = any('{${kinds}}')`);
    faults.push(...held.map((h) => `${table}: rows are only added, and someone may ${h.kind.toLowerCase()}`));
  }
  return faults;
}

function tableFaults(t: Table): string[] {
  const faults: string[] = [];
  const say = (what: string) => faults.push(`${t.name}: ${what}`);
  const has = (column: string) => t.columns.some((c) => c.name === column);
  if (t.kind !== "r") say("is no plain table");
  if (t.owner !== "postgres") say(`belongs to ${t.owner}`);
  if (!t.secured) say("has no row security");
  if (!t.key) say("has no primary key");
  if (!globals.has(t.name)) {
    if (t.key?.[0] !== "organisation_id") say("its primary key does not begin with organisation_id");
    if (has("person_id") && !t.key?.includes("person_id")) say("is about persons, and its primary key lacks person_id");
  }
  for (const c of t.columns) {
    if (c.identity || c.preset?.includes("nextval")) say(`${c.name} is numbered by the database`);
    else if (c.preset?.replace(/'[^']*'/g, "").includes("(")) say(`${c.name} is preset by a function: ${c.preset}`);
    if (!types.includes(c.type)) say(`${c.name} is ${c.type}`);
    if (c.null && (c.name === "organisation_id" || c.name === "person_id")) say(`${c.name} may be null`);
  }
  return faults;
}

/** Exactly the one condition, for every command and role: no subquery, nothing that widens it. */
async function policyFaults(ask: Ask, scoped: ReadonlyMap<string, Table>): Promise<string[]> {
  const rows = await ask<{
    table: string;
    name: string;
    cmd: string;
    kind: string;
    using: string | null;
    check: string | null;
    roles: string;
  }>(
    `select tablename as table, policyname as name, cmd, permissive as kind, qual as "using", with_check as "check", roles::text
     from pg_policies where schemaname = 'public'`,
  );
  const bare = [...scoped.keys()].filter((t) => !rows.some((r) => r.table === t)).map((t) => `${t}: has no policy`);
  const wrong = rows
    .filter((r) => scoped.has(r.table))
    .filter(
      (r) =>
        r.using !== own || (r.check !== null && r.check !== own) || r.cmd !== "ALL" || r.kind !== "PERMISSIVE" || r.roles !== "{public}",
    )
    .map((r) => `${r.table}: policy ${r.name} is not the one that keeps organisations apart`);
  const nested = rows.filter((r) => /select/i.test(`${r.using} ${r.check}`)).map((r) => `${r.table}: policy ${r.name} has a subquery`);
  return [...bare, ...wrong, ...nested];
}

async function indexFaults(ask: Ask, scoped: ReadonlyMap<string, Table>): Promise<string[]> {
  const rows = await ask<{ table: string; name: string; unique: boolean; columns: string[] }>(
    `select t.relname as table, i.relname as name, x.indisunique as unique,
       array(select coalesce(a.attname, '(an expression)') from unnest(x.indkey[0:x.indnkeyatts - 1]) with ordinality k (n, i)
         left join pg_attribute a on a.attrelid = t.oid and a.attnum = k.n and k.n > 0 order by k.i)::text[] as columns
     from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
     where t.relnamespace = 'public'::regnamespace and not x.indisprimary`,
  );
  return rows.flatMap((r) => {
    const table = scoped.get(r.table);
    if (!table) return [];
    const personal = table.columns.some((c) => c.name === "person_id");
    return [
      ...(r.columns[0] === "organisation_id" ? [] : [`${r.table}: index ${r.name} does not begin with organisation_id`]),
      ...(r.unique && personal && !r.columns.includes("person_id") ? [`${r.table}: ${r.name} is unique across persons`] : []),
    ];
  });
}

/** A foreign key stays within the organisation, and one from or to what is about persons within the person. */
async function foreignKeyFaults(ask: Ask, scoped: ReadonlyMap<string, Table>): Promise<string[]> {
  const rows = await ask<{ table: string; target: string; name: string; from: string[]; to: string[] }>(
    `select t.relname as table, f.relname as target, c.conname as name,
       array(select attname from unnest(c.conkey) with ordinality k (n, i) join pg_attribute on attrelid = t.oid and attnum = n order by i)::text[] as "from",
       array(select attname from unnest(c.confkey) with ordinality k (n, i) join pg_attribute on attrelid = f.oid and attnum = n order by i)::text[] as "to"
     from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
     where c.contype = 'f' and t.relnamespace = 'public'::regnamespace`,
  );
  const about = (name: string) => name === "person" || (scoped.get(name)?.columns.some((c) => c.name === "person_id") ?? false);
  return rows.flatMap((r) => {
    const pairs = r.from.map((f, i) => `${f}=${r.to[i]}`);
    const same = pairs.includes("organisation_id=organisation_id");
    const within = pairs.includes("person_id=person_id") || pairs.includes("person_id=id");
    return [
      ...(same ? [] : [`${r.table}: foreign key ${r.name} leaves the organisation`]),
      ...((about(r.table) || about(r.target)) && !within ? [`${r.table}: foreign key ${r.name} crosses persons`] : []),
    ];
  });
}

const tablesQuery = `
  select t.relname as name, t.relkind::text as kind, t.relrowsecurity as secured, pg_get_userbyid(t.relowner) as owner,
    (select array_agg(a.attname::text order by k.i) from pg_index x, unnest(x.indkey) with ordinality k (n, i), pg_attribute a
      where x.indrelid = t.oid and x.indisprimary and a.attrelid = t.oid and a.attnum = k.n) as key,
    (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'identity', a.attidentity,
        'preset', pg_get_expr(d.adbin, d.adrelid), 'null', not a.attnotnull) order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns
  from pg_class t where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p', 'f', 'v', 'm') order by t.relname`;

/** Queries that answer with what must not be there at all. */
const never: readonly { rule: string; query: string }[] = [
  {
    rule: "has a trigger",
    query:
      "select tgrelid::regclass::text as at from pg_trigger where not tgisinternal and tgrelid::regclass::text not like 'graphile_worker.%'",
  },
  { rule: "is a sequence", query: "select relname as at from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace" },
  { rule: "is a function among the tables", query: "select proname as at from pg_proc where pronamespace = 'public'::regnamespace" },
  {
    rule: "runs as its owner, and is not the one way to enqueue",
    query: `select p.oid::regproc::text as at from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
        and (p.oid::regproc::text <> 'kept_jobs.enqueue' or not coalesce(p.proconfig::text like '%search_path=%', false))`,
  },
  {
    rule: "may pass row security, or more",
    query:
      "select rolname as at from pg_roles where rolname in ('kept_app', 'kept_worker', 'kept') and (rolbypassrls or rolsuper or rolcreaterole)",
  },
  {
    rule: "may be read or written by someone else than the app",
    query: `select distinct table_name || ' (' || grantee || ')' as at from information_schema.table_privileges
      where table_schema = 'public' and grantee not in ('postgres', 'kept_app')`,
  },
  {
    rule: "gives the app more than it needs",
    query: `select table_name || ' (' || privilege_type || ')' as at from information_schema.table_privileges
      where table_schema = 'public' and grantee = 'kept_app' and (privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN') or table_name = 'migration')`,
  },
];
