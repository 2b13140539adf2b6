import { record } from "../../evidence/index.js";
import {
  type Database,
  enqueue,
  minutes,
  type OrganisationId,
  type Outgoing,
  OutgoingFault,
  Refusal,
  type Running,
  type Tx,
} from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { partyById } from "../register/store.js";
import { release } from "../release.js";
import { markReceived, toldById } from "../telling/store.js";
import { deliverTask } from "../telling/tell.js";
import { openWebhook } from "./keep.js";
import { answerMost, answerWithin, sign, waitAfter } from "./rules.js";
import { type DeliveryRow, overdueDeliveries, settleDelivery, takeDelivery } from "./store.js";

/** One attempt holds a message for so long at most; then it may be tried again, by whoever finds it. */
const attemptLasts = minutes(2);

/**
 * Tries a message once, if it is due. Its body is made now: what was erased or withdrawn since it was asked for is not in it. Signed as
 * Standard Webhooks says; any 2xx is its arrival. Otherwise tried again with growing waits, then dead until staff send it again.
 */
export async function deliver(
  running: Running,
  call: Outgoing,
  organisation: OrganisationId,
  id: string,
  chance = Math.random(),
): Promise<void> {
  const { database, clock } = running;
  const now = clock.now();
  const row = await database.write(organisation, (tx) => takeDelivery(tx, id, now, new Date(now.getTime() + attemptLasts)));
  if (!row) return;
  const outcome = await attempt(running, call, organisation, row, now);
  await database.write(organisation, (tx) => settle(tx, row, outcome, now, chance));
}

/** What came of an attempt: arrived, to be tried again, or never to be. */
interface Outcome {
  readonly arrived: boolean;
  readonly again: boolean;
  /** A status or a reason; never what was answered. */
  readonly last: string;
}

async function attempt(running: Running, call: Outgoing, organisation: OrganisationId, row: DeliveryRow, now: Date): Promise<Outcome> {
  const target = await running.database.read(organisation, (db) => openWebhook(db, row.party, now));
  if (!target) return { arrived: false, again: false, last: "no_webhook" };
  try {
    const body = await bodyOf(running, organisation, row, now);
    if (!body) return { arrived: false, again: false, last: "nothing_to_send" };
    // The id stays over all attempts: a recipient that got it already knows it again (Standard Webhooks, "idempotency").
    const signed = sign(target.secrets, row.id, now, body);
    const headers = {
      "content-type": "application/json",
      "user-agent": "Kept",
      "webhook-id": signed.id,
      "webhook-timestamp": signed.timestamp,
      "webhook-signature": signed.signature,
    };
    const answer = await call({ url: target.address, method: "POST", headers, body, within: answerWithin, most: answerMost });
    body.fill(0);
    const arrived = answer.status >= 200 && answer.status < 300;
    // 410: the recipient takes no more of them.
    return { arrived, again: answer.status !== 410, last: String(answer.status) };
  } catch (error) {
    if (error instanceof OutgoingFault) return { arrived: false, again: error.reason !== "refused_address", last: error.reason };
    if (error instanceof Refusal) return { arrived: false, again: false, last: error.code };
    throw error;
  }
}

async function bodyOf(running: Running, organisation: OrganisationId, row: DeliveryRow, now: Date): Promise<Uint8Array | undefined> {
  const { database } = running;
  if (row.disclosure) {
    const policy = await inForce(running, organisation);
    const by = row.askedBy ? ({ kind: "staff", id: row.askedBy } as const) : ({ kind: "system" } as const);
    return (await release(database, organisation, policy, row.disclosure, { by, now })).bytes;
  }
  const told = row.told ? await database.read(organisation, (db) => toldById(db, row.told ?? "")) : undefined;
  if (!told) return undefined;
  const data = { told: told.id, ref: told.ref, names: told.names, due_at: told.dueAt.toISOString() };
  return Buffer.from(JSON.stringify({ type: `person.${told.what}`, timestamp: told.at.toISOString(), data }));
}

async function settle(tx: Tx, row: DeliveryRow, outcome: Outcome, now: Date, chance: number): Promise<void> {
  const wait = outcome.again ? waitAfter(row.attempts, chance) : undefined;
  const state = outcome.arrived ? "delivered" : wait === undefined ? "dead" : "waiting";
  const nextAt = new Date(now.getTime() + (wait ?? 0));
  await settleDelivery(tx, row.id, { state, last: outcome.last, nextAt, endedAt: state === "waiting" ? null : now });
  if (state === "waiting") return enqueue(tx, deliverTask, { delivery: row.id }, { at: nextAt, key: `${deliverTask}:${row.id}` });
  if (outcome.arrived && row.told) await markReceived(tx, row.told, now);
  const recipient = (await partyById(tx, row.party))?.recipient;
  await record(tx, {
    type: outcome.arrived ? "webhook.delivered" : "webhook.dead",
    at: now,
    actor: { kind: "system" },
    about: [],
    ...(recipient ? { recipient } : {}),
    detail: {
      delivery: row.id,
      party: row.party,
      attempts: row.attempts,
      last: outcome.last,
      ...(row.told ? { told: row.told } : {}),
      ...(row.disclosure ? { disclosure: row.disclosure } : {}),
    },
  });
}

/** Takes up what a stopped process left. */
export async function takeUp(database: Database, organisation: OrganisationId, now: Date): Promise<void> {
  const left = await database.read(organisation, (db) => overdueDeliveries(db, new Date(now.getTime() - minutes(5))));
  for (const delivery of left) {
    await database.write(organisation, (tx) => enqueue(tx, deliverTask, { delivery }, { key: `${deliverTask}:${delivery}` }));
  }
}
