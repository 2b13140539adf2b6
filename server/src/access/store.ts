import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../platform/index.js";

export const mergeEvidence = ["same_verified_contact", "document", "call_back", "in_person"] as const;
export type MergeEvidence = (typeof mergeEvidence)[number];

export interface MergeRow {
  readonly id: string;
  readonly personId: PersonId;
  readonly otherId: PersonId;
  readonly evidence: MergeEvidence;
  readonly at: Date;
  readonly undoneAt: Date | null;
}

const columns = sql`id, person_id as "personId", other_id as "otherId", evidence, at, undone_at as "undoneAt"`;

export async function insertMerge(tx: Tx, m: Omit<MergeRow, "undoneAt"> & { readonly by: StaffId }): Promise<void> {
  await sql`insert into merge (organisation_id, person_id, other_id, id, evidence, by_staff, at)
    values (${tx.organisation}, ${m.personId}, ${m.otherId}, ${m.id}, ${m.evidence}, ${m.by}, ${m.at})`.execute(tx.q);
}

export async function selectMerge(tx: Tx, id: string): Promise<MergeRow | undefined> {
  const rows =
    await sql<MergeRow>`select ${columns} from merge where organisation_id = ${tx.organisation} and id = ${id} for update`.execute(tx.q);
  return rows.rows[0];
}

export async function markUndone(tx: Tx, m: MergeRow, by: StaffId, at: Date): Promise<void> {
  await sql`update merge set undone_at = ${at}, undone_by = ${by}
    where organisation_id = ${tx.organisation} and person_id = ${m.personId} and id = ${m.id}`.execute(tx.q);
}

/** Merges that stand and name one of these persons. */
export async function standingMerges(db: Db, persons: readonly PersonId[]): Promise<MergeRow[]> {
  const rows = await sql<MergeRow>`select ${columns} from merge
    where organisation_id = ${db.organisation} and undone_at is null and (person_id = any(${persons}::uuid[]) or other_id = any(${persons}::uuid[]))
    order by at, id`.execute(db.q);
  return rows.rows;
}

export async function deleteMerges(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from merge where organisation_id = ${tx.organisation} and (person_id = ${person} or other_id = ${person})`.execute(tx.q);
}
