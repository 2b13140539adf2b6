import { z } from "zod";
import { consentMethod } from "./consent.js";
import { endpoint } from "./endpoint.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const reference = z.string().min(1).max(64);

export const sendSubmission = endpoint({
  id: "submissions.send",
  method: "post",
  path: "/submissions",
  summary:
    "Takes what somebody gave at a touchpoint: by the organisation's own system (`api`), or by staff for a caller (`phone`). Faults come back field by field. A file field takes no file here.",
  who: { by: ["staff", "key"], deed: "intake" },
  body: z.strictObject({
    /** UUIDv7 of the caller's making: sent again, it is the same submission. */
    submission: z.uuid({ version: "v7" }).optional(),
    touchpoint: name,
    channel: z.enum(["api", "phone"]).default("api"),
    /** The person it is surely about. Left out: a person of its own. */
    person: z.uuid().optional(),
    fields: z.record(z.string(), z.unknown()),
    /** By purpose; one left out was not answered. */
    consents: z.record(z.string(), z.enum(["given", "refused"])).default({}),
    duties: z.array(name).max(50).default([]),
    accuracy: z.boolean().default(false),
    /** Reference of an occasion to join. */
    occasion: reference.optional(),
    /** The version of the notice that was shown or read out. */
    notice_version: z.number().int().positive(),
    language: z.enum(["vi", "en"]).default("vi"),
    /** Phone: how the caller agreed (decree 356/2025 art. 6.1). */
    method: consentMethod.optional(),
    /** The organisation has proved the contact itself; otherwise nothing is used before the person types the code mailed to them. */
    contact_proved: z.boolean().default(false),
  }),
  response: z.strictObject({
    submission: z.uuid(),
    person: z.uuid(),
    state: z.enum(["pending", "confirmed"]),
    occasion: z.uuid().nullable(),
    /** It stood before. */
    again: z.boolean(),
  }),
  refusals: [
    "touchpoint.unknown",
    "touchpoint.channel",
    "request.invalid",
    "notice.stale",
    "person.unknown",
    "occasion.unknown",
    "server.busy",
  ],
  status: 201,
});
