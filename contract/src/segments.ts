import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { foundPerson } from "./people.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const segment = z.strictObject({ segment: z.uuid() });

/** One field asked about. `any`: one of these texts. `from`, `to`: numbers, or years of a date, both included. */
export const segmentCondition = z.strictObject({
  field: name,
  any: z.array(z.string().min(1).max(200)).min(1).max(20).optional(),
  from: z.number().optional(),
  to: z.number().optional(),
});

/** All conditions must hold. */
const all = z.array(segmentCondition).min(1).max(8);

export const segmentRow = z.strictObject({
  segment: z.uuid(),
  name: z.string(),
  purpose: z.string(),
  all,
  made_at: z.iso.datetime(),
});

export const listSegments = endpoint({
  id: "segments.list",
  method: "get",
  path: "/segments",
  summary: "Saved questions, and what may be asked: purposes that rest on consent, with the indexed fields collected for each.",
  who: { by: ["staff"], deed: "segments" },
  response: z.strictObject({
    segments: z.array(segmentRow),
    purposes: z.array(
      z.strictObject({ purpose: z.string(), fields: z.array(z.strictObject({ field: z.string(), by: z.enum(["text", "range"]) })) }),
    ),
  }),
});

export const makeSegment = endpoint({
  id: "segments.make",
  shownOnce: true,
  method: "post",
  path: "/segments",
  summary: "Saves a question for a purpose. Members need a live consent for that purpose, each time they are looked up.",
  who: { by: ["staff"], deed: "segments" },
  body: z.strictObject({ name: z.string().min(1).max(120), purpose: name, all }),
  response: segmentRow,
  refusals: [
    "segment.purpose",
    "segment.needs_consent",
    "segment.field",
    "segment.not_indexed",
    "segment.not_for_purpose",
    "segment.condition",
  ],
  status: 201,
});

export const countSegment = endpoint({
  id: "segments.count",
  reads: true,
  method: "post",
  path: "/segments/{segment}:count",
  summary: "How many meet it at this moment. Recorded with purpose and number.",
  who: { by: ["staff"], deed: "segments" },
  params: segment,
  response: z.strictObject({ count: z.number().int().nonnegative(), more: z.boolean(), at: z.iso.datetime() }),
  refusals: [
    "segment.unknown",
    "segment.needs_consent",
    "segment.not_indexed",
    "segment.not_for_purpose",
    "segment.field",
    "segment.purpose",
  ],
});

export const readSegment = endpoint({
  id: "segments.members",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/segments/{segment}:members",
  summary:
    "Who meets it at this moment, masked, by keyset. Passes the gate: role, purpose, consent. Recorded about each; values are opened by `people.read`.",
  who: { by: ["staff"], deed: "segments" },
  params: segment,
  body: z.strictObject({ after: z.uuid().optional(), limit: z.number().int().min(1).max(100).default(50) }),
  response: z.strictObject({ members: z.array(foundPerson.omit({ matched: true })), next: z.uuid().nullable() }),
  refusals: [
    "segment.unknown",
    "segment.needs_consent",
    "segment.not_indexed",
    "segment.not_for_purpose",
    "segment.field",
    "segment.purpose",
    "read.role",
  ],
});

export const endSegment = endpoint({
  id: "segments.end",
  method: "post",
  path: "/segments/{segment}:end",
  summary: "Takes a saved question away.",
  who: { by: ["staff"], deed: "segments" },
  params: segment,
  response: z.strictObject({ segment: z.uuid() }),
  refusals: ["segment.unknown"],
});
