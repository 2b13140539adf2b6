import { sql } from "kysely";
import type { Db, StaffId, Tx } from "../../platform/index.js";
import type { Credential } from "../passkey/ceremony.js";

export type StaffState = "invited" | "active" | "disabled";
export interface StaffRow {
  readonly id: StaffId;
  readonly state: StaffState;
  readonly roles: readonly string[];
  readonly name: Buffer;
  readonly email: Buffer;
  readonly emailDigest: Buffer;
  readonly password: string | null;
  readonly totp: Buffer | null;
  readonly handle: Buffer;
  readonly invitedAt: Date;
  readonly activeAt: Date | null;
  readonly disabledAt: Date | null;
}

const columns = sql`id, state, roles, name, email, email_digest as "emailDigest", password, totp, handle,
  invited_at as "invitedAt", active_at as "activeAt", disabled_at as "disabledAt"`;

export async function staffById(db: Db, id: StaffId): Promise<StaffRow | undefined> {
  return (await sql<StaffRow>`select ${columns} from staff where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q))
    .rows[0];
}

export async function allStaff(db: Db): Promise<StaffRow[]> {
  return (await sql<StaffRow>`select ${columns} from staff where organisation_id = ${db.organisation} order by id`.execute(db.q)).rows;
}

/** All staff, held against every other change of staff until the transaction ends. */
export async function lockStaff(tx: Tx): Promise<StaffRow[]> {
  return (await sql<StaffRow>`select ${columns} from staff where organisation_id = ${tx.organisation} order by id for update`.execute(tx.q))
    .rows;
}

export async function staffByEmail(db: Db, digests: readonly Uint8Array[]): Promise<StaffRow | undefined> {
  const rows = await sql<StaffRow>`select ${columns} from staff
    where organisation_id = ${db.organisation} and email_digest = any(${digests}) order by disabled_at nulls first, id`.execute(db.q);
  return rows.rows[0];
}

export async function insertStaff(
  tx: Tx,
  s: Readonly<{
    id: StaffId;
    state: StaffState;
    roles: readonly string[];
    name: Uint8Array;
    email: Uint8Array;
    digest: Uint8Array;
    handle: Uint8Array;
    by: string | undefined;
    at: Date;
  }>,
): Promise<void> {
  await sql`insert into staff (organisation_id, id, state, roles, name, email, email_digest, handle, invited_by, invited_at)
    values (${tx.organisation}, ${s.id}, ${s.state}, ${s.roles}, ${s.name}, ${s.email}, ${s.digest}, ${s.handle}, ${s.by ?? null}, ${s.at})`.execute(
    tx.q,
  );
}

/** Gives staff their factor and makes them active; false where they were disabled meanwhile. */
export async function equipStaff(
  tx: Tx,
  id: StaffId,
  e: Readonly<{
    name: Uint8Array;
    email: Uint8Array;
    digest: Uint8Array;
    handle: Uint8Array;
    password: string | null;
    totp: Uint8Array | null;
    step: number;
    at: Date;
  }>,
): Promise<boolean> {
  const done = await sql`update staff set state = 'active', name = ${e.name}, email = ${e.email}, email_digest = ${e.digest},
      handle = ${e.handle}, password = ${e.password}, totp = ${e.totp}, totp_step = ${e.step}, active_at = coalesce(active_at, ${e.at})
    where organisation_id = ${tx.organisation} and id = ${id} and state <> 'disabled'`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/** Makes active who was invited, without a factor of their own here; false where they were disabled meanwhile. */
export async function activateStaff(tx: Tx, id: StaffId, now: Date): Promise<boolean> {
  const done = await sql`update staff set state = 'active', active_at = coalesce(active_at, ${now})
    where organisation_id = ${tx.organisation} and id = ${id} and state <> 'disabled'`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/** Takes every factor away: password, authenticator, passkeys, recovery codes, and the tie to an account of the identity provider. */
export async function unequipStaff(tx: Tx, id: StaffId): Promise<void> {
  await sql`update staff set password = null, totp = null where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
  await sql`delete from staff_passkey where organisation_id = ${tx.organisation} and staff_id = ${id}`.execute(tx.q);
  await sql`delete from staff_recovery where organisation_id = ${tx.organisation} and staff_id = ${id}`.execute(tx.q);
  await sql`delete from staff_subject where organisation_id = ${tx.organisation} and staff_id = ${id}`.execute(tx.q);
}

export async function setRoles(tx: Tx, id: StaffId, roles: readonly string[]): Promise<void> {
  await sql`update staff set roles = ${roles} where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

export async function disable(tx: Tx, id: StaffId, now: Date): Promise<void> {
  await sql`update staff set state = 'disabled', disabled_at = ${now} where organisation_id = ${tx.organisation} and id = ${id}`.execute(
    tx.q,
  );
}

/** Takes a time step of the authenticator app; false where it, or a later one, was taken before. */
export async function takeStep(tx: Tx, id: StaffId, step: number): Promise<boolean> {
  const taken = await sql`update staff set totp_step = ${step}
    where organisation_id = ${tx.organisation} and id = ${id} and totp_step < ${step}`.execute(tx.q);
  return (taken.numAffectedRows ?? 0n) > 0n;
}

export interface StaffPasskeyRow extends Credential {
  readonly id: string;
  readonly staffId: StaffId;
}

const passkeyColumns = sql`id, staff_id as "staffId", credential, public_key as "publicKey", counter, transports`;

export async function staffPasskeys(db: Db, id: StaffId): Promise<StaffPasskeyRow[]> {
  const rows = await sql<StaffPasskeyRow>`select ${passkeyColumns} from staff_passkey
    where organisation_id = ${db.organisation} and staff_id = ${id}`.execute(db.q);
  return rows.rows;
}

export async function staffPasskeyBy(db: Db, credential: string): Promise<StaffPasskeyRow | undefined> {
  const rows = await sql<StaffPasskeyRow>`select ${passkeyColumns} from staff_passkey
    where organisation_id = ${db.organisation} and credential = ${credential}`.execute(db.q);
  return rows.rows[0];
}

export async function insertStaffPasskey(tx: Tx, p: Credential & Readonly<{ id: string; staff: StaffId; at: Date }>): Promise<void> {
  await sql`insert into staff_passkey (organisation_id, id, staff_id, credential, public_key, counter, transports, added_at)
    values (${tx.organisation}, ${p.id}, ${p.staff}, ${p.credential}, ${Buffer.from(p.publicKey)}, ${p.counter}, ${p.transports}, ${p.at})`.execute(
    tx.q,
  );
}

export async function usedStaffPasskey(tx: Tx, id: string, counter: number, now: Date): Promise<void> {
  await sql`update staff_passkey set counter = ${counter}, used_at = ${now}
    where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}
