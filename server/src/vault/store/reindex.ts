import type { Db, PersonId, Tx } from "../../platform/index.js";

/** What stands in the index of one value under the keys before. */
export interface IndexedValue {
  readonly person: PersonId;
  readonly value: string;
  readonly kinds: readonly string[];
  [column: string]: unknown;
}

/** The next persons with index rows, in the order of their ids. */
export async function selectIndexed(db: Db, after: string, limit: number): Promise<PersonId[]> {
  // One look into the index for each person, however many rows they have.
  const rows = await db.named<{ person: PersonId }>(
    "vault.reindex_persons",
    `with recursive next(person, n) as (
       (select person_id, 1 from blind_index where organisation_id = $1 and person_id > $2 order by person_id limit 1)
       union all
       select (select b.person_id from blind_index b where b.organisation_id = $1 and b.person_id > next.person order by b.person_id limit 1), n + 1
       from next where next.person is not null and n < $3)
     select person from next where person is not null`,
    [db.organisation, after, limit],
  );
  return rows.map((r) => r.person);
}

/** Values of these persons that are indexed, and not yet under key `version`. */
export async function selectUnindexed(db: Db, persons: readonly PersonId[], version: number): Promise<IndexedValue[]> {
  return db.named<IndexedValue>(
    "vault.reindex_values",
    `select person_id as person, value_id as value, array_agg(distinct kind) as kinds from blind_index
     where organisation_id = $1 and person_id = any($2::uuid[])
     group by person_id, value_id having not bool_or(key_version = $3)`,
    [db.organisation, persons, version],
  );
}

/** Those of these values that count, held against correction and erasure until the transaction ends; what somebody else holds is left out. */
export async function lockCounting(tx: Tx, of: readonly { person: PersonId; value: string }[]): Promise<Set<string>> {
  const rows = await tx.named<{ id: string }>(
    "vault.reindex_lock",
    `select v.id from value v join person_key k on k.organisation_id = v.organisation_id and k.person_id = v.person_id
     where v.organisation_id = $1 and v.person_id = any($2::uuid[]) and v.id = any($3::uuid[]) and v.replaced_at is null and not v.pending
     for share of v, k skip locked`,
    [tx.organisation, [...new Set(of.map((o) => o.person))], of.map((o) => o.value)],
  );
  return new Set(rows.map((r) => r.id));
}

/** How many rows the index has under keys before `version`. */
export async function countOlderIndex(db: Db, version: number): Promise<number> {
  const rows = await db.named<{ n: number }>(
    "vault.reindex_left",
    "select count(*)::int as n from blind_index where organisation_id = $1 and key_version < $2",
    [db.organisation, version],
  );
  return rows[0]?.n ?? 0;
}

/** Deletes the index rows of these persons that are under keys before `version`. */
export async function deleteOlderIndex(tx: Tx, persons: readonly PersonId[], version: number): Promise<number> {
  const rows = await tx.named(
    "vault.reindex_delete",
    "delete from blind_index where organisation_id = $1 and person_id = any($2::uuid[]) and key_version < $3 returning 1",
    [tx.organisation, persons, version],
  );
  return rows.length;
}
