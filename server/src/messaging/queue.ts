import { z } from "zod";
import { record } from "../evidence/index.js";
import { type Db, enqueue, type PersonId, Refusal, type Tx } from "../platform/index.js";
import { openFor, sealFor } from "../vault/index.js";
import type { Letter } from "./rules.js";
import { insertMessage, type MessageRow } from "./store.js";

export interface Mail extends Letter {
  readonly to: string;
}

/** Where a message's content is sealed to. */
const place = (id: string) => ({ table: "message", field: "mail", id });

/**
 * Puts a mail on its way, sealed by the person's key. `id` names it for ever: the same id twice is one mail. A job sends it
 * when there is SMTP; without, it waits in the outbox.
 */
export async function queueMail(tx: Tx, person: PersonId, id: string, kind: string, mail: Mail, now: Date): Promise<void> {
  const [sealed] = await sealFor(tx, person, [{ at: place(id), bytes: Buffer.from(JSON.stringify(mail)) }]);
  if (!sealed) throw new Refusal("sealed.erased");
  if (!(await insertMessage(tx, { personId: person, id, kind, sealed, createdAt: now }))) return;
  await record(tx, {
    type: "message.queued",
    at: now,
    actor: { kind: "system" },
    about: [person],
    detail: { message: id, kind, channel: "email" },
  });
  await enqueue(tx, "messaging.send", { person, message: id }, { key: `send:${id}` });
}

const stored = z.strictObject({ to: z.string(), subject: z.string(), text: z.string() });

/** Opens a message. Nothing where its person's key is gone or was replaced since: the mail went with it. */
export async function openMail(db: Db, row: MessageRow): Promise<Mail | undefined> {
  const [opened] = await openFor(db, row.personId, [{ at: place(row.id), sealed: row.sealed }]);
  return opened && "plain" in opened ? stored.parse(JSON.parse(opened.plain.toString())) : undefined;
}
