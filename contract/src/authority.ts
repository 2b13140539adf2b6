import { z } from "zod";
import { citation } from "./citation.js";
import { endpoint } from "./endpoint.js";
import { paperTypes } from "./recipients.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const one = z.strictObject({ order: z.uuid() });
const cited = citation(200);

export const orderKind = z.enum(["disclosure", "erasure"]);
export const orderState = z.enum(["received", "decided", "answered"]);
export const orderDecision = z.enum(["granted", "partial", "refused"]);
export const orderAnswer = z.enum(["delivered", "partial", "refused", "erased"]);

export const orderRow = z.strictObject({
  order: z.uuid(),
  kind: orderKind,
  recipient: z.string(),
  party: z.uuid(),
  party_name: z.string(),
  /** Which kind of body, by the policy: `police`, `court`. */
  body: z.string(),
  reason: z.string(),
  violation: z.string().nullable(),
  basis: z.string(),
  document_number: z.string(),
  document_on: z.iso.date(),
  /** The paper itself is here, sealed. */
  document: z.boolean(),
  purpose: z.string(),
  fields: z.array(z.string()),
  persons: z.number().int(),
  received_on: z.iso.date(),
  reply_by: z.iso.date(),
  /** Before this day the persons are not shown that it was asked. */
  hidden_until: z.iso.date().nullable(),
  state: orderState,
  decision: orderDecision.nullable(),
  decided_fields: z.array(z.string()),
  decided_persons: z.number().int(),
  refusal: z.string().nullable(),
  decided_at: z.iso.datetime().nullable(),
  answer: orderAnswer.nullable(),
  answered_on: z.iso.date().nullable(),
  disclosure: z.uuid().nullable(),
  /** Erasure: persons done so far. */
  erased: z.number().int(),
});

const deciders = { by: ["staff"], deed: "authority" } as const;

export const listOrders = endpoint({
  id: "authority.list",
  method: "get",
  path: "/authority-orders",
  summary: "What state bodies asked in writing: those that wait first, by the day a reply is due; then those answered.",
  who: deciders,
  response: z.strictObject({ orders: z.array(orderRow) }),
});

export const readOrder = endpoint({
  id: "authority.read",
  method: "get",
  path: "/authority-orders/{order}",
  summary: "One demand, with the persons it names.",
  who: deciders,
  params: one,
  response: z.strictObject({
    ...orderRow.shape,
    of: z.array(z.strictObject({ person: z.uuid(), covered: z.boolean(), erased: z.boolean() })),
  }),
  refusals: ["order.unknown"],
});

export const receiveOrder = endpoint({
  id: "authority.receive",
  method: "post",
  path: "/authority-orders",
  summary:
    "Enters what a state body asks: which body, for which reason, on which basis, by which document, about whom, to be answered when.",
  who: deciders,
  body: z.strictObject({
    kind: orderKind,
    party: z.uuid(),
    body: name,
    reason: name,
    violation: cited.optional(),
    basis: cited,
    document_number: cited,
    document_on: z.iso.date(),
    purpose: name,
    fields: z.array(name).max(100),
    persons: z.array(z.uuid()).min(1).max(2000),
    received_on: z.iso.date(),
    reply_by: z.iso.date(),
    hidden_until: z.iso.date().optional(),
  }),
  response: z.strictObject({ order: z.uuid(), state: orderState }),
  refusals: [
    "recipient.unknown",
    "recipient.undeclared",
    "order.not_state_body",
    "order.body",
    "order.reason",
    "order.violation",
    "order.dates",
    "order.scope",
    "person.unknown",
  ],
  status: 201,
});

export const keepOrderDocument = endpoint({
  id: "authority.keep_document",
  method: "post",
  path: "/authority-orders/{order}/document",
  summary: "Keeps the document of the demand, sealed: PDF or picture, up to 16 MiB. Nothing is decided without it.",
  who: deciders,
  params: one,
  upload: { types: paperTypes, most: 16_777_216 },
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: z.strictObject({ order: z.uuid(), document: z.literal(true) }),
  refusals: ["order.unknown", "order.decided", "file.too_large", "file.other_type", "file.infected"],
  status: 201,
});

export const openOrderDocument = endpoint({
  id: "authority.open_document",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/authority-orders/{order}/document:open",
  summary: "The document of the demand, base64.",
  who: deciders,
  params: one,
  response: z.strictObject({ type: z.string(), content: z.base64() }),
  refusals: ["order.unknown", "file.unknown", "sealed.damaged"],
});

export const decideOrder = endpoint({
  id: "authority.decide",
  method: "post",
  path: "/authority-orders/{order}:decide",
  summary: "Decides what goes out, or is erased: all of it, a part with the reason for the rest, or nothing with its reason.",
  who: { ...deciders, fresh: true },
  params: one,
  body: z.strictObject({
    decision: orderDecision,
    /** `partial`: what is granted; left out where all of it is. */
    fields: z.array(name).optional(),
    persons: z.array(z.uuid()).optional(),
    refusal: cited.optional(),
  }),
  response: z.strictObject({ order: z.uuid(), state: orderState }),
  refusals: ["order.unknown", "order.decided", "order.no_document", "order.scope", "order.refusal_missing"],
});

export const deliverOrder = endpoint({
  id: "authority.deliver",
  shownOnce: true,
  method: "post",
  path: "/authority-orders/{order}:deliver",
  summary: "Makes what was decided and lets it leave, through the gate of every disclosure; the demand is answered with it.",
  who: { ...deciders, fresh: true },
  params: one,
  body: z.strictObject({ form: z.enum(["json", "csv", "age"]).default("age") }),
  response: z.strictObject({
    order: z.uuid(),
    answer: orderAnswer,
    released: z.number().int(),
    left_out: z.number().int(),
    file: z.strictObject({ name: z.string(), type: z.string(), content: z.base64() }),
    passphrase: z.string().nullable(),
  }),
  refusals: ["order.unknown", "order.not_decided", "order.other_kind", "disclosure.authority", "disclosure.nothing", "disclosure.ended"],
});

export const executeOrder = endpoint({
  id: "authority.erase",
  method: "post",
  path: "/authority-orders/{order}:erase",
  summary: "Erases what was decided. What a hold covers is kept back and stands in each certificate. Goes on in the background.",
  who: { ...deciders, fresh: true },
  params: one,
  response: z.strictObject({ order: z.uuid(), state: orderState }),
  refusals: ["order.unknown", "order.not_decided", "order.other_kind"],
});

export const answerOrder = endpoint({
  id: "authority.answer",
  method: "post",
  path: "/authority-orders/{order}:answer",
  summary: "Records that the refusal went out to the body.",
  who: deciders,
  params: one,
  body: z.strictObject({ answered_on: z.iso.date() }),
  response: z.strictObject({ order: z.uuid(), state: orderState }),
  refusals: ["order.unknown", "order.not_decided", "order.other_kind", "order.dates"],
});
