import { sameAs } from "../access/index.js";
import { type Actor, insertEvents, prepare, record } from "../evidence/index.js";
import { accountOf, cancelAccount } from "../identity/index.js";
import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Cause, eraseField, erasePerson, history, personState } from "../vault/index.js";
import { ownValue } from "./find-own.js";
import type { Proof } from "./proof.js";
import { fieldOf } from "./rules.js";

export interface FieldErased {
  readonly erasure: string;
  readonly field: string;
}

/**
 * Erases a field of a person on their own request: each of its values in that record, former ones and files too; the person is re-keyed
 * (law 91/2025 art. 14). Refuses `erase.opens_account` for what the account is opened by: that is changed, or erased with everything.
 */
export async function eraseOwnField(tx: Tx, policy: PublishedPolicy, person: PersonId, value: string, now: Date): Promise<FieldErased> {
  const held = await ownValue(tx, person, value);
  if (await opensAccount(tx, policy, held.person, held.field)) throw new Refusal("erase.opens_account");
  return erase(tx, held.person, held.field, { actor: { kind: "person", id: person }, about: [person], now, cause: "asked" });
}

/** Whether a field holds what its person signs in by. */
export async function opensAccount(tx: Tx, policy: PublishedPolicy, person: PersonId, field: string): Promise<boolean> {
  const account = await accountOf(tx, person);
  if (!account || account.state === "cancelled") return false;
  if (fieldOf(policy.policy, field)?.type === "username") return true;
  if (account.contactId === null) return false;
  const contact = await ownValue(tx, person, account.contactId).catch(() => undefined);
  return contact?.field === field;
}

/** What the person keeps of the erasure of everything: it proves by itself that the event spoke of this person. */
export interface Certificate {
  readonly at: Date;
  readonly event: string;
  readonly records: readonly {
    readonly person: PersonId;
    readonly erasure: string;
    /** Version of the data key that was destroyed. */
    readonly keyVersion: number;
    /** With it and the person's id, the commitment in the event can be computed again; it is stored nowhere beside. */
    readonly salt: string;
  }[];
}

export interface Erasing {
  readonly actor: Actor;
  readonly proof?: Proof | undefined;
  readonly cause: Cause;
  readonly now: Date;
}

/** Erases everything of a person and of the records merged with theirs. The account ends, and every session with it. */
export async function eraseEverything(tx: Tx, person: PersonId, by: Erasing): Promise<Certificate> {
  const persons: PersonId[] = [];
  for (const p of await sameAs(tx, person)) if ((await personState(tx, p)) !== "erased") persons.push(p);
  if (!persons.includes(person)) throw new Refusal("person.unknown");
  const erased: { person: PersonId; erasure: string; keyVersion: number }[] = [];
  for (const p of persons) {
    await cancelAccount(tx, p, by.actor, by.now);
    const { id, key_version } = await erasePerson(tx, p, by.cause, by.now);
    erased.push({ person: p, erasure: id, keyVersion: key_version });
  }
  // The keys are gone, so the salts are random and outlive them only in the certificate.
  const event = prepare(
    {
      type: "person.erased",
      at: by.now,
      actor: by.actor,
      about: persons,
      detail: {
        erasures: erased.map((e) => e.erasure),
        cause: by.cause,
        key_versions: erased.map((e) => String(e.keyVersion)),
        ...(by.proof ? { proof: by.proof } : {}),
      },
    },
    new Map(),
  );
  await insertEvents(tx, [event.event], event.subjects);
  const salts = new Map(event.subjects.map((s) => [s.personId, s.salt]));
  return {
    at: by.now,
    event: event.event.id,
    records: erased.map((e) => ({ ...e, salt: Buffer.from(salts.get(e.person) ?? []).toString("base64url") })),
  };
}

export interface FieldErasing extends Erasing {
  readonly about: readonly PersonId[];
}

/** Erases a field of a person on proof of right, by staff. Refuses `value.unknown` where nothing of it is held, and `erase.opens_account`. */
export async function eraseFieldAssisted(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  field: string,
  by: Erasing,
): Promise<FieldErased> {
  if (!(await history(tx, person)).some((v) => v.field === field)) throw new Refusal("value.unknown");
  if (await opensAccount(tx, policy, person, field)) throw new Refusal("erase.opens_account");
  return erase(tx, person, field, { ...by, about: [person] });
}

async function erase(tx: Tx, owner: PersonId, field: string, by: FieldErasing): Promise<FieldErased> {
  const { id, key_version } = await eraseField(tx, owner, field, by.cause, by.now);
  await record(tx, {
    type: "field.erased",
    at: by.now,
    actor: by.actor,
    about: [...new Set([...by.about, owner])],
    fields: [field],
    detail: { erasures: [id], cause: by.cause, key_versions: [String(key_version)], ...(by.proof ? { proof: by.proof } : {}) },
  });
  return { erasure: id, field };
}
