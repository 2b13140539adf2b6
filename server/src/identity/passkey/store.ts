import { sql } from "kysely";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { Credential } from "./ceremony.js";

export interface PasskeyRow extends Credential {
  readonly id: string;
  readonly personId: PersonId;
  readonly label: string;
  readonly addedAt: Date;
  readonly usedAt: Date | null;
}

const columns = sql`id, person_id as "personId", credential, public_key as "publicKey", counter, transports, label,
  added_at as "addedAt", used_at as "usedAt"`;

export async function passkeysOf(db: Db, person: PersonId): Promise<PasskeyRow[]> {
  const rows = await sql<PasskeyRow>`select ${columns} from passkey
    where organisation_id = ${db.organisation} and person_id = ${person} order by added_at`.execute(db.q);
  return rows.rows;
}

export async function passkeyByCredential(db: Db, credential: string): Promise<PasskeyRow | undefined> {
  const rows = await sql<PasskeyRow>`select ${columns} from passkey
    where organisation_id = ${db.organisation} and credential = ${credential}`.execute(db.q);
  return rows.rows[0];
}

export async function insertPasskey(
  tx: Tx,
  p: Credential & Readonly<{ id: string; person: PersonId; label: string; at: Date }>,
): Promise<void> {
  await sql`insert into passkey (organisation_id, person_id, id, credential, public_key, counter, transports, label, added_at)
    values (${tx.organisation}, ${p.person}, ${p.id}, ${p.credential}, ${Buffer.from(p.publicKey)}, ${p.counter}, ${p.transports}, ${p.label},
      ${p.at})`.execute(tx.q);
}

export async function usedPasskey(tx: Tx, person: PersonId, id: string, counter: number, now: Date): Promise<void> {
  await sql`update passkey set counter = ${counter}, used_at = ${now}
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id}`.execute(tx.q);
}

export async function deletePasskey(tx: Tx, person: PersonId, id: string): Promise<boolean> {
  const gone = await sql`delete from passkey
    where organisation_id = ${tx.organisation} and person_id = ${person} and id = ${id}`.execute(tx.q);
  return (gone.numAffectedRows ?? 0n) > 0n;
}

/** Removes every passkey of a person; answers how many there were. */
export async function deletePasskeys(tx: Tx, person: PersonId): Promise<number> {
  const gone = await sql`delete from passkey where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  return Number(gone.numAffectedRows ?? 0n);
}
