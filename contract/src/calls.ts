import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { foundPerson } from "./people.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const text = z.strictObject({ vi: z.string(), en: z.string().optional() });
const call = z.strictObject({ call: z.uuid() });

/** `answered`: on one of the policy's topics. `passed_on`: taken to somebody else. `declined`: told that it is not answered here. */
export const callOutcome = z.enum(["answered", "passed_on", "declined", "cut_off"]);

/** `other`, or the place of a topic in the policy, from 1. */
const topic = z.string().regex(/^(other|[1-9]\d?)$/);

/** One call of the log: never the number, never whose it was. */
export const callRow = z.strictObject({
  call: z.uuid(),
  staff: z.uuid(),
  purpose: z.string(),
  /** Registered and agreed, as the last check found. */
  agreed: z.boolean(),
  checks: z.number().int().positive(),
  opened_at: z.iso.datetime(),
  closed_at: z.iso.datetime().nullable(),
  topic: z.string().nullable(),
  topic_text: text.nullable(),
  outcome: callOutcome.nullable(),
});

export const callDesk = endpoint({
  id: "calls.desk",
  method: "get",
  path: "/call-desk",
  summary: "What a caller may be answered for, on which topics, whether the policy demands the check, and one's own open call.",
  who: { by: ["staff"], deed: "calls" },
  response: z.strictObject({
    purposes: z.array(
      z.strictObject({
        purpose: z.string(),
        /** A promise of the policy names it: nobody is shown before the answer is yes. */
        demanded: z.boolean(),
        /** What may be answered. None: anything. */
        topics: z.array(z.strictObject({ topic, text })),
      }),
    ),
    open: callRow.nullable(),
  }),
});

export const checkCaller = endpoint({
  id: "calls.check",
  shownOnce: true,
  method: "post",
  path: "/calls:check",
  summary:
    "Whether whoever has this whole number or e-mail registered and agreed to a purpose: yes or no, nothing else. Opens a call; with `call`, tries again within it.",
  who: { by: ["staff"], deed: "calls" },
  body: z.strictObject({ text: z.string().min(2).max(254), purpose: name, call: z.uuid().optional() }),
  response: z.strictObject({ call: z.uuid(), agreed: z.boolean(), tries_left: z.number().int().nonnegative() }),
  refusals: ["request.too_many", "call.contact", "call.purpose", "call.open", "call.unknown", "call.closed", "call.tries", "call.settled"],
});

export const peopleInCall = endpoint({
  id: "calls.people",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/calls/{call}:people",
  summary: "After a yes: who it may be, masked. A telephone is shared by families. Each is then read by `people.read` with the call.",
  who: { by: ["staff"], deed: "calls" },
  params: call,
  response: z.strictObject({ people: z.array(foundPerson.omit({ matched: true })) }),
  refusals: ["call.unknown", "call.closed", "call.not_agreed", "call.over"],
});

export const closeCall = endpoint({
  id: "calls.close",
  shownOnce: true,
  method: "post",
  path: "/calls/{call}:close",
  summary: "Ends one's call with what it was about and how it went. A call without a topic does not close.",
  who: { by: ["staff"], deed: "calls" },
  params: call,
  body: z.strictObject({ topic, outcome: callOutcome }),
  response: callRow,
  refusals: ["call.unknown", "call.closed", "call.topic", "call.topic_outside", "call.not_agreed"],
});

export const listCalls = endpoint({
  id: "calls.list",
  method: "get",
  path: "/calls",
  summary: "The log of calls, newest first, by keyset: when, by whom, the answer, the topic. Never a number.",
  who: { by: ["staff"], deed: "calls" },
  query: z.strictObject({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.strictObject({ calls: z.array(callRow), next: z.uuid().nullable() }),
});
