import { insertEvents, prepare, record } from "../../evidence/index.js";
import { accountOf, cancelAccount } from "../../identity/index.js";
import type { PersonId, Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { eraseField, erasePerson } from "../../vault/index.js";
import type { FieldEnding } from "../ending/gather.js";

export interface Gone {
  readonly whole: boolean;
  readonly fields: readonly string[];
  /** What a hold keeps of it lies under the hold's key now. */
  readonly held: boolean;
}

export interface Because {
  readonly cause: "retention" | "review";
  readonly actor: { readonly kind: "system" } | { readonly kind: "staff"; readonly id: string };
  readonly now: Date;
}

/**
 * Erases fields of a person whom the caller has locked: everything, by destroying the key, where nothing else remains; otherwise field by field.
 * What a hold covers moves under the hold's key in the same verb, so a hold wins. The event names each rule and the day it ended, or the decision.
 */
export async function eraseEnded(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  ended: readonly FieldEnding[],
  remains: boolean,
  because: Because,
): Promise<Gone> {
  const fields = ended.map((e) => e.field);
  const detail = {
    cause: because.cause,
    rules: [...new Set(ended.flatMap((e) => e.rule ?? []))],
    on:
      ended
        .map((e) => e.on ?? "")
        .sort()
        .at(-1) ?? "",
  };
  if (!remains) {
    await cancelAccount(tx, person, because.actor, because.now);
    const { id, key_version, kept_back } = await erasePerson(tx, person, because.cause, because.now);
    // The key is gone, so the salt of its own event is random.
    const event = prepare(
      {
        type: "person.erased",
        at: because.now,
        actor: because.actor,
        about: [person],
        policyVersion: policy.version,
        detail: { ...detail, erasures: [id], key_versions: [String(key_version)], fields },
      },
      new Map(),
    );
    await insertEvents(tx, [event.event], event.subjects);
    return { whole: true, fields, held: kept_back.length > 0 };
  }
  const contact = (await accountOf(tx, person))?.contactId;
  if (contact && ended.some((e) => e.values.includes(contact))) await cancelAccount(tx, person, because.actor, because.now);
  const erased = [];
  for (const field of fields) erased.push(await eraseField(tx, person, field, because.cause, because.now));
  await record(tx, {
    type: "field.erased",
    at: because.now,
    actor: because.actor,
    about: [person],
    fields,
    policyVersion: policy.version,
    detail: { ...detail, erasures: erased.map((e) => e.id), key_versions: erased.map((e) => String(e.key_version)) },
  });
  return { whole: false, fields, held: erased.some((e) => e.kept_back.length > 0) };
}
