import type { Db, PersonId, Tx } from "../../platform/index.js";

export interface HeldRow {
  readonly person_id: PersonId;
  readonly hold_id: string;
  readonly id: string;
  readonly what: "value" | "file";
  readonly field: string;
  readonly kind: string | null;
  readonly sealed: Buffer;
  readonly name_sealed: Buffer | null;
  readonly stored: string | null;
  readonly type: string | null;
  readonly size: number | null;
  readonly occasion_id: string | null;
  readonly collected_at: Date;
  readonly held_at: Date;
  [column: string]: unknown;
}

const columns =
  "person_id, hold_id, id, what, field, kind, sealed, name_sealed, stored, type, size::float8, occasion_id, collected_at, held_at";

export async function insertHeld(tx: Tx, rows: readonly HeldRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.named(
    "vault.held_insert",
    `insert into held (organisation_id, person_id, hold_id, id, what, field, kind, sealed, name_sealed, stored, type, size, occasion_id,
       collected_at, held_at)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::bytea[], $10::text[],
       $11::text[], $12::bigint[], $13::uuid[], $14::timestamptz[], $15::timestamptz[])`,
    [
      tx.organisation,
      rows.map((r) => r.person_id),
      rows.map((r) => r.hold_id),
      rows.map((r) => r.id),
      rows.map((r) => r.what),
      rows.map((r) => r.field),
      rows.map((r) => r.kind),
      rows.map((r) => r.sealed),
      rows.map((r) => r.name_sealed),
      rows.map((r) => r.stored),
      rows.map((r) => r.type),
      rows.map((r) => r.size),
      rows.map((r) => r.occasion_id),
      rows.map((r) => r.collected_at),
      rows.map((r) => r.held_at),
    ],
  );
}

/** What lies under a hold of a person, or under all of theirs. */
export async function selectHeld(db: Db, person: PersonId, hold?: string): Promise<HeldRow[]> {
  return db.named<HeldRow>(
    "vault.held",
    `select ${columns} from held where organisation_id = $1 and person_id = $2 and ($3::uuid is null or hold_id = $3) order by hold_id, id`,
    [db.organisation, person, hold ?? null],
  );
}

/** Deletes everything under a hold; answers the files it spoke of. */
export async function deleteHeld(tx: Tx, person: PersonId, hold: string): Promise<string[]> {
  const rows = await tx.named<{ stored: string | null }>(
    "vault.held_delete",
    "delete from held where organisation_id = $1 and person_id = $2 and hold_id = $3 returning stored",
    [tx.organisation, person, hold],
  );
  return rows.flatMap((r) => (r.stored === null ? [] : [r.stored]));
}
