import {
  answerOrder,
  decideOrder,
  deliverOrder,
  executeOrder,
  keepOrderDocument,
  listOrders,
  openOrderDocument,
  readOrder,
  receiveOrder,
} from "@kept/contract";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { personId, Refusal, type Running } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { openFile, receiveFile } from "../../vault/index.js";
import { staffOf, streamOf, typeOf } from "../register/http.js";
import { allParties, partyById } from "../register/store.js";
import { decideDemand } from "./decide.js";
import { answerRefusal, deliverDemand, executeDemand } from "./deliver.js";
import { keepDemandDocument, receiveDemand } from "./receive.js";
import { type CountedOrder, listOrderRows, orderById, personsOfOrder } from "./store.js";

/** The register of what state bodies ask. */
export function authorityServed(running: Running): Served[] {
  const { database, config } = running;
  const by = (call: ActingCall) => ({ by: staffOf(call), now: call.now });
  return [
    serve(listOrders, (call) =>
      database.read(call.organisation.id, async (db) => {
        const names = new Map((await allParties(db)).map((p) => [p.id, p.name]));
        return { orders: (await listOrderRows(db)).map((o) => shown(o, names.get(o.party) ?? "")) };
      }),
    ),
    serve(readOrder, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = (await listOrderRows(db)).find((o) => o.id === params.order);
        if (!row) throw new Refusal("order.unknown");
        const of = await personsOfOrder(db, row.id);
        return { ...shown(row, (await partyById(db, row.party))?.name ?? ""), of };
      }),
    ),
    serve(receiveOrder, async (call, { body }) => {
      const policy = await inForce(running, call.organisation.id);
      const given = { ...body, persons: body.persons.map((p) => personId.parse(p)) };
      return { order: await receiveDemand(database, call.organisation.id, policy, given, by(call)), state: "received" as const };
    }),
    serve(keepOrderDocument, async (call, { params, body }) => {
      const known = await database.read(call.organisation.id, (db) => orderById(db, params.order));
      if (!known) throw new Refusal("order.unknown");
      const rule = { kinds: ["pdf", "png", "jpg"], most: 16_777_216 } as const;
      const received = await receiveFile(config.data, call.organisation.id, "order", rule, streamOf(body.stream));
      await database.write(call.organisation.id, (tx) => keepDemandDocument(tx, params.order, received, by(call)));
      return { order: params.order, document: true as const };
    }),
    serve(openOrderDocument, (call, { params }) =>
      database.read(call.organisation.id, async (db) => {
        const row = await orderById(db, params.order);
        const party = row && (await partyById(db, row.party));
        if (!row || !party) throw new Refusal("order.unknown");
        if (!row.file) throw new Refusal("file.unknown");
        const file = await openFile(db, party.holder, row.file);
        const parts: Uint8Array[] = [];
        for await (const part of file.content) parts.push(part);
        return { type: typeOf(file.kind), content: Buffer.concat(parts).toString("base64") };
      }),
    ),
    serve(decideOrder, async (call, { params, body }) => {
      await decideDemand(database, call.organisation.id, params.order, body, by(call));
      return { order: params.order, state: "decided" as const };
    }),
    serve(deliverOrder, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const left = await deliverDemand(database, call.organisation.id, policy, params.order, body.form, by(call));
      const content = Buffer.from(left.bytes).toString("base64");
      left.bytes.fill(0);
      return {
        order: params.order,
        answer: left.answer,
        released: left.released,
        left_out: left.out.length,
        file: { name: left.name, type: left.type, content },
        passphrase: left.passphrase,
      };
    }),
    serve(executeOrder, async (call, { params }) => {
      await database.write(call.organisation.id, (tx) => executeDemand(tx, params.order, by(call)));
      return { order: params.order, state: "decided" as const };
    }),
    serve(answerOrder, async (call, { params, body }) => {
      await database.write(call.organisation.id, (tx) => answerRefusal(tx, params.order, body.answered_on, by(call)));
      return { order: params.order, state: "answered" as const };
    }),
  ];
}

function shown(o: CountedOrder, partyName: string) {
  return {
    order: o.id,
    kind: o.kind,
    recipient: o.recipient,
    party: o.party,
    party_name: partyName,
    body: o.body,
    reason: o.reason,
    violation: o.violation,
    basis: o.basis,
    document_number: o.documentNumber,
    document_on: o.documentOn,
    document: o.file !== null,
    purpose: o.purpose,
    fields: [...o.fields],
    persons: o.persons,
    received_on: o.receivedOn,
    reply_by: o.replyBy,
    hidden_until: o.hiddenUntil,
    state: o.state,
    decision: o.decision,
    decided_fields: [...o.decidedFields],
    decided_persons: o.covered,
    refusal: o.refusal,
    decided_at: o.decidedAt?.toISOString() ?? null,
    answer: o.answer,
    answered_on: o.answeredOn,
    disclosure: o.disclosure,
    erased: o.erased,
  };
}
