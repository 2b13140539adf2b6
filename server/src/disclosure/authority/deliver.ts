import { type Database, type Db, enqueue, type OrganisationId, type PersonId, Refusal, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { disclose } from "../ask.js";
import { type Payload, release } from "../release.js";
import type { Form } from "../store.js";
import { type By, lockedOrder, note } from "./receive.js";
import { markOrderErased, type OrderRow, orderById, personsOfOrder, setOrderAnswered, setOrderDisclosure } from "./store.js";

/**
 * Makes what was decided, through the gate of every disclosure, and answers the demand with it: in part where the decision was, or somebody had
 * to be left out. Taken again it is made anew, as long as its time lasts. Refuses `order.not_decided`, `order.other_kind` and what the gate refuses.
 */
export async function deliverDemand(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  order: string,
  form: Form,
  { by, now }: By,
): Promise<Payload & { readonly answer: "delivered" | "partial" }> {
  const { row, covered } = await database.write(organisation, async (tx) => {
    const locked = await lockedOrder(tx, order);
    demandDecided(locked, "disclosure");
    return { row: locked, covered: (await personsOfOrder(tx, order)).filter((p) => p.covered).map((p) => p.person) };
  });
  const id = row.disclosure ?? (await ask(database, organisation, policy, row, covered, form, { by, now }));
  const left = await release(database, organisation, policy, id, { by: { kind: "staff", id: by }, now });
  const answer = row.decision === "partial" || left.out.length > 0 ? "partial" : "delivered";
  await database.write(organisation, async (tx) => {
    await setOrderAnswered(tx, order, { answer, by, on: dayOf(now), disclosure: id });
    await note(tx, "authority.answered", { by, now }, row, { answer, released: left.released });
  });
  return { ...left, answer };
}

async function ask(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  row: OrderRow,
  persons: readonly PersonId[],
  form: Form,
  { by, now }: By,
): Promise<string> {
  const asked = await disclose(database, organisation, policy, {
    party: row.party,
    purpose: row.purpose,
    fields: row.decidedFields,
    persons,
    ground: { on: "authority", order: row.id },
    form,
    by: { kind: "staff", id: by },
    now,
  });
  await database.write(organisation, (tx) => setOrderDisclosure(tx, row.id, asked.row.id));
  return asked.row.id;
}

/** The job that erases what was decided: it stands in a later domain, where accounts end too. */
export const eraseOrderedTask = "rights.erase_ordered";

/** Sets the erasure going. Refuses `order.unknown`, `order.not_decided`, `order.other_kind`. */
export async function executeDemand(tx: Tx, order: string, { by, now }: By): Promise<void> {
  const row = await lockedOrder(tx, order);
  demandDecided(row, "erasure");
  await enqueue(tx, eraseOrderedTask, { order }, { key: `${eraseOrderedTask}:${order}` });
  await note(tx, "authority.execution_begun", { by, now }, row, {});
}

/** What an erasure that was ordered still has to do; undefined: nothing was ordered, or all is done. */
export async function leftToErase(
  db: Db,
  order: string,
): Promise<{ readonly persons: readonly PersonId[]; readonly fields: readonly string[] } | undefined> {
  const row = await orderById(db, order);
  if (row?.kind !== "erasure" || row.state !== "decided" || row.decision === "refused") return undefined;
  const persons = (await personsOfOrder(db, order)).filter((p) => p.covered && !p.erased).map((p) => p.person);
  return { persons, fields: row.decidedFields };
}

/** Records in the erasing transaction that a person of the order is done. */
export async function markErasedByOrder(tx: Tx, order: string, person: PersonId, at: Date): Promise<void> {
  await markOrderErased(tx, order, person, at);
}

/** Answers an erasure order once everyone of it is done. */
export async function answerErased(tx: Tx, order: string, now: Date): Promise<void> {
  const row = await lockedOrder(tx, order);
  const left = await leftToErase(tx, order);
  if (!left || left.persons.length > 0) return;
  await setOrderAnswered(tx, order, { answer: row.decision === "partial" ? "partial" : "erased", by: null, on: dayOf(now) });
  await note(tx, "authority.answered", { by: null, now }, row, { answer: "erased" });
}

/** Records that a refusal went out. Refuses `order.unknown`, `order.not_decided`, `order.other_kind`, `order.dates`. */
export async function answerRefusal(tx: Tx, order: string, answeredOn: string, { by, now }: By): Promise<void> {
  const row = await lockedOrder(tx, order);
  if (row.state !== "decided") throw new Refusal("order.not_decided");
  if (row.decision !== "refused") throw new Refusal("order.other_kind");
  if (answeredOn > dayOf(now) || answeredOn < row.receivedOn) throw new Refusal("order.dates");
  await setOrderAnswered(tx, order, { answer: "refused", by, on: answeredOn });
  await note(tx, "authority.answered", { by, now }, row, { answer: "refused" });
}

function demandDecided(row: OrderRow, kind: OrderRow["kind"]): void {
  if (row.kind !== kind || row.decision === "refused") throw new Refusal("order.other_kind");
  const again = row.state === "answered" && row.kind === "disclosure";
  if (row.state !== "decided" && !again) throw new Refusal("order.not_decided");
}
