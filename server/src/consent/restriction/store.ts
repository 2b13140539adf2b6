import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { By } from "../rules.js";

/** Stands in place of a purpose where a restriction covers all of them. No purpose can have this name. */
export const everything = "*";

/** A restriction that stands. `purpose` is undefined where it covers every purpose. */
export interface Restriction {
  readonly id: string;
  readonly purpose: string | undefined;
  readonly at: Date;
}

/** Adds a restriction; false where the same one stands, or there is no such person. The share lock makes an erasure wait, and waits for it. */
export async function insertRestriction(
  tx: Tx,
  r: { readonly id: string; readonly person: PersonId; readonly purpose: string; readonly at: Date; readonly by: By },
): Promise<boolean> {
  const { rows } = await sql`
    insert into restriction (organisation_id, person_id, id, purpose, at, by_kind, by_id)
    select ${tx.organisation}, p.id, ${r.id}, ${r.purpose}, ${r.at}, ${r.by.kind}, ${r.by.kind === "person" ? null : r.by.id}
    from (select id from person where organisation_id = ${tx.organisation} and id = ${r.person} and state in ('pending', 'active') for share) p
    on conflict do nothing returning id`.execute(tx.q);
  return rows.length > 0;
}

export async function markLifted(tx: Tx, person: PersonId, purpose: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update restriction set lifted_at = ${at}
    where organisation_id = ${tx.organisation} and person_id = ${person} and purpose = ${purpose} and lifted_at is null returning id`.execute(
    tx.q,
  );
  return rows.length > 0;
}

/** The restrictions of a person that stand, oldest first. */
export async function restrictionsOf(db: Db, person: PersonId): Promise<Restriction[]> {
  const { rows } = await sql<{ id: string; purpose: string; at: Date }>`select id, purpose, at from restriction
    where organisation_id = ${db.organisation} and person_id = ${person} and lifted_at is null order by id`.execute(db.q);
  return rows.map((r) => ({ ...r, purpose: r.purpose === everything ? undefined : r.purpose }));
}

export async function isThere(db: Db, person: PersonId): Promise<boolean> {
  const { rows } = await sql`select 1 from person
    where organisation_id = ${db.organisation} and id = ${person} and state in ('pending', 'active')`.execute(db.q);
  return rows.length > 0;
}

/** A newcomer's restrictions, under the person they turned out to be. */
export async function copyRestrictions(tx: Tx, from: PersonId, to: PersonId): Promise<void> {
  await sql`insert into restriction (organisation_id, person_id, id, purpose, at, by_kind, by_id)
    select organisation_id, ${to}, id, purpose, at, by_kind, by_id from restriction
    where organisation_id = ${tx.organisation} and person_id = ${from} and lifted_at is null on conflict do nothing`.execute(tx.q);
}

export async function deleteRestrictions(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from restriction where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}
