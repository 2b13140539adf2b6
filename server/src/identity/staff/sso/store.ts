import { sql } from "kysely";
import type { Db, PersonId, StaffId, Tx } from "../../../platform/index.js";

export interface ProviderRow {
  readonly holder: PersonId;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: Buffer;
  readonly only: boolean;
  readonly acr: string | null;
  readonly mfa: boolean;
  readonly sessionHours: number;
  readonly changedAt: Date;
}

const columns = sql`holder_id as holder, issuer, client_id as "clientId", secret, only_way as only, acr, mfa,
  session_hours as "sessionHours", changed_at as "changedAt"`;

export async function providerOf(db: Db): Promise<ProviderRow | undefined> {
  return (await sql<ProviderRow>`select ${columns} from staff_provider where organisation_id = ${db.organisation}`.execute(db.q)).rows[0];
}

export async function writeProvider(tx: Tx, p: ProviderRow & { readonly by: StaffId }): Promise<void> {
  await sql`insert into staff_provider
      (organisation_id, holder_id, issuer, client_id, secret, only_way, acr, mfa, session_hours, changed_by, changed_at)
    values (${tx.organisation}, ${p.holder}, ${p.issuer}, ${p.clientId}, ${p.secret}, ${p.only}, ${p.acr}, ${p.mfa}, ${p.sessionHours},
      ${p.by}, ${p.changedAt})
    on conflict (organisation_id) do update set holder_id = excluded.holder_id, issuer = excluded.issuer, client_id = excluded.client_id,
      secret = excluded.secret, only_way = excluded.only_way, acr = excluded.acr, mfa = excluded.mfa,
      session_hours = excluded.session_hours, changed_by = excluded.changed_by, changed_at = excluded.changed_at`.execute(tx.q);
}

export async function deleteProvider(tx: Tx): Promise<boolean> {
  const gone = await sql`delete from staff_provider where organisation_id = ${tx.organisation}`.execute(tx.q);
  return (gone.numAffectedRows ?? 0n) > 0n;
}

/** Who an account of the provider is, by its digests under every live index key. */
export async function staffBySubject(db: Db, digests: readonly Uint8Array[]): Promise<StaffId | undefined> {
  const rows = await sql<{ staff: StaffId }>`select staff_id as staff from staff_subject
    where organisation_id = ${db.organisation} and digest = any(${digests})`.execute(db.q);
  return rows.rows[0]?.staff;
}

/** Ties an account to a member of staff; false where either is tied already. */
export async function bindSubject(
  tx: Tx,
  s: Readonly<{ digest: Uint8Array; staff: StaffId; issuer: string; by: "link" | "email" | "self"; at: Date }>,
): Promise<boolean> {
  const done = await sql`insert into staff_subject (organisation_id, digest, staff_id, issuer, bound_by, bound_at, used_at)
    values (${tx.organisation}, ${s.digest}, ${s.staff}, ${s.issuer}, ${s.by}, ${s.at}, ${s.at}) on conflict do nothing`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

export async function usedSubject(tx: Tx, staff: StaffId, now: Date): Promise<void> {
  await sql`update staff_subject set used_at = ${now} where organisation_id = ${tx.organisation} and staff_id = ${staff}`.execute(tx.q);
}

export async function hasSubject(db: Db, staff: StaffId): Promise<boolean> {
  const rows = await sql`select 1 from staff_subject where organisation_id = ${db.organisation} and staff_id = ${staff}`.execute(db.q);
  return rows.rows.length > 0;
}

/** Ends one tie, or every one. */
export async function unbindSubjects(tx: Tx, staff?: StaffId): Promise<number> {
  const gone = await sql`delete from staff_subject
    where organisation_id = ${tx.organisation} and (${staff ?? null}::uuid is null or staff_id = ${staff ?? null}::uuid)`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n);
}

export async function countSubjects(db: Db): Promise<number> {
  const rows = await sql<{ n: number }>`select count(*)::int as n from staff_subject where organisation_id = ${db.organisation}`.execute(
    db.q,
  );
  return rows.rows[0]?.n ?? 0;
}
