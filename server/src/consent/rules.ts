import type { Basis, Language, Policy } from "@kept/language";
import type { PersonId } from "../platform/index.js";

export const actKinds = ["given", "refused", "withdrawn", "objected", "objection_lifted"] as const;
export type ActKind = (typeof actKinds)[number];

/** How an act reached us, each verifiable afterwards (decree 356/2025 art. 6.1). */
export const methods = ["form", "recorded_call", "sms", "paper", "email", "api"] as const;
export type Method = (typeof methods)[number];

/** Who entered it: the person, staff on the person's behalf, or a system of the organisation by its key. */
export type By = { readonly kind: "person" } | { readonly kind: "staff" | "key"; readonly id: string };

/** The exact words put before the person: from `shown` of the policy language. */
export interface ShownText {
  readonly digest: string;
  readonly lang: Language;
  readonly text: string;
}

interface Said {
  /** Where the sender may have to send it again: the same id is the same act, however often it comes. A UUID of the caller's. */
  readonly id?: string | undefined;
  readonly person: PersonId;
  readonly purpose: string;
  readonly at: Date;
  /** The version of the notice that applied. */
  readonly policyVersion: number;
  readonly method: Method;
  readonly by: By;
  readonly touchpoint?: string | undefined;
  readonly submission?: string | undefined;
}

/** An answer to a question put: it proves itself by the words shown. */
export interface Answer extends Said {
  readonly act: "given" | "refused";
  readonly shown: ShownText;
}

/** A stop, or the end of one: nothing needs to have been shown, and nothing may stand in its way. */
export interface Stop extends Said {
  readonly act: "withdrawn" | "objected" | "objection_lifted";
  readonly shown?: undefined;
}

/** One act about one purpose. */
export type Act = Answer | Stop;

export interface LastAct {
  readonly id: string;
  readonly act: ActKind;
  readonly at: Date;
  readonly policyVersion: number;
}

/** Why a person may or may not be used for a purpose. The codes are stable: API, events and tests hold them. */
export const standingReasons = [
  "consent.given",
  "consent.missing",
  "consent.refused",
  "consent.withdrawn",
  "consent.objected",
  "processing.restricted",
  "consent.asked_again",
  "basis.contract",
  "basis.legal_duty",
  "basis.protection",
  "basis.emergency",
  "basis.state_body",
  "basis.missing",
  "purpose.undeclared",
  "person.unconfirmed",
  "person.erased",
] as const;
export type StandingReason = (typeof standingReasons)[number];

/** May this person be used for this purpose, why, since when, and under which version of the notice. */
export interface Standing {
  readonly purpose: string;
  readonly state: "may" | "may_not";
  readonly why: StandingReason;
  readonly since: Date | null;
  readonly version: number | null;
  /** The act it rests on, for its receipt. */
  readonly consent: string | null;
}

/** Where a person stands as such: nobody is used before they are confirmed, or after they are erased. */
export type PersonStanding = "confirmed" | "pending" | "gone";

/**
 * Judges one purpose from the last act about it. Consent is given or it is not: silence, an acknowledgement, or a lifted
 * objection is none (law 91/2025 art. 9.4). The other bases are lawful without asking, unless the person objected where that counts.
 * While its processing is restricted, data is kept and used for nothing (art. 4.1.d). `restrictedAt`: since when it is, for this purpose or all.
 */
export function judge(
  policy: Policy,
  purpose: string,
  last: LastAct | undefined,
  person: PersonStanding,
  restrictedAt: Date | null = null,
): Standing {
  const declared = Object.hasOwn(policy.purposes, purpose) ? policy.purposes[purpose] : undefined;
  const not = (why: StandingReason): Standing => ({ ...about(purpose, last), state: "may_not", why });
  if (person === "gone") return not("person.erased");
  if (!declared) return not("purpose.undeclared");
  if (!declared.basis) return not("basis.missing");
  if (last?.act === "objected" && mayObject(declared.basis, declared.marketing)) return not("consent.objected");
  // What may be objected to may be restricted: what a duty, an emergency or a state body demands goes on (law 91/2025 art. 4.1.d, 19).
  if (restrictedAt && mayObject(declared.basis, declared.marketing)) return { ...not("processing.restricted"), since: restrictedAt };
  if (declared.basis === "consent" && last?.act !== "given") return not(notGiven(last));
  if (person === "pending") return not("person.unconfirmed");
  return { ...about(purpose, last), state: "may", why: declared.basis === "consent" ? "consent.given" : `basis.${declared.basis}` };
}

/**
 * Where an objection stops what is done: consent and contract, and anything that advertises (law 91/2025 art. 4.1.d, 28). What a duty, a
 * defence against infringement, an emergency or a state body demands goes on (art. 19); the objection is recorded all the same.
 */
export function mayObject(basis: Basis, marketing: boolean): boolean {
  return marketing || basis === "consent" || basis === "contract";
}

/** Purposes a person is asked to consent to: declared, and resting on consent. */
export function asksConsent(policy: Policy, purpose: string): boolean {
  return Object.hasOwn(policy.purposes, purpose) && policy.purposes[purpose]?.basis === "consent";
}

function notGiven(last: LastAct | undefined): StandingReason {
  if (last?.act === "refused") return "consent.refused";
  return last?.act === "withdrawn" ? "consent.withdrawn" : "consent.missing";
}

function about(purpose: string, last: LastAct | undefined) {
  return { purpose, since: last?.at ?? null, version: last?.policyVersion ?? null, consent: last?.id ?? null };
}
