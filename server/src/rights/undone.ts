import type { Right } from "@kept/language";
import { record } from "../evidence/index.js";
import type { PersonCall } from "../platform/http/index.js";
import { Refusal, type Running } from "../platform/index.js";

/** Why a right that was asked may lawfully end undone: the person has something to mend, or has not proved who they are. */
export const lawfulReasons: readonly string[] = [
  "request.invalid",
  "request.malformed",
  "request.too_many",
  "access.step_up",
  "erase.unconfirmed",
  "erase.opens_account",
  "value.fixed",
  "value.waits",
  "value.other_record",
  "value.replaced",
  "value.unknown",
  "file.unknown",
  "consent.unknown",
  "consent.not_asked",
  "notice.stale",
  "purpose.unknown",
  "account.taken",
];

/**
 * Runs what a person asked of their data. Where it ends undone, that is recorded with the reason, so that a right that failed can be seen
 * (control `rights.self_service`); what was thrown goes on.
 */
export async function asked<T>(running: Running, call: PersonCall, right: Right, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const reason = error instanceof Refusal ? error.code : "server.fault";
    const happening = {
      type: "right.undone",
      at: call.now,
      actor: { kind: "person" as const, id: call.person.id },
      about: [call.person.id],
      detail: { right, reason },
    };
    await running.database
      .write(call.organisation.id, (tx) => record(tx, happening))
      .catch(() => {
        running.log.error({ right, reason }, "a right ended undone, and that could not be recorded");
      });
    throw error;
  }
}
