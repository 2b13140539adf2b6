import type { OrganisationId, Running } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { lockPerson } from "../../vault/index.js";
import { fieldEndings } from "../ending/gather.js";
import { lockKeeping } from "../keeping/store.js";
import { eraseEnded } from "../sweep/erase.js";
import { endReview, lockReview, type ReviewRow, toErase } from "./store.js";

const some = 200;

/**
 * Erases what was decided, once it may not be taken back any more. Each field is judged again behind the locks: a purpose that lives again, by a
 * new consent for one, keeps it, and the line is resolved. Answers how many fields went.
 */
export async function carryOut(running: Pick<Running, "database" | "clock">, organisation: OrganisationId): Promise<number> {
  const { database, clock } = running;
  let gone = 0;
  for (;;) {
    const rows = await database.read(organisation, (db) => toErase(db, clock.now(), some));
    for (const row of rows) if (await carryOutOne(running, organisation, row)) gone++;
    if (rows.length < some) return gone;
  }
}

/** One line of the queue. False where it was kept after all. */
export async function carryOutOne(
  { database, clock }: Pick<Running, "database" | "clock">,
  organisation: OrganisationId,
  of: Pick<ReviewRow, "person" | "id">,
): Promise<boolean> {
  return database.write(organisation, async (tx) => {
    const now = clock.now();
    await lockKeeping(tx, of.person);
    const state = await lockPerson(tx, of.person);
    const row = await lockReview(tx, of.person, of.id);
    if (row?.state !== "erasing" || !row.actsAt || row.actsAt > now) return false;
    const policy = await inForceNow(tx);
    const all = await fieldEndings(tx, policy, [of.person], now);
    const field = all.find((e) => e.field === row.field);
    if (state === undefined || state === "erased" || !field || field.ended === null) {
      await endReview(tx, row.person, row.id, "resolved", now);
      return false;
    }
    await endReview(tx, row.person, row.id, "erased", now);
    const actor = row.decidedBy ? ({ kind: "staff", id: row.decidedBy } as const) : ({ kind: "system" } as const);
    await eraseEnded(tx, policy, row.person, [field], all.length > 1, { cause: "review", actor, now });
    return true;
  });
}
