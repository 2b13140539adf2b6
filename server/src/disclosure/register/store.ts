import { sql } from "kysely";
import { type Db, newId, type PersonId, type Tx } from "../../platform/index.js";
import type { ContractFacts } from "../gate/rules.js";

export interface PartyRow {
  readonly id: string;
  readonly recipient: string;
  readonly name: string;
  readonly taxCode: string | null;
  readonly country: string;
  readonly dossier: string | null;
  readonly holder: PersonId;
  readonly contactSealed: Buffer | null;
  readonly ageKey: string | null;
  readonly state: "active" | "ended";
  readonly createdAt: Date;
}

export interface ContractRow extends ContractFacts {
  readonly id: string;
  readonly party: string;
  readonly number: string;
  readonly fileId: string | null;
  readonly recordedAt: Date;
}

const party = sql`id, recipient, name, tax_code as "taxCode", country, dossier, holder, contact_sealed as "contactSealed",
  age_key as "ageKey", state, created_at as "createdAt"`;

/** Parties of the register, by recipient and name. The register is small: companies, not people. */
export async function allParties(db: Db): Promise<PartyRow[]> {
  const { rows } = await sql<PartyRow>`select ${party} from recipient_party where organisation_id = ${db.organisation}
    order by recipient, name, id limit 2000`.execute(db.q);
  return rows;
}

export async function partyById(db: Db, id: string): Promise<PartyRow | undefined> {
  const { rows } = await sql<PartyRow>`select ${party} from recipient_party
    where organisation_id = ${db.organisation} and id = ${id}`.execute(db.q);
  return rows[0];
}

export async function insertParty(tx: Tx, r: PartyRow): Promise<void> {
  await sql`insert into recipient_party (organisation_id, id, recipient, name, tax_code, country, dossier, holder, contact_sealed, age_key, state,
      created_at)
    values (${tx.organisation}, ${r.id}, ${r.recipient}, ${r.name}, ${r.taxCode}, ${r.country}, ${r.dossier}, ${r.holder}, ${r.contactSealed},
      ${r.ageKey}, ${r.state}, ${r.createdAt})`.execute(tx.q);
}

export async function updateParty(tx: Tx, r: PartyRow): Promise<void> {
  await sql`update recipient_party set name = ${r.name}, tax_code = ${r.taxCode}, country = ${r.country}, dossier = ${r.dossier},
      contact_sealed = ${r.contactSealed}, age_key = ${r.ageKey}, state = ${r.state}
    where organisation_id = ${tx.organisation} and id = ${r.id}`.execute(tx.q);
}

/** Contracts of one party or of all, newest first. */
export async function contractsOf(db: Db, of?: string): Promise<ContractRow[]> {
  const { rows } = await sql<ContractRow>`select id, party_id as party, number, signed_on::text as "signedOn", ends_on::text as "endsOn",
      ended_on::text as "endedOn", items, sensitive_items as "sensitiveItems", paid, file_id as "fileId", recorded_at as "recordedAt"
    from recipient_contract where organisation_id = ${db.organisation} and (${of ?? null}::uuid is null or party_id = ${of ?? null})
    order by id desc limit 5000`.execute(db.q);
  return rows;
}

export async function insertContract(tx: Tx, c: ContractRow): Promise<void> {
  await sql`insert into recipient_contract (organisation_id, party_id, id, number, signed_on, ends_on, items, sensitive_items, paid, file_id,
      recorded_at, ended_on)
    values (${tx.organisation}, ${c.party}, ${c.id}, ${c.number}, ${c.signedOn}, ${c.endsOn}, ${JSON.stringify(c.items)},
      ${JSON.stringify(c.sensitiveItems)}, ${c.paid}, ${c.fileId}, ${c.recordedAt}, ${c.endedOn})`.execute(tx.q);
}

/** True where the contract is the party's. */
export async function endContractOn(tx: Tx, of: string, id: string, on: string): Promise<boolean> {
  const { rows } = await sql`update recipient_contract set ended_on = least(ended_on, ${on}::date)
    where organisation_id = ${tx.organisation} and party_id = ${of} and id = ${id} returning 1`.execute(tx.q);
  return rows.length === 1;
}

export async function setDocument(tx: Tx, of: string, id: string, file: string): Promise<boolean> {
  const { rows } = await sql`update recipient_contract set file_id = ${file}
    where organisation_id = ${tx.organisation} and party_id = ${of} and id = ${id} returning 1`.execute(tx.q);
  return rows.length === 1;
}

export type Changed = "registered" | "changed" | "ended" | "resumed" | "contract_recorded" | "contract_ended" | "document_kept";

export interface ChangeRow {
  readonly what: Changed;
  readonly fields: readonly string[];
  readonly at: Date;
}

export async function insertChange(tx: Tx, of: string, change: ChangeRow & { readonly by: string }): Promise<void> {
  await sql`insert into recipient_change (organisation_id, party_id, id, what, fields, by_id, at)
    values (${tx.organisation}, ${of}, ${newId()}, ${change.what}, ${[...change.fields]}::text[], ${change.by}, ${change.at})`.execute(
    tx.q,
  );
}

export async function changesOf(db: Db, of: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow>`select what, fields, at from recipient_change
    where organisation_id = ${db.organisation} and party_id = ${of} order by id desc limit 200`.execute(db.q);
  return rows;
}
