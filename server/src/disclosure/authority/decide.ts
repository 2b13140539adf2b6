import type { RefusalCode } from "@kept/contract";
import { refused } from "../../evidence/index.js";
import { type Database, type OrganisationId, Refusal, type Tx } from "../../platform/index.js";
import { type By, lockedOrder, note } from "./receive.js";
import { type OrderRow, personsOfOrder, setOrderDecided } from "./store.js";

export interface DecisionAsked {
  readonly decision: "granted" | "partial" | "refused";
  /** `partial`: the fields and persons granted; left out: all that were asked. */
  readonly fields?: readonly string[] | undefined;
  readonly persons?: readonly string[] | undefined;
  readonly refusal?: string | undefined;
}

/**
 * Decides a demand by whoever the policy gives that deed. Refuses `order.unknown`, `order.decided`, `order.no_document`, `order.scope` (beyond what
 * was asked, or nothing of it), `order.refusal_missing`; what was tried without a document, or beyond the demand, is recorded.
 */
export async function decideDemand(
  database: Database,
  organisation: OrganisationId,
  order: string,
  asked: DecisionAsked,
  { by, now }: By,
): Promise<void> {
  const outcome = await database.write(organisation, async (tx) => {
    const row = await lockedOrder(tx, order);
    const fault = await faultOf(tx, row, asked);
    if (fault) return { fault, row };
    const all = (await personsOfOrder(tx, order)).map((p) => p.person);
    const nothing = asked.decision === "refused";
    const fields = nothing ? [] : asked.decision === "partial" ? (asked.fields ?? row.fields) : row.fields;
    const persons = nothing ? [] : asked.decision === "partial" ? (asked.persons ?? all) : all;
    await setOrderDecided(tx, order, { decision: asked.decision, fields, persons, refusal: asked.refusal ?? null, by, at: now });
    await note(tx, "authority.decided", { by, now }, row, { decision: asked.decision, fields: fields.length, persons: persons.length });
    return undefined;
  });
  if (!outcome) return;
  const { fault, row } = outcome;
  await refused(database, organisation, {
    type: "authority.refused",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    recipient: row.recipient,
    detail: { reason: fault, order },
  });
  throw new Refusal(fault);
}

async function faultOf(tx: Tx, row: OrderRow, asked: DecisionAsked): Promise<RefusalCode | undefined> {
  if (row.state !== "received") return "order.decided";
  if (!row.file) return "order.no_document";
  if (asked.decision !== "granted" && !asked.refusal) return "order.refusal_missing";
  if (asked.decision !== "partial") return undefined;
  const all = new Set<string>((await personsOfOrder(tx, row.id)).map((p) => p.person));
  const { fields = row.fields, persons = [...all] } = asked;
  const within = fields.every((f) => row.fields.includes(f)) && persons.every((p) => all.has(p));
  const some = persons.length > 0 && (fields.length > 0 || row.fields.length === 0);
  return within && some ? undefined : "order.scope";
}
