import { say } from "@kept/language";
import { type Db, type PersonId, Refusal } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { actsOf, type StoredAct } from "./store.js";

/** What proves one act to the person: who said what, when, to which words, and how to take it back (decree 356/2025 art. 6.1–6.2). */
export interface Receipt {
  readonly consent: string;
  readonly person: PersonId;
  readonly purpose: string;
  readonly act: StoredAct["act"];
  readonly at: Date;
  readonly method: StoredAct["method"];
  readonly by: StoredAct["byKind"];
  readonly touchpoint: string | null;
  readonly noticeVersion: number;
  readonly language: "vi" | "en" | null;
  /** The exact words shown, and their SHA-256. Null for a stop: nothing needs to be shown to stop. */
  readonly text: string | null;
  readonly digest: string | null;
  readonly event: string;
  readonly controller: PublishedPolicy["policy"]["organisation"];
  readonly purposeText: { readonly vi: string; readonly en: string };
  /** Ways to withdraw that the policy names; the account is always one. */
  readonly withdrawal: readonly string[];
}

/** The receipt of one act. Refuses `consent.unknown` where the person has no such act. */
export async function receipt(db: Db, policy: PublishedPolicy, person: PersonId, consentId: string): Promise<Receipt> {
  const [act] = await actsOf(db, person, consentId);
  if (!act) throw new Refusal("consent.unknown");
  return draw(policy, person, act);
}

/** Receipts of everything a person said, newest first. */
export async function receipts(db: Db, policy: PublishedPolicy, person: PersonId): Promise<Receipt[]> {
  return (await actsOf(db, person)).map((act) => draw(policy, person, act));
}

function draw(policy: PublishedPolicy, person: PersonId, act: StoredAct): Receipt {
  const { purposes, organisation, rights } = policy.policy;
  const text = Object.hasOwn(purposes, act.purpose) ? purposes[act.purpose]?.text : undefined;
  return {
    consent: act.id,
    person,
    purpose: act.purpose,
    act: act.act,
    at: act.at,
    method: act.method,
    by: act.byKind,
    touchpoint: act.touchpoint,
    noticeVersion: act.policyVersion,
    language: act.language,
    text: act.text,
    digest: act.shownDigest,
    event: act.eventId,
    controller: organisation,
    purposeText: text ? { vi: say(text, "vi"), en: say(text, "en") } : { vi: act.purpose, en: act.purpose },
    withdrawal: [...new Set(["account", ...(rights?.withdrawal ?? [])])],
  };
}
