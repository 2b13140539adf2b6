import { sql } from "kysely";
import type { Database, Db, Tx } from "./database.js";
import { type OrganisationId, organisationId } from "./ids.js";

export interface Organisation {
  readonly id: OrganisationId;
  readonly slug: string;
}

/** Addresses that no organisation may take. */
export const reservedSlugs = new Set(["api", "assets", "console", "embed", "healthz", "metrics", "readyz", "well-known", "kept"]);

/** Adds the organisation that the transaction names. Its first policy is published in the same transaction. */
export async function createOrganisation(tx: Tx, slug: string, now: Date): Promise<void> {
  await sql`insert into organisation (id, slug, created_at) values (${tx.organisation}, ${slug}, ${now})`.execute(tx.q);
}

/** The organisation that a transaction names, with its slug. */
export async function organisationOf(db: Db): Promise<Organisation> {
  const found = await sql<{ slug: string }>`select slug from organisation where id = ${db.organisation}`.execute(db.q);
  const slug = found.rows[0]?.slug;
  if (!slug) throw new Error("the transaction names no organisation that is here");
  return { id: db.organisation, slug };
}

/** Which organisations live here, by slug and by id; few, and remembered. A miss asks the database again. */
export class Organisations {
  #bySlug = new Map<string, Organisation>();
  readonly #database: Database;
  constructor(database: Database) {
    this.#database = database;
  }
  async bySlug(slug: string): Promise<Organisation | undefined> {
    if (!/^[a-z][a-z0-9-]{1,30}$/.test(slug) || reservedSlugs.has(slug)) return undefined;
    const known = this.#bySlug.get(slug);
    if (known) return known;
    await this.all();
    return this.#bySlug.get(slug);
  }
  async byId(id: string): Promise<Organisation | undefined> {
    const find = () => [...this.#bySlug.values()].find((o) => o.id === id);
    if (find()) return find();
    await this.all();
    return find();
  }
  async all(): Promise<Organisation[]> {
    const rows = await this.#database.query<{ id: string; slug: string }>("select id, slug from organisation order by slug");
    this.#bySlug = new Map(rows.map((r) => [r.slug, { id: organisationId.parse(r.id), slug: r.slug }]));
    return [...this.#bySlug.values()];
  }
}
