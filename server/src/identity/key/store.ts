import { sql } from "kysely";
import type { Db, StaffId, Tx } from "../../platform/index.js";

export interface KeyRow {
  readonly id: string;
  readonly label: string;
  readonly roles: readonly string[];
  readonly madeBy: StaffId | null;
  readonly madeAt: Date;
  readonly revokedAt: Date | null;
}

const columns = sql`id, label, roles, made_by as "madeBy", made_at as "madeAt", revoked_at as "revokedAt"`;

export async function insertKey(
  tx: Tx,
  k: Readonly<{ id: string; hash: Uint8Array; label: string; roles: readonly string[]; by: string | undefined; at: Date }>,
): Promise<void> {
  await sql`insert into api_key (organisation_id, id, hash, label, roles, made_by, made_at)
    values (${tx.organisation}, ${k.id}, ${k.hash}, ${k.label}, ${k.roles}, ${k.by ?? null}, ${k.at})`.execute(tx.q);
}

export async function keyByHash(db: Db, hash: Uint8Array): Promise<KeyRow | undefined> {
  const rows = await db.named<KeyRow & { [column: string]: unknown }>(
    "identity.key",
    `select id, label, roles, made_by as "madeBy", made_at as "madeAt", revoked_at as "revokedAt" from api_key where organisation_id = $1 and hash = $2`,
    [db.organisation, hash],
  );
  return rows[0];
}

/** Who of the staff made a key: what is done by it, they could have done. Null where nobody did (`kept init`), or it is no key. */
export async function makerOfKey(db: Db, id: string): Promise<StaffId | null> {
  const { rows } = await sql<{ by: StaffId | null }>`select made_by as by from api_key
    where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q);
  return rows[0]?.by ?? null;
}

export async function allKeys(db: Db): Promise<KeyRow[]> {
  return (await sql<KeyRow>`select ${columns} from api_key where organisation_id = ${db.organisation} order by id desc`.execute(db.q)).rows;
}

/** Ends a key; answers it, or undefined where there is none. Repeating it changes nothing. */
export async function endKey(tx: Tx, id: string, now: Date): Promise<(KeyRow & { readonly ended: boolean }) | undefined> {
  const ended = await sql<KeyRow>`update api_key set revoked_at = ${now}
    where organisation_id = ${tx.organisation} and id = ${id} and revoked_at is null returning ${columns}`.execute(tx.q);
  if (ended.rows[0]) return { ...ended.rows[0], ended: true };
  const there = await sql<KeyRow>`select ${columns} from api_key where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
  return there.rows[0] && { ...there.rows[0], ended: false };
}

/** Ends every live key that a member of staff made; answers which. */
export async function endKeysOf(tx: Tx, staff: StaffId, now: Date): Promise<string[]> {
  const ended = await sql<{ id: string }>`update api_key set revoked_at = ${now}
    where organisation_id = ${tx.organisation} and made_by = ${staff} and revoked_at is null returning id`.execute(tx.q);
  return ended.rows.map((r) => r.id);
}
