import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { Secret } from "otpauth";
import { type Db, newId, type StaffId, type Tx } from "../../platform/index.js";

const codes = 8;

/** Eight recovery codes, each of 120 bits: so much chance that a plain hash of it keeps it (ASVS 6.5.2). */
export function recoveryCodes(): string[] {
  return Array.from({ length: codes }, () => {
    const code = new Secret({ buffer: Uint8Array.from(randomBytes(15)).buffer }).base32;
    return code.replace(/(.{4})(?=.)/g, "$1-");
  });
}

/** Gives staff these recovery codes; older ones are gone. */
export async function newRecoveryCodes(tx: Tx, staff: StaffId, made: readonly string[]): Promise<void> {
  await sql`delete from staff_recovery where organisation_id = ${tx.organisation} and staff_id = ${staff}`.execute(tx.q);
  await sql`insert into staff_recovery (organisation_id, id, staff_id, hash)
    select ${tx.organisation}, * from unnest(${made.map(() => newId())}::uuid[], ${made.map(() => staff)}::uuid[], ${made.map(hashOf)}::bytea[])`.execute(
    tx.q,
  );
}

/** Uses a recovery code: once. */
export async function useRecoveryCode(tx: Tx, staff: StaffId, typed: string, now: Date): Promise<boolean> {
  const used = await sql`update staff_recovery set used_at = ${now}
    where organisation_id = ${tx.organisation} and staff_id = ${staff} and hash = ${hashOf(typed)} and used_at is null`.execute(tx.q);
  return (used.numAffectedRows ?? 0n) > 0n;
}

export async function recoveryCodesLeft(db: Db, staff: StaffId): Promise<number> {
  const rows = await sql<{ n: number }>`select count(*)::int as n from staff_recovery
    where organisation_id = ${db.organisation} and staff_id = ${staff} and used_at is null`.execute(db.q);
  return rows.rows[0]?.n ?? 0;
}

function hashOf(code: string): Buffer {
  return createHash("sha256")
    .update(`kept recovery\0${code.toUpperCase().replace(/[^A-Z2-7]/g, "")}`)
    .digest();
}
