import { z } from "zod";
import { endpoint } from "./endpoint.js";

export const messageRow = z.strictObject({
  message: z.uuid(),
  person: z.uuid(),
  kind: z.string(),
  state: z.enum(["waiting", "sent", "failed"]),
  attempts: z.number().int(),
  /** Stable code of the last fault, never a server's words. */
  fault: z.string().nullable(),
  created_at: z.iso.datetime(),
  sent_at: z.iso.datetime().nullable(),
});

export const listMessages = endpoint({
  id: "messages.list",
  method: "get",
  path: "/messages",
  summary: "The outbox, newest first, by keyset. Neither addresses nor texts.",
  who: { by: ["staff"], deed: "outbox" },
  query: z.strictObject({
    before: z.uuid().optional(),
    state: z.enum(["waiting", "sent", "failed"]).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ messages: z.array(messageRow), next: z.uuid().nullable(), transport: z.enum(["smtp", "outbox"]) }),
});

export const openMessage = endpoint({
  id: "messages.open",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/people/{person}/messages/{message}:open",
  summary: "Opens one message of the outbox: address and text. Recorded as a reading.",
  who: { by: ["staff"], deed: "outbox" },
  params: z.strictObject({ person: z.uuid(), message: z.uuid() }),
  response: z.strictObject({ to: z.string(), subject: z.string(), text: z.string() }),
  refusals: ["message.unknown"],
});

export const retryMessage = endpoint({
  id: "messages.retry",
  method: "post",
  path: "/people/{person}/messages/{message}:retry",
  summary: "Sends a failed message again.",
  who: { by: ["staff"], deed: "outbox" },
  params: z.strictObject({ person: z.uuid(), message: z.uuid() }),
  response: z.strictObject({ state: z.enum(["waiting"]) }),
  refusals: ["message.unknown"],
});
