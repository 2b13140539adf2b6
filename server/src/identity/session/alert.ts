import type { Language } from "@kept/language";
import { z } from "zod";
import { type Db, enqueue, newId, type Payload, type PersonId, personId, type Tx } from "../../platform/index.js";
import { valuesById } from "../../vault/index.js";
import { accountOf } from "../account/store.js";
import { sessionById } from "./store.js";

/** What a person is told of at once, by mail. */
export type AlertKind = "new_device" | "changed" | "locked";

/**
 * Has messaging tell a person. Their address is looked up when the mail is written, never carried by the job. `contact`: the value to
 * write to where it is not the account's own of that moment, as when that has just changed and the owner of the old one must hear of it.
 */
export async function alertPerson(
  tx: Tx,
  person: PersonId,
  alert: AlertKind,
  now: Date,
  { session, contact }: { readonly session?: string; readonly contact?: string } = {},
): Promise<void> {
  const id = newId();
  await enqueue(tx, "messaging.alert", {
    id,
    person,
    alert,
    at: now.toISOString(),
    ...(session ? { session } : {}),
    ...(contact ? { contact } : {}),
  });
}

const carried = z.object({
  id: z.uuid(),
  person: personId,
  alert: z.enum(["new_device", "changed", "locked"]),
  at: z.coerce.date(),
  session: z.uuid().optional(),
  contact: z.uuid().optional(),
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
  const { session, contact: named, ...alert } = carried.parse(payload);
  const account = await accountOf(db, alert.person);
  const to = named ?? account?.contactId;
  if (!to) return undefined;
  const [contact] = await valuesById(db, [{ person: alert.person, id: to }]);
  if (!contact || "fault" in contact.value || typeof contact.value.content !== "string") return undefined;
  const device = session ? (await sessionById(db, alert.person, session))?.label : undefined;
  return { ...alert, to: contact.value.content, lang: contact.origin.language, device };
}
