import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { refusalCode } from "./refusals.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const reference = z.string().min(1).max(64);

export const openOccasion = endpoint({
  id: "occasions.open",
  method: "post",
  path: "/occasions",
  summary: "Opens an occasion under the organisation's own reference, or finds it. `occasion` gives one that a form opened its reference.",
  who: { by: ["staff", "key"], deed: "intake" },
  body: z.strictObject({
    kind: name,
    reference,
    /** Others may join by this reference from the public form: an event, a vacancy. */
    open: z.boolean().default(false),
    occasion: z.uuid().optional(),
    person: z.uuid().optional(),
  }),
  response: z.strictObject({ occasion: z.uuid(), opened: z.boolean() }),
  refusals: ["occasion.kind", "occasion.reference", "occasion.unknown", "person.unknown"],
  status: 201,
});

const happened = { event: name, on: z.iso.date() };

export const recordOccasionEvent = endpoint({
  id: "occasions.event",
  method: "post",
  path: "/occasions/{kind}/{reference}/events",
  summary: "Records what happened to an occasion, on a legal date: delivered, held, warranty ends. The newest of a kind counts.",
  who: { by: ["staff", "key"], deed: "intake" },
  params: z.strictObject({ kind: name, reference }),
  body: z.strictObject(happened),
  response: z.strictObject({ occasion: z.uuid(), event: z.uuid() }),
  refusals: ["occasion.kind", "occasion.event", "occasion.unknown"],
  status: 201,
});

export const recordOccasionEvents = endpoint({
  id: "occasions.events",
  method: "post",
  path: "/occasions:events",
  summary: "Records up to 500 events of occasions. Each stands or is refused by itself; outcomes keep the order.",
  who: { by: ["staff", "key"], deed: "intake" },
  body: z.strictObject({
    events: z
      .array(z.strictObject({ kind: name, reference, ...happened }))
      .min(1)
      .max(500),
  }),
  response: z.strictObject({
    outcomes: z.array(
      z.union([
        z.strictObject({ ok: z.literal(true), occasion: z.uuid(), event: z.uuid() }),
        z.strictObject({ ok: z.literal(false), code: refusalCode }),
      ]),
    ),
  }),
});
