import { isDeepStrictEqual } from "node:util";
import { readOne } from "@kept/language";
import { tellRecipients } from "../disclosure/index.js";
import { type Actor, record } from "../evidence/index.js";
import { isNameTaken } from "../identity/index.js";
import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Content, correctValue, type HeldValue } from "../vault/index.js";
import { ownValue } from "./find-own.js";
import type { Proof } from "./proof.js";
import { contentOf, fieldOf, isContact, isCorrectable } from "./rules.js";

export interface Corrected {
  /** The new value's id; the old one's where nothing changed. */
  readonly value: string;
  readonly owner: PersonId;
  readonly field: string;
  /** It waits for its code, and the old value goes on counting. */
  readonly waits: boolean;
}

/**
 * Sets one value right for its person (law 91/2025 art. 13). The former value stays, sealed and dated. An e-mail or a phone waits for its
 * code. Refuses `value.unknown`, `value.replaced`, `value.fixed`, `account.taken`, and `request.invalid` with the fault at `value`.
 */
export async function correctOwn(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  id: string,
  raw: unknown,
  now: Date,
): Promise<Corrected> {
  const held = await ownValue(tx, person, id);
  const contact = isContact(fieldOf(policy.policy, held.field));
  // A code goes to whoever has the account; a merged record has none of its own.
  if (contact && held.person !== person) throw new Refusal("value.other_record");
  return put(tx, policy, { held, raw, untilVerified: contact, actor: { kind: "person", id: person }, about: [person], now });
}

export interface Assisted {
  readonly actor: Actor;
  readonly person: PersonId;
  readonly value: string;
  readonly raw: unknown;
  readonly proof: Proof;
  /** Reference of the case it was asked in. */
  readonly request: string | undefined;
  readonly now: Date;
}

/**
 * Sets one value right on the person's request, by staff or a system. How the person proved their right stands in the event. A contact that
 * was proved goes on counting until the person proves the new one; one that never was is replaced, unproved as before.
 */
export async function correctAssisted(tx: Tx, policy: PublishedPolicy, a: Assisted): Promise<Corrected> {
  const held = await ownValue(tx, a.person, a.value);
  const untilVerified = isContact(fieldOf(policy.policy, held.field)) && held.origin.verifiedAt !== null;
  const detail = { proof: a.proof, ...(a.request ? { request: a.request } : {}) };
  return put(tx, policy, { held, raw: a.raw, untilVerified, actor: a.actor, about: [a.person], now: a.now, detail });
}

interface Put {
  readonly held: HeldValue;
  readonly raw: unknown;
  readonly untilVerified: boolean;
  readonly actor: Actor;
  readonly about: readonly PersonId[];
  readonly now: Date;
  readonly detail?: Readonly<Record<string, string>>;
}

async function put(tx: Tx, policy: PublishedPolicy, { held, raw, untilVerified, actor, about, now, detail }: Put): Promise<Corrected> {
  const field = fieldOf(policy.policy, held.field);
  if (!isCorrectable(field)) throw new Refusal("value.fixed");
  if (held.pending) throw new Refusal("value.waits");
  const read = readOne(field, raw);
  const content: Content | undefined = read.ok ? contentOf(read.value) : undefined;
  if (!read.ok) throw new Refusal("request.invalid", [{ path: "value", text: read.text }]);
  if (content === undefined) throw new Refusal("value.fixed");
  const answer = { owner: held.person, field: held.field };
  const told = { at: now, actor, about: [...new Set([...about, held.person])], fields: [held.field], policyVersion: policy.version };
  if ("content" in held.value && isDeepStrictEqual(held.value.content, content)) {
    // Whoever types what is held learns that it is: for anybody but its person that is a reading, and recorded.
    if (detail)
      await record(tx, {
        ...told,
        type: "value.corrected",
        detail: { value: held.id, former: held.id, waits: false, same: true, ...detail },
      });
    return { ...answer, value: held.id, waits: false };
  }
  if (field.type === "username" && typeof content === "string" && (await isNameTaken(tx, policy.policy, content, held.person))) {
    throw new Refusal("account.taken");
  }
  const value = await correctValue(tx, held.person, held.id, {
    content,
    rule: { index: field.index, type: field.type },
    // What it was collected for, and the words shown then, stay: a correction is no new collection.
    origin: { ...held.origin, collectedAt: now, verifiedAt: null },
    untilVerified,
  });
  await record(tx, { ...told, type: "value.corrected", detail: { value, former: held.id, waits: untilVerified, ...detail } });
  // What waits for its proof is told when it counts.
  if (!untilVerified) await tellRecipients(tx, held.person, { what: "corrected", names: [held.field] }, now);
  return { ...answer, value, waits: untilVerified };
}
