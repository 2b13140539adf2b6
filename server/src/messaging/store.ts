import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../platform/index.js";

export type MessageState = "waiting" | "sent" | "failed";

export interface MessageRow {
  readonly personId: PersonId;
  readonly id: string;
  readonly kind: string;
  readonly state: MessageState;
  readonly sealed: Buffer;
  readonly attempts: number;
  readonly fault: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

const columns = sql`person_id as "personId", id, kind, state, sealed, attempts, fault, created_at as "createdAt", sent_at as "sentAt"`;

/** False where a message of this id is there already: a job that runs twice writes one. */
export async function insertMessage(tx: Tx, m: Pick<MessageRow, "personId" | "id" | "kind" | "sealed" | "createdAt">): Promise<boolean> {
  const rows = await sql`insert into message (organisation_id, person_id, id, kind, state, sealed, created_at)
    values (${tx.organisation}, ${m.personId}, ${m.id}, ${m.kind}, 'waiting', ${m.sealed}, ${m.createdAt})
    on conflict do nothing returning id`.execute(tx.q);
  return rows.rows.length > 0;
}

export async function selectMessage(db: Db, person: PersonId, id: string): Promise<MessageRow | undefined> {
  const rows = await sql<MessageRow>`select ${columns} from message
    where organisation_id = ${db.organisation} and person_id = ${person} and id = ${id}`.execute(db.q);
  return rows.rows[0];
}

/** Takes a message for one attempt, so that two jobs never send it at the same time; nothing where it waits no more. */
export async function takeMessage(tx: Tx, person: PersonId, id: string): Promise<MessageRow | undefined> {
  const rows = await sql<MessageRow>`select ${columns} from message
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} and state = 'waiting'
    for update skip locked`.execute(tx.q);
  return rows.rows[0];
}

export async function markMessage(
  tx: Tx,
  m: { personId: PersonId; id: string; state: MessageState; attempts: number; fault: string | null; sentAt: Date | null },
): Promise<void> {
  await sql`update message set state = ${m.state}, attempts = ${m.attempts}, fault = ${m.fault}, sent_at = ${m.sentAt}
    where organisation_id = ${tx.organisation} and person_id = ${m.personId} and id = ${m.id}`.execute(tx.q);
}

/** Newest first, by keyset. */
export async function listNewest(db: Db, limit: number, before?: string, state?: MessageState): Promise<MessageRow[]> {
  const rows = await sql<MessageRow>`select ${columns} from message
    where organisation_id = ${db.organisation} and id < coalesce(${before ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
      and (${state ?? null}::text is null or state = ${state ?? null})
    order by id desc limit ${limit}`.execute(db.q);
  return rows.rows;
}

export async function deleteMessages(tx: Tx, person: PersonId): Promise<void> {
  await sql`delete from message where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}
