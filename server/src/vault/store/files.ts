import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { FileKind } from "../files/sniff.js";

export interface FileRow {
  readonly person_id: PersonId;
  readonly id: string;
  readonly field: string;
  readonly stored: string;
  readonly type: FileKind;
  readonly size: number;
  readonly scan: "clean" | "skipped";
  readonly key_sealed: Buffer;
  readonly name_sealed: Buffer;
  readonly submission_id: string | null;
  readonly occasion_id: string | null;
  readonly received_at: Date;
  readonly key_version: number | null;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
  [column: string]: unknown;
}

/** False where the person has no key any more, or another version of it than the file's key was sealed with. */
export async function insertFile(tx: Tx, f: Omit<FileRow, "epoch" | "wrapped">): Promise<boolean> {
  const rows = await tx.named(
    "vault.file_insert",
    `insert into file (organisation_id, person_id, id, field, stored, type, size, scan, key_sealed, name_sealed, submission_id, occasion_id, received_at)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13
     from person_key k where k.organisation_id = $1 and k.person_id = $2 and k.version = $14 for share of k returning id`,
    [
      tx.organisation,
      f.person_id,
      f.id,
      f.field,
      f.stored,
      f.type,
      f.size,
      f.scan,
      f.key_sealed,
      f.name_sealed,
      f.submission_id,
      f.occasion_id,
      f.received_at,
      f.key_version,
    ],
  );
  return rows.length === 1;
}

/** A person's files, oldest first; one of them where `id` is given. */
export async function selectFiles(db: Db, person: PersonId, id?: string): Promise<FileRow[]> {
  return db.named<FileRow>(
    "vault.files",
    `select f.*, k.version as key_version, k.epoch, k.wrapped
     from file f left join person_key k on k.organisation_id = f.organisation_id and k.person_id = f.person_id
     where f.organisation_id = $1 and f.person_id = $2 and ($3::uuid is null or f.id = $3) order by f.id`,
    [db.organisation, person, id ?? null],
  );
}

/** A person's files in these fields and of these occasions (null: any). */
export async function filesUnder(
  db: Db,
  person: PersonId,
  of: { readonly fields: readonly string[] | null; readonly occasions: readonly string[] | null },
): Promise<FileRow[]> {
  return db.named<FileRow>(
    "vault.files_under",
    `select f.*, k.version as key_version, k.epoch, k.wrapped
     from file f left join person_key k on k.organisation_id = f.organisation_id and k.person_id = f.person_id
     where f.organisation_id = $1 and f.person_id = $2 and ($3::text[] is null or f.field = any($3))
       and ($4::uuid[] is null or f.occasion_id = any($4)) order by f.id`,
    [db.organisation, person, of.fields, of.occasions],
  );
}

/** Deletes rows of files whose bytes stay, because something else speaks of them from now on. */
export async function dropFileRows(tx: Tx, person: PersonId, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.named("vault.files_drop", "delete from file where organisation_id = $1 and person_id = $2 and id = any($3::uuid[])", [
    tx.organisation,
    person,
    ids,
  ]);
}

export async function resealFiles(tx: Tx, person: PersonId, rows: readonly { id: string; key: Buffer; name: Buffer }[]): Promise<void> {
  await tx.named(
    "vault.files_reseal",
    `update file f set key_sealed = r.key, name_sealed = r.name from unnest($3::uuid[], $4::bytea[], $5::bytea[]) r(id, key, name)
     where f.organisation_id = $1 and f.person_id = $2 and f.id = r.id`,
    [tx.organisation, person, rows.map((r) => r.id), rows.map((r) => r.key), rows.map((r) => r.name)],
  );
}

/** Deletes up to `limit` of a person's files, or those of one field; answers under what they are stored. */
export async function deleteFiles(tx: Tx, person: PersonId, limit: number, field?: string): Promise<string[]> {
  const rows = await tx.named<{ stored: string }>(
    "vault.files_delete",
    `delete from file where organisation_id = $1 and person_id = $2 and ctid = any(array(
       select ctid from file where organisation_id = $1 and person_id = $2 and ($4::text is null or field = $4) limit $3)) returning stored`,
    [tx.organisation, person, limit, field ?? null],
  );
  return rows.map((r) => r.stored);
}

/** Which of these names on disk have a row. */
export async function storedAmong(db: Db, names: readonly string[]): Promise<Set<string>> {
  const rows = await db.named<{ stored: string }>(
    "vault.files_stored",
    `select stored from file where organisation_id = $1 and stored = any($2::text[])
     union select stored from held where organisation_id = $1 and stored = any($2::text[])`,
    [db.organisation, names],
  );
  return new Set(rows.map((r) => r.stored));
}
