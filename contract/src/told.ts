import { z } from "zod";
import { endpoint } from "./endpoint.js";

const party = z.strictObject({ party: z.uuid() });
const webhook = z.strictObject({
  host: z.string(),
  set_at: z.iso.datetime(),
  /** The former secret signs besides until then. */
  former_until: z.iso.datetime().nullable(),
});

export const readWebhook = endpoint({
  id: "recipients.webhook",
  method: "get",
  path: "/recipients/{party}/webhook",
  summary: "Where a party takes messages; the address' path and the secret never come back.",
  who: { by: ["staff"], deed: "recipients" },
  params: party,
  response: z.strictObject({ webhook: webhook.nullable() }),
});

export const setWebhook = endpoint({
  id: "recipients.set_webhook",
  shownOnce: true,
  method: "put",
  path: "/recipients/{party}/webhook",
  summary:
    "Registers or moves a party's webhook: https, on a public server. The secret that signs (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`) is answered the first time, and that once.",
  who: { by: ["staff"], deed: "recipients", fresh: true },
  params: party,
  body: z.strictObject({ address: z.url({ protocol: /^https?$/ }).max(1000) }),
  response: z.strictObject({ webhook, secret: z.string().nullable() }),
  refusals: ["recipient.unknown", "webhook.address"],
});

export const rotateWebhook = endpoint({
  id: "recipients.rotate_webhook",
  shownOnce: true,
  method: "post",
  path: "/recipients/{party}/webhook:rotate",
  summary: "Makes a new secret, answered this once. The former signs besides for two days.",
  who: { by: ["staff"], deed: "recipients", fresh: true },
  params: party,
  response: z.strictObject({ webhook, secret: z.string() }),
  refusals: ["recipient.unknown", "webhook.none"],
});

export const endWebhook = endpoint({
  id: "recipients.end_webhook",
  method: "post",
  path: "/recipients/{party}/webhook:end",
  summary: "Ends a party's webhook; what waits for it becomes dead, and what the party must hear stands open for staff.",
  who: { by: ["staff"], deed: "recipients", fresh: true },
  params: party,
  response: z.strictObject({ done: z.literal(true) }),
  refusals: ["recipient.unknown", "webhook.none"],
});

export const deliverDisclosure = endpoint({
  id: "disclosures.deliver",
  method: "post",
  path: "/disclosures/{disclosure}:deliver",
  summary:
    "Sends a disclosure to the party's webhook. Its payload is decided and made anew at each attempt, and kept nowhere: who was erased or withdrew meanwhile is not in it.",
  who: { by: ["staff"], deed: "disclose", fresh: true },
  params: z.strictObject({ disclosure: z.uuid() }),
  response: z.strictObject({ delivery: z.uuid() }),
  refusals: ["disclosure.unknown", "disclosure.ended", "webhook.none"],
  status: 202,
});

export const deliveryRow = z.strictObject({
  delivery: z.uuid(),
  party: z.uuid(),
  party_name: z.string(),
  told: z.uuid().nullable(),
  disclosure: z.uuid().nullable(),
  state: z.enum(["waiting", "delivered", "dead"]),
  attempts: z.number().int(),
  /** The status answered, or why there was no answer. */
  last: z.string().nullable(),
  next_at: z.iso.datetime(),
  made_at: z.iso.datetime(),
});

export const listDeliveries = endpoint({
  id: "deliveries.list",
  method: "get",
  path: "/deliveries",
  summary: "Messages to webhooks in one state: waiting, delivered, or dead (given up, until staff send them again).",
  who: { by: ["staff"], deed: "disclose" },
  query: z.strictObject({ state: z.enum(["waiting", "delivered", "dead"]).default("dead") }),
  response: z.strictObject({ deliveries: z.array(deliveryRow) }),
});

export const retryDelivery = endpoint({
  id: "deliveries.retry",
  method: "post",
  path: "/deliveries/{delivery}:retry",
  summary: "Sends a dead message again, from the first attempt.",
  who: { by: ["staff"], deed: "disclose" },
  params: z.strictObject({ delivery: z.uuid() }),
  response: z.strictObject({ delivery: z.uuid() }),
  refusals: ["delivery.unknown"],
});

export const toldRow = z.strictObject({
  told: z.uuid(),
  party: z.uuid(),
  party_name: z.string(),
  /** What the party knows the person by. */
  ref: z.uuid(),
  what: z.enum(["corrected", "objected", "erased"]),
  names: z.array(z.string()),
  at: z.iso.datetime(),
  due_at: z.iso.datetime(),
  /** `by_hand`: the party has no webhook, so staff tell it. `sent`: on its way. `received`: arrived, not yet acknowledged. */
  state: z.enum(["by_hand", "sent", "received", "acknowledged"]),
  overdue: z.boolean(),
});

export const listTold = endpoint({
  id: "told.list",
  method: "get",
  path: "/told",
  summary: "What recipients must hear because somebody was corrected, objected or was erased, the most urgent first.",
  who: { by: ["staff"], deed: "disclose" },
  query: z.strictObject({ open: z.enum(["yes", "no"]).default("yes") }),
  response: z.strictObject({ told: z.array(toldRow) }),
});

export const personTold = endpoint({
  id: "people.told",
  method: "get",
  path: "/people/{person}/told",
  summary: "What recipients of a person's data were told about them, and whether they acknowledged it.",
  who: { by: ["staff"], deed: "find" },
  params: z.strictObject({ person: z.uuid() }),
  response: z.strictObject({ told: z.array(toldRow) }),
  refusals: ["person.unknown"],
});

export const acknowledgeTold = endpoint({
  id: "told.acknowledge",
  shownOnce: true,
  method: "post",
  path: "/told/{told}:acknowledge",
  summary: "Staff enter that the recipient has dealt with it.",
  who: { by: ["staff"], deed: "disclose" },
  params: z.strictObject({ told: z.uuid() }),
  response: toldRow,
  refusals: ["told.unknown"],
});

export const acknowledgeBySignature = endpoint({
  id: "told.acknowledge_signed",
  method: "post",
  path: "/organisations/{organisation}/told/{told}:acknowledge",
  summary:
    "The recipient itself says that it has dealt with it: signed with its webhook's secret as it is signed to, over the body as sent, at most five minutes old.",
  who: { by: "anyone" },
  params: z.strictObject({ organisation: z.string(), told: z.uuid() }),
  body: z.looseObject({}),
  response: z.strictObject({ told: z.uuid(), acknowledged: z.literal(true) }),
  refusals: ["webhook.signature", "request.too_many"],
});
