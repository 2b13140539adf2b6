import {
  acknowledgeBySignature,
  acknowledgeTold,
  deliverDisclosure,
  endWebhook as endEndpoint,
  listDeliveries,
  listTold as listEndpoint,
  personTold,
  readWebhook,
  retryDelivery,
  rotateWebhook,
  setWebhook as setEndpoint,
} from "@kept/contract";
import { sameAs } from "../../access/index.js";
import { refused } from "../../evidence/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { type Db, enqueue, personId, Refusal, type Running } from "../../platform/index.js";
import { personState } from "../../vault/index.js";
import { staffOf } from "../register/http.js";
import { allParties, partyById } from "../register/store.js";
import { lockDisclosure } from "../store.js";
import { listTold, type ToldRow, toldAbout, toldById } from "../telling/store.js";
import { acknowledge, beginDelivery, deliverTask } from "../telling/tell.js";
import { demandAddress, endWebhook, openWebhook, rotateSecret, setWebhook } from "./keep.js";
import { isSigned } from "./rules.js";
import { deliveriesIn, reviveDelivery, type WebhookRow, webhookOf } from "./store.js";

/** Webhooks of recipients, messages to them, and what recipients were told. */
export function webhooksServed(running: Running): Served[] {
  const { database, config, limits } = running;
  const by = (call: ActingCall) => ({ by: staffOf(call), now: call.now });
  return [
    serve(readWebhook, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = await webhookOf(db, params.party);
        return { webhook: row ? shown(row) : null };
      }),
    ),
    serve(setEndpoint, async (call, { params, body }) => {
      const url = await demandAddress(body.address, { loopback: config.loopbackCalls }).catch(async (error: unknown) => {
        if (error instanceof Refusal) await refuseWebhook(running, call, params.party);
        throw error;
      });
      const { row, secret } = await database.write(call.organisation.id, (tx) => setWebhook(tx, params.party, url, by(call)));
      return { webhook: shown(row), secret };
    }),
    serve(rotateWebhook, async (call, { params }) => {
      const { row, secret } = await database.write(call.organisation.id, (tx) => rotateSecret(tx, params.party, by(call)));
      return { webhook: shown(row), secret };
    }),
    serve(endEndpoint, async (call, { params }) => {
      await database.write(call.organisation.id, (tx) => endWebhook(tx, params.party, by(call)));
      return { done: true as const };
    }),
    serve(deliverDisclosure, async (call, { params }) => ({
      delivery: await database.write(call.organisation.id, async (tx) => {
        const row = await lockDisclosure(tx, params.disclosure);
        if (!row) throw new Refusal("disclosure.unknown");
        if ((row.state !== "allowed" && row.state !== "released") || row.form !== "webhook" || row.ground === "authority")
          throw new Refusal("disclosure.ended");
        if (!(await webhookOf(tx, row.party))) throw new Refusal("webhook.none");
        return beginDelivery(tx, { party: row.party, disclosure: row.id, by: staffOf(call) }, call.now);
      }),
    })),
    serve(listDeliveries, (call, { query }) =>
      database.read(call.organisation.id, async (db) => {
        const names = await namesOf(db);
        const rows = await deliveriesIn(db, query.state);
        return {
          deliveries: rows.map(({ id, party, told, disclosure, state, attempts, last, nextAt, madeAt }) => ({
            delivery: id,
            party,
            party_name: names.get(party) ?? "",
            told,
            disclosure,
            state,
            attempts,
            last,
            next_at: nextAt.toISOString(),
            made_at: madeAt.toISOString(),
          })),
        };
      }),
    ),
    serve(retryDelivery, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        if (!(await reviveDelivery(tx, params.delivery, call.now))) throw new Refusal("delivery.unknown");
        await enqueue(tx, deliverTask, { delivery: params.delivery }, { key: `${deliverTask}:${params.delivery}` });
        return { delivery: params.delivery };
      }),
    ),
    serve(listEndpoint, (call, { query }) =>
      database.read(call.organisation.id, async (db) => ({
        told: await shownTold(db, await listTold(db, query.open === "yes"), call.now),
      })),
    ),
    serve(personTold, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const person = personId.parse(params.person);
        if ((await personState(db, person)) === undefined) throw new Refusal("person.unknown");
        const rows: ToldRow[] = [];
        for (const one of await sameAs(db, person)) rows.push(...(await toldAbout(db, one)));
        return { told: await shownTold(db, rows, call.now) };
      }),
    ),
    serve(acknowledgeTold, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        const [row] = await shownTold(tx, [await acknowledge(tx, params.told, staffOf(call), call.now)], call.now);
        if (!row) throw new Refusal("told.unknown");
        return row;
      }),
    ),
    serve(acknowledgeBySignature, async (call, { params }) => {
      await limits.take("api.unknown", call.ip);
      const { req } = call.c;
      const header = (name: string) => req.header(`webhook-${name}`) ?? "";
      const signed = { id: header("id"), timestamp: header("timestamp"), signature: header("signature") };
      const body = Buffer.from(await req.arrayBuffer());
      await database.write(call.organisation.id, async (tx) => {
        const row = await toldById(tx, params.told);
        const target = row && (await openWebhook(tx, row.party, call.now));
        // The same answer where there is nothing of the kind: it tells strangers nothing. It names what it acknowledges, so that a
        // signature over one does not acknowledge another.
        const right = target && signed.id === params.told && isSigned(target.secrets, signed, body, call.now);
        if (!right) throw new Refusal("webhook.signature");
        await acknowledge(tx, params.told, undefined, call.now);
      });
      return { told: params.told, acknowledged: true as const };
    }),
  ];
}

async function refuseWebhook({ database }: Running, call: ActingCall, party: string): Promise<void> {
  const recipient = (await database.read(call.organisation.id, (db) => partyById(db, party)))?.recipient;
  await refused(database, call.organisation.id, {
    type: "recipient.webhook_refused",
    at: call.now,
    actor: { kind: "staff", id: staffOf(call) },
    about: [],
    ...(recipient ? { recipient } : {}),
    detail: { party, reason: "webhook.address" },
  });
}

function shown({ host, setAt, formerUntil }: WebhookRow) {
  return { host, set_at: setAt.toISOString(), former_until: formerUntil?.toISOString() ?? null };
}

async function namesOf(db: Db): Promise<ReadonlyMap<string, string>> {
  return new Map((await allParties(db)).map((p) => [p.id, p.name]));
}

async function shownTold(db: Db, rows: readonly ToldRow[], now: Date) {
  const names = await namesOf(db);
  const hooked = new Set<string>();
  for (const party of new Set(rows.map((r) => r.party))) if (await webhookOf(db, party)) hooked.add(party);
  return rows.map((r) => ({
    told: r.id,
    party: r.party,
    party_name: names.get(r.party) ?? "",
    ref: r.ref,
    what: r.what,
    names: [...r.names],
    at: r.at.toISOString(),
    due_at: r.dueAt.toISOString(),
    state: stateOf(r, hooked.has(r.party)),
    overdue: r.acknowledgedAt === null && r.dueAt <= now,
  }));
}

function stateOf(r: ToldRow, hooked: boolean): "by_hand" | "sent" | "received" | "acknowledged" {
  if (r.acknowledgedAt) return "acknowledged";
  if (r.receivedAt) return "received";
  return hooked ? "sent" : "by_hand";
}
