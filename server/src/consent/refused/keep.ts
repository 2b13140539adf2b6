import { type Policy, plusMonths } from "@kept/language";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { type Contact, contactDigests, type KeptRefusal, legalDate, openValues, sealedValues, textsOf } from "../../vault/index.js";
import { lastActs } from "../store.js";
import { digestUse } from "./rules.js";
import { insertRefusals, type RefusalRow } from "./store.js";

/** What asks that a refusal of advertising is stored for at least a year. */
const article = "91/2020/NĐ-CP art. 11";

/**
 * Before a person (or the field of a contact) is erased: keeps a digest of each contact for each advertising purpose they refused, withdrew
 * or objected to, for a year from this day. A contact that does not open any more leaves none. Costs nothing where nothing was refused.
 */
export async function keepRefusals(tx: Tx, person: PersonId, at: Date, field?: string): Promise<KeptRefusal | undefined> {
  const told = await wouldKeepRefusals(tx, person, at, field);
  if (!told) return undefined;
  const { policy } = await inForceNow(tx);
  const rows = (await sealedValues(tx, [person])).filter((v) => channelOf(policy, v.field) && (field === undefined || v.field === field));
  const contacts = (await openValues(tx, rows)).flatMap(({ field: of, value }): Contact[] => {
    const channel = channelOf(policy, of);
    return channel && "content" in value ? textsOf(value.content).map((text) => ({ channel, text })) : [];
  });
  const digests = await contactDigests(tx, digestUse, contacts);
  const kept = contacts.flatMap(({ channel }, i) => {
    const digest = digests[i]?.[0];
    return digest ? told.purposes.map((purpose): RefusalRow => ({ digest, purpose, channel, at, until: told.until })) : [];
  });
  if (kept.length === 0) return undefined;
  // Two fields may hold the same contact.
  await insertRefusals(tx, [...new Map(kept.map((k) => [`${k.digest.toString("hex")} ${k.purpose}`, k])).values()]);
  return { ...told, channels: [...new Set(kept.map((k) => k.channel))].sort() };
}

/** What {@link keepRefusals} would keep if it happened now, told without opening anything. */
export async function wouldKeepRefusals(db: Db, person: PersonId, at: Date, field?: string): Promise<KeptRefusal | undefined> {
  const last = await lastActs(db, person);
  const stopped = last.filter((l) => l.act === "refused" || l.act === "withdrawn" || l.act === "objected");
  if (stopped.length === 0) return undefined;
  const { policy } = await inForceNow(db);
  // A purpose that the policy no longer names may have been advertising: its refusal is kept as well.
  const purposes = stopped.map((l) => l.purpose).filter((p) => !Object.hasOwn(policy.purposes, p) || policy.purposes[p]?.marketing);
  if (purposes.length === 0) return undefined;
  const fields = (await sealedValues(db, [person])).map((v) => v.field).filter((f) => field === undefined || f === field);
  const channels = [...new Set(fields.flatMap((f) => channelOf(policy, f) ?? []))].sort();
  if (channels.length === 0) return undefined;
  return { channels, purposes: purposes.sort(), article, until: plusMonths(legalDate(at), 12) };
}

function channelOf(policy: Policy, field: string): Contact["channel"] | undefined {
  const type = Object.hasOwn(policy.fields, field) ? policy.fields[field]?.type : undefined;
  return type === "email" || type === "phone" ? type : undefined;
}
