import { sql } from "kysely";
import type { Db, StaffId, Tx } from "../../platform/index.js";

export type StaffWay = "passkey" | "totp" | "sso";
export interface StaffSessionRow {
  readonly id: string;
  readonly staffId: StaffId;
  readonly roles: readonly string[];
  readonly signedInAt: Date;
  readonly seenAt: Date;
  readonly provedAt: Date;
  readonly endsAt: Date;
  readonly endedAt: Date | null;
}

/** The session of a token, if its member of staff is active now: disabling acts at once. */
export async function staffSessionByHash(db: Db, hash: Uint8Array): Promise<StaffSessionRow | undefined> {
  const rows = await sql<StaffSessionRow>`select s.id, s.staff_id as "staffId", p.roles, s.signed_in_at as "signedInAt",
      s.seen_at as "seenAt", s.proved_at as "provedAt", s.ends_at as "endsAt", s.ended_at as "endedAt"
    from staff_session s join staff p on p.organisation_id = s.organisation_id and p.id = s.staff_id
    where s.organisation_id = ${db.organisation} and s.hash = ${hash} and p.state = 'active'`.execute(db.q);
  return rows.rows[0];
}

export async function insertStaffSession(
  tx: Tx,
  s: Readonly<{ id: string; staff: StaffId; hash: Uint8Array; way: StaffWay; at: Date; provedAt: Date; endsAt: Date }>,
): Promise<void> {
  await sql`insert into staff_session (organisation_id, id, staff_id, hash, way, signed_in_at, seen_at, proved_at, ends_at)
    values (${tx.organisation}, ${s.id}, ${s.staff}, ${s.hash}, ${s.way}, ${s.at}, ${s.at}, ${s.provedAt}, ${s.endsAt})`.execute(tx.q);
}

/** By which way a session was begun; undefined where it is not there, or ended. */
export async function wayOfSession(db: Db, id: string): Promise<StaffWay | undefined> {
  const rows = await sql<{ way: StaffWay }>`select way from staff_session
    where organisation_id = ${db.organisation} and id = ${id} and ended_at is null`.execute(db.q);
  return rows.rows[0]?.way;
}

/** Ends every session that came, or did not come, by the identity provider. */
export async function endSessionsBy(tx: Tx, which: "sso" | "own", now: Date): Promise<number> {
  const ended = await sql`update staff_session set ended_at = ${now}
    where organisation_id = ${tx.organisation} and ended_at is null and (way = 'sso') = ${which === "sso"}`.execute(tx.q);
  return Number(ended.numAffectedRows ?? 0n);
}

export async function seeStaffSession(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update staff_session set seen_at = ${now} where organisation_id = ${tx.organisation} and id = ${id}`.execute(tx.q);
}

export async function proveStaffSession(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update staff_session set proved_at = ${now}, seen_at = ${now}
    where organisation_id = ${tx.organisation} and id = ${id} and ended_at is null`.execute(tx.q);
}

export async function endStaffSession(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update staff_session set ended_at = ${now}
    where organisation_id = ${tx.organisation} and id = ${id} and ended_at is null`.execute(tx.q);
}

export async function endStaffSessions(tx: Tx, staff: StaffId, now: Date): Promise<number> {
  const ended = await sql`update staff_session set ended_at = ${now}
    where organisation_id = ${tx.organisation} and staff_id = ${staff} and ended_at is null`.execute(tx.q);
  return Number(ended.numAffectedRows ?? 0n);
}

export async function removeOldStaffSessions(tx: Tx, before: Date): Promise<void> {
  await sql`delete from staff_session where organisation_id = ${tx.organisation} and (ended_at < ${before} or seen_at < ${before})`.execute(
    tx.q,
  );
}
