import type pg from "pg";
import type { Head } from "./manifest.js";

export interface CatalogTable {
  readonly name: string;
  readonly columns: string[];
  /** On disk, in bytes: what progress is measured by. */
  readonly size: number;
}

/** Every table of the domains with its columns, those that others refer to first, then by name. Not: which migrations ran. */
export async function readCatalog(client: pg.ClientBase): Promise<CatalogTable[]> {
  const { rows } = await client.query<CatalogTable & { refers: string[] }>(
    `select c.relname as name, pg_table_size(c.oid)::float8 as size,
       array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
         order by a.attnum) as columns,
       array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration' order by c.relname`,
  );
  const sorted: CatalogTable[] = [];
  for (let left = rows; left.length > 0; ) {
    const there = new Set(left.map((t) => t.name));
    const next = left.filter((t) => !t.refers.some((r) => there.has(r)));
    if (next.length === 0) throw new Error("tables refer to each other in a circle");
    sorted.push(...next.map(({ name, columns, size }) => ({ name, columns, size })));
    left = left.filter((t) => !next.includes(t));
  }
  return sorted;
}

export async function readMigrations(client: pg.ClientBase): Promise<Head["migrations"]> {
  return (await client.query<Head["migrations"][number]>("select name, digest from migration order by name")).rows;
}
