import { sql } from "kysely";
import type { Db, StaffId, Tx } from "../../platform/index.js";

export interface SegmentRow {
  readonly id: string;
  readonly purpose: string;
  readonly words: Buffer;
  readonly madeAt: Date;
}

export async function insertSegment(tx: Tx, s: SegmentRow & { readonly by: StaffId }): Promise<void> {
  await sql`insert into segment (organisation_id, id, purpose, words_sealed, made_by, made_at)
    values (${tx.organisation}, ${s.id}, ${s.purpose}, ${s.words}, ${s.by}, ${s.madeAt})`.execute(tx.q);
}

/** Saved questions that stand, oldest first; one of them where its id is named. */
export async function segmentRows(db: Db, id?: string): Promise<SegmentRow[]> {
  const { rows } = await sql<SegmentRow>`select id, purpose, words_sealed as words, made_at as "madeAt" from segment
    where organisation_id = ${db.organisation} and ended_at is null and id = coalesce(${id ?? null}::uuid, id) order by id`.execute(db.q);
  return rows;
}

export async function endRow(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`update segment set ended_at = ${at}
    where organisation_id = ${tx.organisation} and id = ${id} and ended_at is null returning 1`.execute(tx.q);
  return rows.length > 0;
}
