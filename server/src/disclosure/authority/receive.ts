import { record, refused } from "../../evidence/index.js";
import { type Database, newId, type OrganisationId, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { keepFile, personState, type Received } from "../../vault/index.js";
import { partyOf } from "../register/keep.js";
import { type Demand, demandFault } from "./rules.js";
import { insertOrder, lockOrder, type OrderRow, setOrderFile } from "./store.js";

export interface DemandGiven extends Omit<Demand, "recipient"> {
  readonly party: string;
  readonly basis: string;
  readonly document_number: string;
  readonly persons: readonly PersonId[];
  readonly hidden_until?: string | undefined;
}

export interface By {
  readonly by: StaffId;
  readonly now: Date;
}

/**
 * Enters what a state body asks in writing. Nothing is decided by it, and nothing leaves. Refuses `recipient.unknown`, `person.unknown` and what
 * `demandFault` finds; those refusals are recorded.
 */
export async function receiveDemand(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  given: DemandGiven,
  { by, now }: By,
): Promise<string> {
  const outcome = await database.write(organisation, async (tx) => {
    const party = await partyOf(tx, given.party);
    const fault = demandFault(policy.policy, { ...given, recipient: party.recipient }, dayOf(now));
    if (fault) return { fault, recipient: party.recipient };
    const persons = [...new Set(given.persons)];
    for (const person of persons) if ((await personState(tx, person)) === undefined) throw new Refusal("person.unknown");
    const id = newId();
    await insertOrder(
      tx,
      {
        id,
        kind: given.kind,
        recipient: party.recipient,
        party: party.id,
        body: given.body,
        reason: given.reason,
        violation: given.violation ?? null,
        basis: given.basis,
        documentNumber: given.document_number,
        documentOn: given.document_on,
        purpose: given.purpose,
        fields: [...new Set(given.fields)],
        receivedOn: given.received_on,
        replyBy: given.reply_by,
        hiddenUntil: given.hidden_until ?? null,
        receivedBy: by,
        receivedAt: now,
      },
      persons,
    );
    await note(tx, "authority.received", { by, now }, { id, kind: given.kind, recipient: party.recipient }, { persons: persons.length });
    return { id };
  });
  if ("id" in outcome) return outcome.id;
  const { fault, recipient } = outcome;
  await refused(database, organisation, {
    type: "authority.refused",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    recipient,
    policyVersion: policy.version,
    detail: { reason: fault, party: given.party },
  });
  throw new Refusal(fault);
}

/** Keeps the document of a demand, sealed with the body's holder. Refuses `order.unknown` and `order.decided`. */
export async function keepDemandDocument(tx: Tx, order: string, received: Received, { by, now }: By): Promise<void> {
  const row = await lockedOrder(tx, order);
  if (row.state !== "received") throw new Refusal("order.decided");
  const party = await partyOf(tx, row.party);
  const of = { field: "authority_order", submissionId: null, occasionId: null, at: now };
  await setOrderFile(tx, order, await keepFile(tx, party.holder, received, of));
  await note(tx, "authority.document_kept", { by, now }, row, {});
}

export async function lockedOrder(tx: Tx, order: string): Promise<OrderRow> {
  const row = await lockOrder(tx, order);
  if (!row) throw new Refusal("order.unknown");
  return row;
}

/** An event of the register. It names no person: they may not be shown it before its day. */
export async function note(
  tx: Tx,
  type: string,
  { by, now }: { readonly by: StaffId | null; readonly now: Date },
  order: Pick<OrderRow, "id" | "kind" | "recipient">,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await record(tx, {
    type,
    at: now,
    actor: by ? { kind: "staff", id: by } : { kind: "system" },
    about: [],
    recipient: order.recipient,
    detail: { order: order.id, kind: order.kind, ...detail },
  });
}
