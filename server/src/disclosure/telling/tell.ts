import { record } from "../../evidence/index.js";
import { days, enqueue, newId, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { partyById } from "../register/store.js";
import { insertDelivery, webhookOf } from "../webhook/store.js";
import { holdingsOf, insertTold, markAcknowledged, type ToldRow, toldById, type What } from "./store.js";

/** A recipient acknowledges within so long, or it is overdue. Decree 356/2025 sets none for this; ten days are a third of what erasing may take. */
export const acknowledgeWithin = days(10);

export const deliverTask = "disclosure.deliver";

/**
 * Every recipient to whom data of this person left is told what became of it: by its webhook where it has one, else by staff, for whom it
 * stands open until the recipient has acknowledged. Written in the caller's transaction. `names`: fields, or the purpose objected to;
 * empty: everything. Answers how many are told.
 */
export async function tellRecipients(
  tx: Tx,
  person: PersonId,
  said: Readonly<{ what: What; names: readonly string[] }>,
  now: Date,
): Promise<number> {
  const only = said.names.length === 0 ? {} : said.what === "objected" ? { purpose: said.names[0] ?? "" } : { fields: said.names };
  const holdings = await holdingsOf(tx, person, only);
  if (holdings.length === 0) return 0;
  const told = await insertTold(tx, holdings, { ...said, at: now, dueAt: new Date(now.getTime() + acknowledgeWithin) });
  if (told.length === 0) return 0;
  await record(tx, {
    type: "recipient.told",
    at: now,
    actor: { kind: "system" },
    about: [person],
    ...(said.what === "objected" ? { purpose: said.names[0] } : { fields: said.names }),
    detail: { what: said.what, told: told.map((t) => t.id), parties: [...new Set(told.map((t) => t.party))] },
  });
  for (const one of told) if (await webhookOf(tx, one.party)) await beginDelivery(tx, { party: one.party, told: one.id }, now);
  return told.length;
}

/** Has the worker send a message to a party's webhook. Answers the delivery's id. */
export async function beginDelivery(
  tx: Tx,
  d: Readonly<{ party: string; told?: string; disclosure?: string; by?: StaffId }>,
  now: Date,
): Promise<string> {
  const id = newId();
  await insertDelivery(tx, { id, party: d.party, told: d.told ?? null, disclosure: d.disclosure ?? null, by: d.by ?? null, at: now });
  await enqueue(tx, deliverTask, { delivery: id }, { key: `${deliverTask}:${id}` });
  return id;
}

/** The recipient has dealt with it: it said so itself, signed (`by` left out), or told staff. Refuses `told.unknown`. */
export async function acknowledge(tx: Tx, id: string, by: StaffId | undefined, now: Date): Promise<ToldRow> {
  const row = await toldById(tx, id);
  if (!row) throw new Refusal("told.unknown");
  if (await markAcknowledged(tx, id, by ?? null, now)) {
    const recipient = (await partyById(tx, row.party))?.recipient;
    const actor = by ? ({ kind: "staff", id: by } as const) : ({ kind: "system" } as const);
    const detail = { told: id, party: row.party, by: by ? "staff" : "recipient" };
    await record(tx, { type: "recipient.acknowledged", at: now, actor, about: [], ...(recipient ? { recipient } : {}), detail });
  }
  return (await toldById(tx, id)) ?? row;
}
