import { type RawBuilder, sql } from "kysely";
import { type Db, newToken, type OrganisationId, type StaffId, type Tx, tokenHash } from "../../platform/index.js";

export type LinkKind = "first" | "invite" | "reset";
export interface LinkRow {
  readonly kind: LinkKind;
  readonly staffId: StaffId | null;
}

/** A token for a link: the organisation before the secret, so that it is found before anybody is signed in. */
export function newLinkToken(organisation: OrganisationId): { token: string; hash: Buffer } {
  const token = `${organisation}.${newToken()}`;
  return { token, hash: tokenHash(token) };
}

/** What stands in the terminal or is handed over: the token is in the fragment, which no server ever sees. */
export function linkUrl(url: string, token: string): string {
  return `${url}/console/set-up#${token}`;
}

/** Writes a link; earlier ones of the same staff, or of the first administrator, stop working. */
export async function writeLink(
  tx: Tx,
  l: Readonly<{ hash: Uint8Array; kind: LinkKind; staff?: StaffId; at: Date; expires?: Date }>,
): Promise<void> {
  await sql`delete from staff_link where organisation_id = ${tx.organisation} and used_at is null
    and (staff_id = ${l.staff ?? null} or (kind = 'first' and ${l.kind} = 'first'))`.execute(tx.q);
  await sql`insert into staff_link (organisation_id, hash, kind, staff_id, made_at, expires_at)
    values (${tx.organisation}, ${l.hash}, ${l.kind}, ${l.staff ?? null}, ${l.at}, ${l.expires ?? null})`.execute(tx.q);
}

/** The link of a token, if it still works. */
export async function linkBy(db: Db, token: string, now: Date): Promise<LinkRow | undefined> {
  const rows = await sql<LinkRow>`select kind, staff_id as "staffId" from staff_link
    where organisation_id = ${db.organisation} and hash = ${tokenHash(token)} and used_at is null
      and (expires_at is null or expires_at > ${now})`.execute(db.q);
  return rows.rows[0];
}

/** Uses a link up; of two that arrive together, one. */
export async function claimLink(tx: Tx, token: string, now: Date): Promise<LinkRow | undefined> {
  return claim(tx, sql`hash = ${tokenHash(token)}`, now);
}

/** As {@link claimLink}, by the hash of the token. */
export async function claimLinkHash(tx: Tx, hash: Uint8Array, now: Date): Promise<LinkRow | undefined> {
  return claim(tx, sql`hash = ${hash}`, now);
}

/** Uses up the link that waits for a member of staff, if one does. */
export async function claimLinkOf(tx: Tx, staff: StaffId, now: Date): Promise<LinkRow | undefined> {
  return claim(tx, sql`staff_id = ${staff}`, now);
}

async function claim(tx: Tx, which: RawBuilder<unknown>, now: Date): Promise<LinkRow | undefined> {
  const rows = await sql<LinkRow>`update staff_link set used_at = ${now}
    where organisation_id = ${tx.organisation} and ${which} and used_at is null
      and (expires_at is null or expires_at > ${now}) returning kind, staff_id as "staffId"`.execute(tx.q);
  return rows.rows[0];
}

/** Whoever was disabled follows no link any more. */
export async function dropLinks(tx: Tx, staff: StaffId): Promise<void> {
  await sql`delete from staff_link where organisation_id = ${tx.organisation} and staff_id = ${staff} and used_at is null`.execute(tx.q);
}
