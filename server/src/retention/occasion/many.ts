import type { RefusalCode } from "@kept/contract";
import { type Database, type OrganisationId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type Happened, noteRefused, recordEvent } from "./happen.js";
import { newestOf } from "./store.js";

/** How many are recorded in one transaction. */
const batch = 100;

export type HappenedOutcome =
  /** `unchanged`: it stood already, and nothing was added. */
  | { readonly ok: true; readonly occasion: string; readonly event: string; readonly unchanged: boolean }
  | { readonly ok: false; readonly code: RefusalCode };

/**
 * Records many dates in their order, some in each transaction. One that is refused leaves the others alone; the refusals are written down,
 * an event for each reason. `skipSame`: a date that stands already is not recorded again, so that a file may be sent twice.
 */
export async function recordMany(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  all: readonly Happened[],
  { skipSame }: { readonly skipSame: boolean },
): Promise<HappenedOutcome[]> {
  const outcomes: HappenedOutcome[] = [];
  for (let at = 0; at < all.length; at += batch) {
    const some = all.slice(at, at + batch);
    const done = await database.write(organisation, async (tx) => {
      const each: HappenedOutcome[] = [];
      for (const h of some) each.push(await one(tx, policy, h, skipSame));
      return each;
    });
    outcomes.push(...done);
  }
  const refused = outcomes.flatMap((o, i) => {
    const h = all[i];
    return o.ok || !h ? [] : [{ kind: h.kind, by: h.by, at: h.at, reason: o.code }];
  });
  await noteRefused(database, organisation, policy, refused);
  return outcomes;
}

/** `recordEvent` refuses before it writes, so a refusal does not spoil the transaction. */
async function one(tx: Tx, policy: PublishedPolicy, h: Happened, skipSame: boolean): Promise<HappenedOutcome> {
  const stands = skipSame ? await newestOf(tx, h) : undefined;
  if (stands?.on === h.on) return { ok: true, occasion: stands.occasion, event: stands.event, unchanged: true };
  try {
    return { ok: true, ...(await recordEvent(tx, policy, h)), unchanged: false };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code };
    throw error;
  }
}
