import type { Language } from "@kept/language";
import { z } from "zod";
import { type Db, enqueue, newId, type Payload, type PersonId, personId, type Tx } from "../../platform/index.js";
import { valuesById } from "../../vault/index.js";
import { accountOf } from "../account/store.js";
import { sessionById } from "./store.js";

/** What a person is told of at once, by mail. */
export type AlertKind = "new_device" | "changed" | "locked";

/** Has messaging tell a person. Their address is looked up when the mail is written, never carried by the job. */
export async function alertPerson(tx: Tx, person: PersonId, alert: AlertKind, now: Date, session?: string): Promise<void> {
  const id = newId();
  await enqueue(tx, "messaging.alert", { id, person, alert, at: now.toISOString(), ...(session ? { session } : {}) });
}

const carried = z.object({
  id: z.uuid(),
  person: personId,
  alert: z.enum(["new_device", "changed", "locked"]),
  at: z.coerce.date(),
  session: z.uuid().optional(),
});

export interface AlertMail {
  /** Stable over repetitions of the job. */
  readonly id: string;
  readonly person: PersonId;
  readonly alert: AlertKind;
  readonly at: Date;
  readonly to: string;
  readonly lang: Language;
  /** Family of browser and system, for `new_device`. */
  readonly device: string | undefined;
}

/** For messaging: what an alert says and where it goes. Undefined where the account or its contact is gone. */
export async function alertForMail(db: Db, payload: Payload): Promise<AlertMail | undefined> {
  const { session, ...alert } = carried.parse(payload);
  const account = await accountOf(db, alert.person);
  if (!account?.contactId) return undefined;
  const [contact] = await valuesById(db, [{ person: alert.person, id: account.contactId }]);
  if (!contact || "fault" in contact.value || typeof contact.value.content !== "string") return undefined;
  const device = session ? (await sessionById(db, alert.person, session))?.label : undefined;
  return { ...alert, to: contact.value.content, lang: contact.origin.language, device };
}
