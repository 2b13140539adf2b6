import type { Db, PersonId } from "../../platform/index.js";

export interface Meeting {
  /** Every condition needs one way of which every term is there. A term has a digest for each key version. */
  readonly terms: readonly {
    readonly condition: number;
    readonly alternative: number;
    readonly term: number;
    readonly digest: Buffer;
  }[];
  /** Digests of which each person who meets everything has one. */
  readonly lead: readonly Buffer[];
  /** The field of each condition, by its number. */
  readonly fields: readonly string[];
  /** What the values were collected for. */
  readonly purpose: string;
  readonly after: PersonId | undefined;
  readonly limit: number;
}

/** One page: looks at `limit` persons of the lead after one of them, and answers those who meet every condition by current, proven values. */
export async function meetingPage(db: Db, m: Meeting): Promise<{ persons: PersonId[]; next: PersonId | null }> {
  const rows = await db.named<{ person: PersonId; met: boolean }>(
    "vault.meeting",
    `with led as materialized (
       select distinct c.person_id from unnest($2::bytea[]) d(digest)
       cross join lateral (select distinct b.person_id from blind_index b where b.organisation_id = $1 and b.digest = d.digest
         and b.person_id > $3::uuid order by b.person_id limit $4) c
       order by c.person_id limit $4
     ), asked as materialized (
       select * from unnest($5::int[], $6::int[], $7::int[], $8::bytea[]) t(condition, way, term, digest)
     )
     select led.person_id as person,
       exists (select 1 from person_key k where k.organisation_id = $1 and k.person_id = led.person_id)
       and not exists (
         select 1 from (select distinct condition from asked) c where not exists (
           select 1 from (select distinct way from asked a where a.condition = c.condition) w where not exists (
             select 1 from (select distinct term from asked a where a.condition = c.condition and a.way = w.way) t where not exists (
               select 1 from asked a
               join blind_index b on b.organisation_id = $1 and b.digest = a.digest and b.person_id = led.person_id
               join value v on v.organisation_id = $1 and v.person_id = b.person_id and v.id = b.value_id
               where a.condition = c.condition and a.way = w.way and a.term = t.term and v.field = ($9::text[])[a.condition + 1]
                 and v.replaced_at is null and not v.pending and $10::text = any(v.purposes)
             )
           )
         )
       ) as met
     from led order by led.person_id`,
    [
      db.organisation,
      m.lead,
      m.after ?? "00000000-0000-0000-0000-000000000000",
      m.limit,
      m.terms.map((t) => t.condition),
      m.terms.map((t) => t.alternative),
      m.terms.map((t) => t.term),
      m.terms.map((t) => t.digest),
      m.fields,
      m.purpose,
    ],
  );
  const last = rows.at(-1)?.person ?? null;
  return { persons: rows.filter((r) => r.met).map((r) => r.person), next: rows.length < m.limit ? null : last };
}
