import { listMessages, openMessage, retryMessage } from "@kept/contract";
import { record } from "../evidence/index.js";
import { type ActingCall, type Served, serve } from "../platform/http/index.js";
import { enqueue, personId, Refusal, type Running } from "../platform/index.js";
import { openMail } from "./queue.js";
import { listNewest, markMessage, selectMessage } from "./store.js";

/** The outbox, for staff who may look after it. Opening a message is a reading, and recorded as one. */
export function messagingServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(listMessages, async (call, { query }) => {
      const rows = await database.read(call.organisation.id, (db) => listNewest(db, query.limit + 1, query.before, query.state));
      const shown = rows.slice(0, query.limit);
      return {
        messages: shown.map((m) => ({
          message: m.id,
          person: m.personId,
          kind: m.kind,
          state: m.state,
          attempts: m.attempts,
          fault: m.fault,
          created_at: m.createdAt.toISOString(),
          sent_at: m.sentAt?.toISOString() ?? null,
        })),
        next: rows.length > query.limit ? (shown.at(-1)?.id ?? null) : null,
        transport: running.config.smtpUrl ? ("smtp" as const) : ("outbox" as const),
      };
    }),
    serve(openMessage, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        const person = personId.parse(params.person);
        const row = await selectMessage(tx, person, params.message);
        const mail = row && (await openMail(tx, row));
        if (!mail) throw new Refusal("message.unknown");
        await record(tx, {
          type: "message.opened",
          at: call.now,
          actor: actorOf(call),
          about: [person],
          detail: { message: params.message },
        });
        return mail;
      }),
    ),
    serve(retryMessage, (call, { params }) =>
      database.write(call.organisation.id, async (tx) => {
        const person = personId.parse(params.person);
        const row = await selectMessage(tx, person, params.message);
        if (row?.state !== "failed") throw new Refusal("message.unknown");
        await markMessage(tx, { ...row, state: "waiting", attempts: 0, fault: null, sentAt: null });
        await record(tx, {
          type: "message.retried",
          at: call.now,
          actor: actorOf(call),
          about: [person],
          detail: { message: params.message },
        });
        await enqueue(tx, "messaging.send", { person, message: row.id }, { key: `send:${row.id}` });
        return { state: "waiting" as const };
      }),
    ),
  ];
}

function actorOf({ caller }: ActingCall) {
  return caller.kind === "staff"
    ? { kind: "staff" as const, id: caller.id, role: caller.roles.join(",") }
    : { kind: "key" as const, id: caller.id };
}
