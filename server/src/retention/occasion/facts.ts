import { sql } from "kysely";
import type { Db, PersonId } from "../../platform/index.js";
import type { OccasionFacts } from "../rules/ending.js";

/** What is known of the occasions of many persons, for each of them: by person and occasion. */
export type Facts = ReadonlyMap<string, OccasionFacts>;
export const factKey = (person: PersonId, occasion: string): string => `${person} ${occasion}`;

/** Dates and outcomes of every occasion these persons take part in. */
export async function factsOf(db: Db, persons: readonly PersonId[]): Promise<Facts> {
  const { rows } = await sql<OccasionFacts & { person: PersonId; id: string }>`
    select p.person_id as person, o.id, o.kind, p.outcome, coalesce((
      select json_object_agg(e.kind, e.on_date) from (
        select distinct on (kind) kind, on_date::text from occasion_event
        where organisation_id = ${db.organisation} and occasion_id = o.id order by kind, id desc) e), '{}'::json) as events
    from occasion_person p join occasion o on o.organisation_id = p.organisation_id and o.id = p.occasion_id
    where p.organisation_id = ${db.organisation} and p.person_id = any(${persons}::uuid[])`.execute(db.q);
  return new Map(rows.map(({ person, id, ...facts }) => [factKey(person, id), facts]));
}
