import { createSecretKey } from "node:crypto";
import { type Db, type PersonId, Refusal } from "../../platform/index.js";
import { type Content, decode } from "../content.js";
import { verifiedContent } from "../files/keep.js";
import type { OpenFault } from "../keys.js";
import { openFor } from "../other.js";
import { type HeldRow, selectHeld } from "../store/held.js";
import { holderOf } from "./keep.js";
import { heldAt, heldNameAt } from "./places.js";
import { legalDate } from "./rules.js";
import { type HoldRow, selectHolds } from "./store.js";

/** What lies under a hold, as it is listed: closed. */
export interface HeldThing {
  readonly id: string;
  readonly hold: string;
  readonly what: "value" | "file";
  readonly field: string;
  readonly occasion: string | null;
  readonly collectedAt: Date;
  readonly heldAt: Date;
}

/** What erasures left of a person under holds, closed. */
export async function heldUnder(db: Db, person: PersonId, hold?: string): Promise<HeldThing[]> {
  return (await selectHeld(db, person, hold)).map((r) => ({
    id: r.id,
    hold: r.hold_id,
    what: r.what,
    field: r.field,
    occasion: r.occasion_id,
    collectedAt: r.collected_at,
    heldAt: r.held_at,
  }));
}

/** A held value opened, or a held file by its name; or why it is not. */
export interface HeldContent extends HeldThing {
  readonly value: { readonly content: Content } | { readonly name: string } | { readonly fault: OpenFault };
}

/**
 * Opens what lies under a hold. Whoever calls decides who may, for what, and writes the event. Refuses `hold.unknown` (or ended) and
 * `hold.over` once its last day is past, even before the job that destroys its key has come by.
 */
export async function openHeld(db: Db, person: PersonId, hold: string, now: Date): Promise<HeldContent[]> {
  await demandLive(db, person, hold, now);
  const rows = await selectHeld(db, person, hold);
  const opened = await openFor(
    db,
    holderOf(hold),
    rows.map((r) => (r.name_sealed ? { at: heldNameAt(r.id), sealed: r.name_sealed } : { at: heldAt(r.field, r.id), sealed: r.sealed })),
  );
  const things = await heldUnder(db, person, hold);
  return things.map((thing, i) => ({ ...thing, value: contentOf(thing, opened[i]) }));
}

function contentOf(
  { what }: HeldThing,
  opened: { readonly plain: Buffer } | { readonly fault: OpenFault } | undefined,
): HeldContent["value"] {
  if (!opened || "fault" in opened) return { fault: opened?.fault ?? "sealed.damaged" };
  if (what === "file") return { name: opened.plain.toString() };
  const content = decode(opened.plain);
  opened.plain.fill(0);
  return content === undefined ? { fault: "sealed.damaged" } : { content };
}

/** The content of a held file. Refuses like {@link openHeld}, and `file.unknown` and `sealed.*`. */
export async function openHeldFile(
  db: Db,
  person: PersonId,
  hold: string,
  id: string,
  now: Date,
): Promise<{ readonly name: string; readonly type: string; readonly field: string; readonly content: AsyncIterable<Uint8Array> }> {
  await demandLive(db, person, hold, now);
  const row = (await selectHeld(db, person, hold)).find((r): r is HeldRow & { name_sealed: Buffer } => r.id === id && r.what === "file");
  if (!row?.stored || row.size === null) throw new Refusal("file.unknown");
  const [raw, name] = await openFor(db, holderOf(hold), [
    { at: heldAt(row.field, row.id), sealed: row.sealed },
    { at: heldNameAt(row.id), sealed: row.name_sealed },
  ]);
  if (!raw || "fault" in raw) throw new Refusal(raw?.fault ?? "sealed.damaged");
  if (!name || "fault" in name) throw new Refusal(name?.fault ?? "sealed.damaged");
  const key = createSecretKey(raw.plain);
  raw.plain.fill(0);
  const content = await verifiedContent(db, key, { id: row.id, stored: row.stored, size: row.size });
  return { name: name.plain.toString(), type: row.type ?? "", field: row.field, content };
}

async function demandLive(db: Db, person: PersonId, id: string, now: Date): Promise<HoldRow> {
  const hold = (await selectHolds(db, person)).find((h) => h.id === id);
  if (!hold || hold.ended_at) throw new Refusal("hold.unknown");
  if (hold.until < legalDate(now)) throw new Refusal("hold.over");
  return hold;
}
