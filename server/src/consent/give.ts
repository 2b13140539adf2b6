import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Recorded, recordAct } from "./record.js";
import { type Answer, asksConsent, type By, type Method, type ShownText } from "./rules.js";

/** What a person answered, and how it reached us. */
export interface Answered {
  /** Where the sender may have to send it again: the same id is the same act, however often it comes. A UUID of the caller's. */
  readonly id?: string | undefined;
  readonly person: PersonId;
  readonly purpose: string;
  readonly at: Date;
  readonly method: Method;
  readonly by: By;
  /** The words that were put before the person, from `shownIn`. */
  readonly shown: ShownText;
  readonly touchpoint?: string | undefined;
  readonly submission?: string | undefined;
}

/**
 * Records a consent to one purpose, with its event. Refuses `purpose.unknown`, `consent.not_asked` (the purpose has another basis),
 * `notice.stale` (the policy is no longer in force: the statement looks, not we), `person.unknown`.
 */
export async function giveConsent(tx: Tx, policy: PublishedPolicy, answered: Answered): Promise<Recorded> {
  return recordAct(tx, answer(policy, "given", answered));
}

/** Records that a person said no. Refuses as `giveConsent`. */
export async function refuseConsent(tx: Tx, policy: PublishedPolicy, answered: Answered): Promise<Recorded> {
  return recordAct(tx, answer(policy, "refused", answered));
}

/** The act of an answer, for callers that hand it to a group. */
export function answer(policy: PublishedPolicy, act: Answer["act"], a: Answered): Answer {
  if (!Object.hasOwn(policy.policy.purposes, a.purpose)) throw new Refusal("purpose.unknown");
  if (!asksConsent(policy.policy, a.purpose)) throw new Refusal("consent.not_asked");
  const { digest, lang, text } = a.shown;
  return { ...a, act, policyVersion: policy.version, shown: { digest, lang, text } };
}
