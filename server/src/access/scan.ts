import { sql } from "kysely";
import type { Db, PersonId } from "../platform/index.js";

/** A value that must stand nowhere in clear, and whose it is. */
export interface Probe {
  readonly person: PersonId;
  readonly text: string;
}

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly ofPerson: boolean;
  readonly hasId: boolean;
}

/** Rows looked at in a table that does not say whose they are. */
const most = 20_000;

/**
 * Columns in which a probe stands in clear, as `table.column`. Looks at every table that holds something of an organisation, so that a new
 * one is looked at without being named here: the rows of the probed people, or the newest rows where a table names nobody.
 */
export async function clearPlaces(db: Db, probes: readonly Probe[]): Promise<string[]> {
  if (probes.length === 0) return [];
  const persons = [...new Set(probes.map((p) => p.person))];
  const needles = probes.flatMap(({ text }) => {
    const bytes = Buffer.from(text);
    return [text, text.normalize("NFD"), bytes.toString("hex"), bytes.toString("base64").replace(/=+$/, "").slice(0, -1)];
  });
  const found: string[] = [];
  for (const c of await columns(db)) {
    const cell = sql.ref(`t.${c.column}`);
    const meets =
      c.type === "bytea"
        ? sql`exists (select 1 from unnest(${needles}::text[]) n where position(convert_to(n, 'UTF8') in ${cell}) > 0)`
        : sql`exists (select 1 from unnest(${needles}::text[]) n where strpos(${cell}::text, n) > 0)`;
    const { rows } = await sql`select 1 from ${rowsOf(db, c, persons)} t where ${meets} limit 1`.execute(db.q);
    if (rows.length > 0) found.push(`${c.table}.${c.column}`);
  }
  return found;
}

/** Columns named as sealed that hold something else, as `table.column`: every seal begins with its format and is longer than 80 bytes. */
export async function unsealedRows(db: Db): Promise<string[]> {
  const found: string[] = [];
  for (const c of await columns(db)) {
    if (c.type !== "bytea" || !/(^|_)sealed$/.test(c.column)) continue;
    const cell = sql.ref(`t.${c.column}`);
    const { rows } = await sql`select 1 from ${rowsOf(db, c)} t
      where ${cell} is not null and (length(${cell}) < 81 or get_byte(${cell}, 0) <> 1) limit 1`.execute(db.q);
    if (rows.length > 0) found.push(`${c.table}.${c.column}`);
  }
  return found;
}

function rowsOf(db: Db, c: Column, persons?: readonly PersonId[]) {
  const table = sql.table(c.table);
  if (c.ofPerson && persons) {
    return sql`(select * from ${table} where organisation_id = ${db.organisation} and person_id = any(${persons}::uuid[]))`;
  }
  const newest = c.hasId ? sql`order by id desc` : sql``;
  return sql`(select * from ${table} where organisation_id = ${db.organisation} ${newest} limit ${most})`;
}

/** Every column that could hold a text, of every table that belongs to organisations and that we may read. */
async function columns(db: Db): Promise<Column[]> {
  const { rows } = await sql<Column>`
    select c.table_name as "table", c.column_name as "column", c.data_type as type,
      exists (select 1 from information_schema.columns p where p.table_schema = 'public' and p.table_name = c.table_name
        and p.column_name = 'person_id') as "ofPerson",
      exists (select 1 from information_schema.columns p where p.table_schema = 'public' and p.table_name = c.table_name
        and p.column_name = 'id') as "hasId"
    from information_schema.columns c
    join information_schema.columns o on o.table_schema = 'public' and o.table_name = c.table_name and o.column_name = 'organisation_id'
    where c.table_schema = 'public' and c.data_type in ('text', 'character varying', 'json', 'jsonb', 'bytea', 'ARRAY')
      and has_column_privilege(format('%I.%I', c.table_schema, c.table_name), c.column_name, 'SELECT')
    order by 1, 2`.execute(db.q);
  return rows;
}
