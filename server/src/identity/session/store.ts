import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import { isLive, personSession } from "../rules.js";

export type SignInWay = "password" | "code" | "passkey";
export type EndedBy = "person" | "replaced" | "factor" | "lock" | "cancelled";

export interface SessionRow {
  readonly id: string;
  readonly personId: PersonId;
  readonly deviceId: string;
  readonly label: string;
  readonly way: SignInWay;
  readonly signedInAt: Date;
  readonly seenAt: Date;
  readonly provedAt: Date;
  readonly endedAt: Date | null;
}

const columns = sql`s.id, s.person_id as "personId", s.device_id as "deviceId", d.label, s.way, s.signed_in_at as "signedInAt",
  s.seen_at as "seenAt", s.proved_at as "provedAt", s.ended_at as "endedAt"`;
const joined = sql`session s join device d on d.organisation_id = s.organisation_id and d.person_id = s.person_id and d.id = s.device_id`;

/** The session of a token's hash, if its account is active; whether it still lives is for the caller to judge. */
export async function sessionByHash(db: Db, person: PersonId, hash: Uint8Array): Promise<SessionRow | undefined> {
  const rows = await sql<SessionRow>`select ${columns} from ${joined}
    join account a on a.organisation_id = s.organisation_id and a.person_id = s.person_id
    where s.organisation_id = ${db.organisation} and s.person_id = ${person} and s.hash = ${hash} and a.state = 'active'`.execute(db.q);
  return rows.rows[0];
}

/** A session of a person, ended or not. */
export async function sessionById(db: Db, person: PersonId, id: string): Promise<SessionRow | undefined> {
  const rows = await sql<SessionRow>`select ${columns} from ${joined}
    where s.organisation_id = ${db.organisation} and s.person_id = ${person} and s.id = ${id}`.execute(db.q);
  return rows.rows[0];
}

/** Sessions of a person that live at `now`, the last seen first. */
export async function sessionsOf(db: Db, person: PersonId, now: Date): Promise<SessionRow[]> {
  const rows = await sql<SessionRow>`select ${columns} from ${joined}
    where s.organisation_id = ${db.organisation} and s.person_id = ${person} and s.ended_at is null
    order by s.seen_at desc`.execute(db.q);
  return rows.rows.filter((s) => isLive(s, personSession, now));
}

export async function insertSession(
  tx: Tx,
  s: Readonly<{ id: string; person: PersonId; hash: Uint8Array; device: string; way: SignInWay; at: Date; proof: string }>,
): Promise<void> {
  await sql`insert into session (organisation_id, person_id, id, hash, device_id, way, signed_in_at, seen_at, proved_at, proof)
    values (${tx.organisation}, ${s.person}, ${s.id}, ${s.hash}, ${s.device}, ${s.way}, ${s.at}, ${s.at}, ${s.at}, ${s.proof})`.execute(
    tx.q,
  );
}

export async function touchSession(tx: Tx, person: PersonId, id: string, now: Date): Promise<void> {
  await sql`update session set seen_at = ${now}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} and ended_at is null`.execute(tx.q);
}

export async function provedSession(tx: Tx, person: PersonId, id: string, proof: string, now: Date): Promise<boolean> {
  const done = await sql`update session set proved_at = ${now}, seen_at = ${now}, proof = ${proof}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id} and ended_at is null`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

/** Ends one session, or all but `except`; answers which. */
export async function endSessionRows(
  tx: Tx,
  person: PersonId,
  which: Readonly<{ id: string } | { except: string | undefined }>,
  by: EndedBy,
  now: Date,
): Promise<string[]> {
  const chosen = "id" in which ? sql`id = ${which.id}` : sql`id is distinct from ${which.except ?? null}::uuid`;
  const rows = await sql<{ id: string }>`update session set ended_at = ${now}, ended_by = ${by}
    where organisation_id = ${tx.organisation} and person_id = ${person} and ended_at is null and ${chosen} returning id`.execute(tx.q);
  return rows.rows.map((r) => r.id);
}

/** The event that last proved a person to be there, in any of their live sessions. */
export async function lastProof(db: Db, person: PersonId): Promise<string | undefined> {
  const rows = await sql<{ proof: string }>`select proof from session
    where organisation_id = ${db.organisation} and person_id = ${person} and ended_at is null order by proved_at desc limit 1`.execute(
    db.q,
  );
  return rows.rows[0]?.proof;
}

export interface DeviceRow {
  readonly id: string;
  readonly label: string;
}

export async function deviceByHash(db: Db, person: PersonId, hash: Uint8Array): Promise<DeviceRow | undefined> {
  const rows = await sql<DeviceRow>`select id, label from device
    where organisation_id = ${db.organisation} and person_id = ${person} and hash = ${hash}`.execute(db.q);
  return rows.rows[0];
}

/** Adds a device; answers whether it is the account's first. */
export async function insertDevice(
  tx: Tx,
  d: Readonly<{ id: string; person: PersonId; hash: Uint8Array; label: string; at: Date }>,
): Promise<boolean> {
  const rows = await sql<{ first: boolean }>`
    insert into device (organisation_id, person_id, id, hash, label, first, seen_at, known_at)
    select ${tx.organisation}, ${d.person}, ${d.id}, ${d.hash}, ${d.label},
      not exists (select 1 from device where organisation_id = ${tx.organisation} and person_id = ${d.person}), ${d.at}, ${d.at}
    returning first`.execute(tx.q);
  return rows.rows[0]?.first ?? false;
}

export async function seeDevice(tx: Tx, person: PersonId, id: string, label: string, now: Date): Promise<void> {
  await sql`update device set seen_at = ${now}, label = ${label}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id}`.execute(tx.q);
}

/** Makes every browser a stranger again: after a lock or a reset. */
export async function forgetDevices(tx: Tx, person: PersonId): Promise<void> {
  await sql`update device set hash = ''::bytea where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
}

/** Sessions outlived or ended before `before`, of everyone. */
export async function removeOldSessions(tx: Tx, before: Date): Promise<number> {
  const gone = await sql`delete from session
    where organisation_id = ${tx.organisation} and (ended_at < ${before} or seen_at < ${before})`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n);
}
