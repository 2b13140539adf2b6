import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { removeStored } from "../files/remove.js";
import { openFor, sealFor } from "../other.js";
import { forgetBorn } from "../persons.js";
import { vault } from "../state.js";
import { deleteHeld, type HeldRow, insertHeld, selectHeld } from "../store/held.js";
import { deleteKey } from "../store/keys.js";
import { holderOf } from "./keep.js";
import { heldAt, heldNameAt } from "./places.js";
import { type Hold, heldBy, legalDate } from "./rules.js";
import { holdOf, lockLive, markEnded } from "./store.js";

/** A hold as it ended, and how many values and files went with its key. */
export interface Ended {
  readonly hold: Hold;
  readonly destroyed: number;
}

/**
 * Releases a hold before its end. Refuses `hold.unknown` (or ended), and `hold.duty_not_over`: what an erasure left for a duty of the law is
 * not given up before its date.
 */
export async function releaseHold(tx: Tx, person: PersonId, id: string, at: Date): Promise<Ended> {
  return endOne(tx, person, id, "released", at);
}

/** Ends a hold whose last day is over: its key is destroyed, and what lay under it. Nothing where it was extended or ended meanwhile. */
export async function endDue(tx: Tx, person: PersonId, id: string, at: Date): Promise<Ended | undefined> {
  return endOne(tx, person, id, "due", at).catch((error: unknown) => {
    if (error instanceof Refusal && (error.code === "hold.unknown" || error.code === "hold.not_due")) return undefined;
    throw error;
  });
}

async function endOne(tx: Tx, person: PersonId, id: string, why: "due" | "released", at: Date): Promise<Ended> {
  const live = (await lockLive(tx, person)).map(holdOf);
  const hold = live.find((h) => h.id === id);
  if (!hold) throw new Refusal("hold.unknown");
  const over = hold.until < legalDate(at);
  if (why === "due" && !over) throw new Refusal("hold.not_due");
  const held = await selectHeld(tx, person, id);
  if (why === "released" && !over && hold.kind === "legal_duty" && held.length > 0) throw new Refusal("hold.duty_not_over");
  const others = live.filter((h) => h.id !== id && h.until >= legalDate(at));
  const passedOn = await passOn(tx, id, held, others);
  const gone = await deleteHeld(tx, person, id);
  removeStored(
    tx,
    gone.filter((name) => !passedOn.some((r) => r.stored === name)),
  );
  const holder = holderOf(id);
  await deleteKey(tx, holder);
  forgetBorn(tx, holder);
  tx.afterCommit(() => vault().cache.drop(tx.organisation, holder));
  await markEnded(tx, person, id, why, at);
  return { hold, destroyed: held.length - passedOn.length };
}

/** What another hold covers too moves under that one's key. */
async function passOn(tx: Tx, from: string, held: readonly HeldRow[], others: readonly Hold[]): Promise<HeldRow[]> {
  const moved: HeldRow[] = [];
  for (const row of held) {
    const to = heldBy(others, { person: row.person_id, field: row.field, occasion: row.occasion_id });
    if (!to) continue;
    const places = [
      { at: heldAt(row.field, row.id), sealed: row.sealed },
      ...(row.name_sealed ? [{ at: heldNameAt(row.id), sealed: row.name_sealed }] : []),
    ];
    const opened = await openFor(tx, holderOf(from), places);
    const plain = opened.map((o) => {
      if ("fault" in o) throw new Refusal(o.fault);
      return o.plain;
    });
    const [sealed, name] = await sealFor(
      tx,
      holderOf(to.id),
      places.map((p, i) => ({ at: p.at, bytes: plain[i] ?? Buffer.alloc(0) })),
    );
    for (const bytes of plain) bytes.fill(0);
    if (!sealed) throw new Error("one was asked for");
    moved.push({ ...row, hold_id: to.id, sealed, name_sealed: name ?? null });
  }
  await insertHeld(tx, moved);
  return moved;
}
