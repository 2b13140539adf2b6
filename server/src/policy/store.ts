import { sql } from "kysely";
import type { Db, Tx } from "../platform/index.js";

export interface VersionRow {
  readonly version: number;
  readonly digest: string;
  readonly source: string;
  /** The text of the JSON column, as published. */
  readonly content: string;
  readonly published_at: Date;
  readonly published_by: string;
  readonly note: string;
}
export type VersionHead = Omit<VersionRow, "source" | "content">;

/** Adds a version; false when that number is taken. */
export async function insertVersion(tx: Tx, row: VersionRow): Promise<boolean> {
  const added = await sql`insert into policy_version (organisation_id, version, digest, source, content, published_at, published_by, note)
    values (${tx.organisation}, ${row.version}, ${row.digest}, ${row.source}, ${row.content}::json, ${row.published_at}, ${row.published_by}, ${row.note})
    on conflict (organisation_id, version) do nothing returning 1`.execute(tx.q);
  return added.rows.length > 0;
}

export async function newestVersion(db: Db): Promise<VersionRow | undefined> {
  const found = await db.named<VersionRow & { [k: string]: unknown }>(
    "policy.newest",
    `select version, digest, source, content::text as content, published_at, published_by, note from policy_version
     where organisation_id = $1 order by version desc limit 1`,
    [db.organisation],
  );
  return found[0];
}

export async function versionRow(db: Db, version: number): Promise<VersionRow | undefined> {
  const found = await sql<VersionRow>`select version, digest, source, content::text as content, published_at, published_by, note
    from policy_version where organisation_id = ${db.organisation} and version = ${version}`.execute(db.q);
  return found.rows[0];
}

/** Every version without its text, newest first. */
export async function versionHeads(db: Db): Promise<VersionHead[]> {
  const found = await sql<VersionHead>`select version, digest, published_at, published_by, note
    from policy_version where organisation_id = ${db.organisation} order by version desc`.execute(db.q);
  return found.rows;
}

export interface DraftRow {
  readonly etag: string;
  readonly source: string;
  readonly based_on: number;
  readonly saved_at: Date;
  readonly saved_by: string;
}

export async function draftRow(db: Db): Promise<DraftRow | undefined> {
  const found = await sql<DraftRow>`select etag, source, based_on, saved_at, saved_by
    from policy_draft where organisation_id = ${db.organisation}`.execute(db.q);
  return found.rows[0];
}

/** Begins the draft; false when there is one already. */
export async function insertDraft(tx: Tx, row: DraftRow): Promise<boolean> {
  const added = await sql`insert into policy_draft (organisation_id, etag, source, based_on, saved_at, saved_by)
    values (${tx.organisation}, ${row.etag}, ${row.source}, ${row.based_on}, ${row.saved_at}, ${row.saved_by})
    on conflict (organisation_id) do nothing returning 1`.execute(tx.q);
  return added.rows.length > 0;
}

/** Saves over the draft whose etag is `over`; false when it is another by now, or none. */
export async function replaceDraft(tx: Tx, over: string, row: Omit<DraftRow, "based_on">): Promise<boolean> {
  const changed = await sql`update policy_draft
    set etag = ${row.etag}, source = ${row.source}, saved_at = ${row.saved_at}, saved_by = ${row.saved_by}
    where organisation_id = ${tx.organisation} and etag = ${over} returning 1`.execute(tx.q);
  return changed.rows.length > 0;
}

/** Removes the draft (`over`: only this one); whether there was one. */
export async function deleteDraft(tx: Tx, over?: string): Promise<boolean> {
  const gone = await sql`delete from policy_draft
    where organisation_id = ${tx.organisation} and etag = coalesce(${over ?? null}::uuid, etag) returning 1`.execute(tx.q);
  return gone.rows.length > 0;
}
