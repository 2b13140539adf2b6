import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";

export type AccountState = "pending" | "active" | "locked" | "cancelled";

export interface AccountRow {
  readonly personId: PersonId;
  readonly state: AccountState;
  readonly password: string | null;
  readonly handle: Buffer;
  readonly contactId: string | null;
  readonly openedAt: Date;
}

const columns = sql`person_id as "personId", state, password, handle, contact_id as "contactId", opened_at as "openedAt"`;

export async function insertAccount(
  tx: Tx,
  a: Readonly<{ person: PersonId; password: string | null; contact: string; touchpoint: string; at: Date }>,
): Promise<void> {
  await sql`insert into account (organisation_id, person_id, state, password, handle, contact_id, touchpoint, opened_at)
    values (${tx.organisation}, ${a.person}, 'pending', ${a.password}, ${randomBytes(32)}, ${a.contact}, ${a.touchpoint}, ${a.at})`.execute(
    tx.q,
  );
}

export async function accountOf(db: Db, person: PersonId): Promise<AccountRow | undefined> {
  return (await accountsOf(db, [person]))[0];
}

/** Accounts of these persons, the oldest first. */
export async function accountsOf(db: Db, persons: readonly PersonId[]): Promise<AccountRow[]> {
  const rows = await sql<AccountRow>`select ${columns} from account
    where organisation_id = ${db.organisation} and person_id = any(${persons}) order by opened_at, person_id`.execute(db.q);
  return rows.rows;
}

export async function accountByHandle(db: Db, handle: Uint8Array): Promise<AccountRow | undefined> {
  const rows = await sql<AccountRow>`select ${columns} from account
    where organisation_id = ${db.organisation} and handle = ${handle}`.execute(db.q);
  return rows.rows[0];
}

/** Moves an account from one of the states; answers whether it was in it. */
export async function moveAccount(tx: Tx, person: PersonId, from: readonly AccountState[], to: AccountState, now: Date): Promise<boolean> {
  const moved = await sql`update account set state = ${to},
      confirmed_at = case when ${to} = 'active' then coalesce(confirmed_at, ${now}) else confirmed_at end,
      locked_at = case when ${to} = 'locked' then ${now}::timestamptz else null end
    where organisation_id = ${tx.organisation} and person_id = ${person} and state = any(${from})`.execute(tx.q);
  return (moved.numAffectedRows ?? 0n) > 0n;
}

export async function setPassword(tx: Tx, person: PersonId, password: string): Promise<void> {
  await sql`update account set password = ${password}
    where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

export async function setContact(tx: Tx, person: PersonId, contact: string): Promise<void> {
  await sql`update account set contact_id = ${contact}
    where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}
