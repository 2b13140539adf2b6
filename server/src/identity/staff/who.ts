import { type Db, type PersonId, personId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { keyedDigests, openFor, sealFor } from "../../vault/index.js";
import type { StaffRow } from "./store.js";

/** The name under which a member of staff's data key stands in the vault. */
export function holderOf(id: StaffId): PersonId {
  return personId.parse(id);
}

export interface Called {
  readonly name: string;
  readonly email: string;
}

const at = (field: string, id: StaffId) => ({ table: "staff", field, id });

export async function sealStaff(tx: Tx, id: StaffId, who: Called): Promise<{ name: Buffer; email: Buffer; digest: Buffer }> {
  const [name, email] = await sealFor(tx, holderOf(id), [
    { at: at("name", id), bytes: Buffer.from(who.name.normalize("NFC")) },
    { at: at("email", id), bytes: Buffer.from(who.email) },
  ]);
  const [digest] = await emailDigests(tx, who.email);
  if (!name || !email || !digest) throw new Error("three were asked for");
  return { name, email, digest };
}

/** Name and e-mail, opened. Refuses `sealed.*` where their key is gone. */
export async function openStaff(db: Db, row: StaffRow): Promise<Called> {
  const [name, email] = await openFor(db, holderOf(row.id), [
    { at: at("name", row.id), sealed: row.name },
    { at: at("email", row.id), sealed: row.email },
  ]);
  if (!name || !email || "fault" in name || "fault" in email) throw new Refusal("staff.unknown");
  return { name: name.plain.toString(), email: email.plain.toString() };
}

export async function sealTotp(tx: Tx, id: StaffId, secret: string): Promise<Buffer> {
  const [sealed] = await sealFor(tx, holderOf(id), [{ at: at("totp", id), bytes: Buffer.from(secret) }]);
  if (!sealed) throw new Error("one was asked for");
  return sealed;
}

export async function openTotp(db: Db, row: StaffRow): Promise<string | undefined> {
  if (!row.totp) return undefined;
  const [opened] = await openFor(db, holderOf(row.id), [{ at: at("totp", row.id), sealed: row.totp }]);
  return opened && "plain" in opened ? opened.plain.toString() : undefined;
}

/** Digests of an e-mail under every live index key, the newest first. */
export async function emailDigests(db: Db, email: string): Promise<Buffer[]> {
  return keyedDigests(db, "staff e-mail", email.trim().normalize("NFC").toLowerCase());
}
