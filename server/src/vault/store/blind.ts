import type { Db, PersonId, Tx } from "../../platform/index.js";

export interface IndexRow {
  readonly digest: Buffer;
  readonly person: PersonId;
  readonly value: string;
  readonly field: string;
  readonly kind: string;
  readonly keyVersion: number;
}

export async function insertIndex(tx: Tx, rows: readonly IndexRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.named(
    "vault.index_insert",
    `insert into blind_index (organisation_id, digest, person_id, value_id, field, kind, key_version)
     select $1, * from unnest($2::bytea[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[])
     on conflict do nothing`,
    [
      tx.organisation,
      rows.map((r) => r.digest),
      rows.map((r) => r.person),
      rows.map((r) => r.value),
      rows.map((r) => r.field),
      rows.map((r) => r.kind),
      rows.map((r) => r.keyVersion),
    ],
  );
}

export async function deleteValueIndex(tx: Tx, person: PersonId, value: string): Promise<void> {
  await tx.named("vault.index_value_delete", "delete from blind_index where organisation_id = $1 and person_id = $2 and value_id = $3", [
    tx.organisation,
    person,
    value,
  ]);
}

export async function deleteFieldIndex(tx: Tx, person: PersonId, field: string): Promise<void> {
  await tx.named("vault.index_field_delete", "delete from blind_index where organisation_id = $1 and person_id = $2 and field = $3", [
    tx.organisation,
    person,
    field,
  ]);
}

/** Deletes up to `limit` of a person's index rows; answers how many. */
export async function deleteSomeIndex(tx: Tx, person: PersonId, limit: number): Promise<number> {
  const rows = await tx.named(
    "vault.index_delete",
    `delete from blind_index where organisation_id = $1 and ctid = any(array(
       select ctid from blind_index where organisation_id = $1 and person_id = $2 limit $3)) returning 1`,
    [tx.organisation, person, limit],
  );
  return rows.length;
}

/** How many rows each digest has, counted no further than `cap`. */
export async function countDigests(db: Db, digests: readonly Buffer[], cap: number): Promise<number[]> {
  const rows = await db.named<{ n: number }>(
    "vault.index_count",
    `select (select count(*)::int from (select 1 from blind_index b where b.organisation_id = $1 and b.digest = d.digest limit $3) c) as n
     from unnest($2::bytea[]) with ordinality d(digest, place) order by d.place`,
    [db.organisation, digests, cap],
  );
  return rows.map((r) => r.n);
}

export interface Match {
  readonly person: PersonId;
  readonly value: string;
  /** Whether the value that was found is proven to be the person's. */
  readonly verified: boolean;
}

/**
 * Persons whose rows meet one of `first` and, for every number in `terms`, one of its digests. One row a person, a verified value
 * before others; the erased are never among them, however far their rows have followed. Written so that it starts from the index
 * whatever the planner believes of tables it has not analysed yet.
 */
export async function matchDigests(
  db: Db,
  first: readonly Buffer[],
  terms: readonly { term: number; digest: Buffer }[],
  limit: number,
): Promise<Match[]> {
  return db.named<Match & { [column: string]: unknown }>(
    "vault.index_match",
    `with led as materialized (
       select person_id, value_id from blind_index where organisation_id = $1 and digest = any($2::bytea[])
     ), met as materialized (
       select * from led where $5 = (select count(distinct t.term) from unnest($3::int[], $4::bytea[]) t(term, digest)
         where exists (select 1 from blind_index o where o.organisation_id = $1 and o.digest = t.digest and o.person_id = led.person_id))
     )
     select distinct on (met.person_id) met.person_id as person, met.value_id as value, v.verified_at is not null as verified
     from met
     cross join lateral (select 1 from person_key k where k.organisation_id = $1 and k.person_id = met.person_id offset 0) k
     cross join lateral (select verified_at from value v where v.organisation_id = $1 and v.person_id = met.person_id and v.id = met.value_id
       and v.replaced_at is null and not v.pending offset 0) v
     order by met.person_id, v.verified_at is null, met.value_id limit $6`,
    [db.organisation, first, terms.map((t) => t.term), terms.map((t) => t.digest), new Set(terms.map((t) => t.term)).size, limit],
  );
}
