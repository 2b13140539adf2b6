import { say } from "@kept/language";
import { record } from "../evidence/index.js";
import { enqueue, type OrganisationId, type PersonId, type Running } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { openMail } from "./queue.js";
import { backOff } from "./rules.js";
import { markMessage, takeMessage } from "./store.js";
import { faultOf, type Transport } from "./transport.js";

/** Attempts before a person has to look: about a day with the back-off. */
const mostAttempts = 12;

/** Sends one waiting message. What fails is tried again later; after the last attempt it is failed and the console shows it. */
export async function deliver(
  running: Running,
  transport: Transport,
  organisation: OrganisationId,
  person: PersonId,
  id: string,
): Promise<void> {
  const { policy } = await inForce(running.database, organisation);
  const now = running.clock.now();
  await running.database.write(organisation, async (tx) => {
    const row = await takeMessage(tx, person, id);
    if (!row) return;
    const attempts = row.attempts + 1;
    const mail = await openMail(tx, row);
    if (!mail) return markMessage(tx, { ...row, state: "failed", attempts, fault: "sealed", sentAt: null });
    const host = new URL(running.config.url).hostname;
    const from = { name: say(policy.organisation.name, "vi"), address: policy.organisation.contact.email ?? `no-reply@${host}` };
    const fault = await transport.send({ ...mail, from, messageId: `<${id}@${host}>` }).then(
      () => undefined,
      (error: unknown) => faultOf(error),
    );
    const detail = { message: id, kind: row.kind, channel: "email", attempt: attempts };
    if (fault === undefined) {
      await markMessage(tx, { ...row, state: "sent", attempts, fault: null, sentAt: now });
      await record(tx, { type: "message.sent", at: now, actor: { kind: "system" }, about: [person], detail });
      return;
    }
    const last = attempts >= mostAttempts || /^smtp_5/.test(fault);
    await markMessage(tx, { ...row, state: last ? "failed" : "waiting", attempts, fault, sentAt: null });
    if (last)
      await record(tx, { type: "message.failed", at: now, actor: { kind: "system" }, about: [person], detail: { ...detail, fault } });
    else
      await enqueue(tx, "messaging.send", { person, message: id }, { key: `send:${id}`, at: new Date(now.getTime() + backOff(attempts)) });
  });
}
