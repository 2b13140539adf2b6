import type { Db } from "../../platform/index.js";
import { type Contact, contactDigests, legalDate } from "../../vault/index.js";
import { digestUse } from "./rules.js";
import { selectRefusals } from "./store.js";

/**
 * Whether whoever was reached by this contact, and has been erased since, had refused this advertising purpose: when the refusal was kept, or
 * undefined. A consent that its person gives after that moment counts; nothing older, and none that is only claimed, does (decree
 * 91/2020 art. 11, 13).
 */
export async function refusedBefore(db: Db, contact: Contact, purpose: string, now: Date): Promise<Date | undefined> {
  const [found] = await refusedPurposes(db, [contact], now);
  return found?.get(purpose);
}

/** The purposes that each contact refused before its person was erased, with the moment; in the order asked. */
export async function refusedPurposes(db: Db, contacts: readonly Contact[], now: Date): Promise<ReadonlyMap<string, Date>[]> {
  if (contacts.length === 0) return [];
  const digests = await contactDigests(db, digestUse, contacts);
  const rows = await selectRefusals(db, digests.flat(), legalDate(now));
  return digests.map((all) => new Map(rows.filter((r) => all.some((d) => d.equals(r.digest))).map((r) => [r.purpose, r.at])));
}
