import type { Language } from "@kept/language";
import { sameAs } from "../access/index.js";
import {
  giveConsent,
  liftObjection,
  liftRestriction,
  mayObject,
  object,
  receipts,
  refuseConsent,
  restrict,
  shownIn,
  withdrawConsent,
} from "../consent/index.js";
import { type Db, type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { askedAt } from "./rules.js";

export const stops = { withdraw: withdrawConsent, object, lift: liftObjection } as const;
export type StopName = keyof typeof stops;

/**
 * Stops a purpose, or lifts an objection, for every record that is this person. It needs the database alone: no key, no mail.
 * Refuses `purpose.unknown`.
 */
export async function stopOwn(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  name: StopName,
  purpose: string,
  now: Date,
): Promise<void> {
  for (const each of await sameAs(tx, person)) {
    await stops[name](tx, policy, { person: each, purpose, at: now, method: "form", by: { kind: "person" } });
  }
}

/**
 * Restricts the use of all that is held of a person, or of one purpose, or ends it: for every record that is theirs, at once, by the database
 * alone (law 91/2025 art. 4.1.d). Refuses `purpose.unknown`.
 */
export async function restrictOwn(tx: Tx, person: PersonId, on: boolean, now: Date, purpose?: string): Promise<void> {
  for (const each of await sameAs(tx, person)) {
    await (on ? restrict : liftRestriction)(tx, { person: each, purpose, at: now, method: "form", by: { kind: "person" } });
  }
}

/** Stops everything that advertises: withdraws where it rests on consent, objects where it does not (law 91/2025 art. 28). Answers how many. */
export async function stopMarketing(tx: Tx, policy: PublishedPolicy, person: PersonId, now: Date): Promise<number> {
  const marketing = Object.entries(policy.policy.purposes).filter(([, p]) => p.marketing);
  for (const [name, p] of marketing) await stopOwn(tx, policy, person, p.basis === "consent" ? "withdraw" : "object", name, now);
  return marketing.length;
}

/** The exact words a person is asked by, before they answer anew. */
export async function wordsFor(db: Db, policy: PublishedPolicy, person: PersonId, purpose: string, lang: Language) {
  const before = (await receipts(db, policy, person)).find((r) => r.purpose === purpose)?.touchpoint;
  const touchpoint = askedAt(policy.policy, purpose, before);
  if (touchpoint === undefined) throw new Refusal("consent.not_asked");
  return { touchpoint, shown: await shownIn(policy, touchpoint, { purpose }, lang) };
}

/** Records an answer to words that were shown a moment ago. Refuses `notice.stale` where they are not the words of today. */
export async function answerOwn(
  tx: Tx,
  policy: PublishedPolicy,
  person: PersonId,
  answer: { readonly purpose: string; readonly agreed: boolean; readonly digest: string; readonly lang: Language; readonly now: Date },
): Promise<void> {
  const { touchpoint, shown } = await wordsFor(tx, policy, person, answer.purpose, answer.lang);
  if (shown.digest !== answer.digest) throw new Refusal("notice.stale");
  const said = {
    person,
    purpose: answer.purpose,
    at: answer.now,
    method: "form" as const,
    by: { kind: "person" as const },
    shown,
    touchpoint,
  };
  await (answer.agreed ? giveConsent : refuseConsent)(tx, policy, said);
}

/** Whether an objection to a purpose has an effect. */
export function canObject(policy: PublishedPolicy, purpose: string): boolean {
  const declared = Object.hasOwn(policy.policy.purposes, purpose) ? policy.policy.purposes[purpose] : undefined;
  return declared?.basis !== undefined && mayObject(declared.basis, declared.marketing);
}
