import type { Db, PersonId } from "../../platform/index.js";
import type { ErasureEntry } from "../ledger.js";

/** Of these persons, those of whom a key, a value, an index row or a file is left. */
export async function personsLeft(db: Db, persons: readonly PersonId[]): Promise<PersonId[]> {
  const rows = await db.named<{ person: PersonId }>(
    "vault.persons_left",
    `select p.person from unnest($2::uuid[]) p(person)
     where exists (select from person_key k where k.organisation_id = $1 and k.person_id = p.person)
       or exists (select from value v where v.organisation_id = $1 and v.person_id = p.person)
       or exists (select from blind_index b where b.organisation_id = $1 and b.person_id = p.person)
       or exists (select from file f where f.organisation_id = $1 and f.person_id = p.person)`,
    [db.organisation, persons],
  );
  return rows.map((r) => r.person);
}

/** How many values are left of fields that were erased, of those that were there by then. */
export async function fieldsLeft(db: Db, erased: readonly ErasureEntry[]): Promise<number> {
  const fields = erased.flatMap((e) => (e.kind === "field" ? [e] : []));
  const rows = await db.named<{ n: number }>(
    "vault.fields_left",
    `select count(*)::int as n from unnest($2::uuid[], $3::text[], $4::timestamptz[]) w(person, field, at)
     join value v on v.organisation_id = $1 and v.person_id = w.person and v.field = w.field and v.collected_at < w.at`,
    [db.organisation, fields.map((f) => f.person), fields.map((f) => f.name), fields.map((f) => f.at)],
  );
  return rows[0]?.n ?? 0;
}
