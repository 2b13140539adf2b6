import { sql } from "kysely";
import type { Db, PersonId } from "../../platform/index.js";
import type { CountedFrom } from "../rules/dates.js";
import type { HeldOccasion } from "./store.js";

export interface ListedOccasion extends HeldOccasion {
  /** How many take part. */
  readonly people: number;
}

export interface Listing {
  readonly kind: string | undefined;
  /** Only those that lack one of these dates. */
  readonly lacking: readonly CountedFrom[] | undefined;
  /** Only those older than this one. */
  readonly before: string | undefined;
  readonly limit: number;
}

/** Occasions, newest first. */
export async function listOccasions(db: Db, { kind, lacking, before, limit }: Listing): Promise<ListedOccasion[]> {
  const o = db.organisation;
  const lacks = sql`exists (
    select 1 from unnest(${(lacking ?? []).map((l) => l.kind)}::text[], ${(lacking ?? []).map((l) => l.event)}::text[]) r(kind, event)
    where r.kind = o.kind and not exists (select 1 from occasion_event e
      where e.organisation_id = ${o} and e.occasion_id = o.id and e.kind = r.event))`;
  const { rows } = await sql<ListedOccasion>`
    select o.id, o.kind, o.reference, o.open, o.opened_at as "openedAt",
      (select count(*)::int from occasion_person p where p.organisation_id = ${o} and p.occasion_id = o.id) as people, coalesce((
      select json_object_agg(e.kind, e.on_date) from (
        select distinct on (kind) kind, on_date::text from occasion_event
        where organisation_id = ${o} and occasion_id = o.id order by kind, id desc) e), '{}'::json) as events
    from occasion o
    where o.organisation_id = ${o} and (${kind ?? null}::text is null or o.kind = ${kind ?? null}) and (${before ?? null}::uuid is null or o.id < ${before ?? null})
      and ${lacking ? lacks : sql`true`}
    order by o.id desc limit ${limit}`.execute(db.q);
  return rows;
}

/** Who takes part, in the order they joined, and how it came out for each. */
export async function partsIn(db: Db, occasion: string, limit: number): Promise<{ person: PersonId; outcome: string | null }[]> {
  const { rows } = await sql<{ person: PersonId; outcome: string | null }>`select person_id as person, outcome from occasion_person
    where organisation_id = ${db.organisation} and occasion_id = ${occasion} order by joined_at, person_id limit ${limit}`.execute(db.q);
  return rows;
}
