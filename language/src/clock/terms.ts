import { article, type Law, type LawTermName, lawTerm, rightTerm } from "../law/index.js";
import { mayEndLater, periodBoth } from "../period.js";
import type { SensitiveKind } from "../schema/fields.js";
import type { Right } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";
import type { Both, Period } from "../schema/words.js";
import type { Overlay } from "./calendar.js";
import { dayOf } from "./day.js";
import { type Due, due, type Pause } from "./due.js";

/** What a clock counts to. */
export type Until = "acknowledge" | "respond" | "perform" | "tell_authority" | "tell_persons";

/** One term that runs on a case: the law's, or the organisation's own. */
export type Term = Readonly<{
  until: Until;
  by: Law | "promise";
  /** Article, or the organisation's own words. */
  source: Both;
  period: Period;
  due: Due;
}>;

export type Facts = Readonly<{
  received: Date;
  pauses?: readonly Pause[];
  /** The one extension that was granted, with its reason on record. */
  extension?: Period;
  overlay?: Overlay;
}>;

const own: Both = { vi: "Cam kết của tổ chức", en: "The organisation's own promise" };

/**
 * The terms of a request: the law's first answer and performance, and the organisation's own. The clock starts when the request comes in,
 * the stricter reading of “khi nhận được yêu cầu” (decree 356/2025 art. 5); the first answer is not held up by waiting for the person.
 * `throughOthers`: a processor or third party must act. A right that the decree names no term for is answered as one to see.
 */
export function requestTerms(policy: Policy, right: Right, facts: Facts & { readonly throughOthers?: boolean }): Term[] {
  const day = dayOf(facts.received);
  const terms: Term[] = [];
  for (const law of policy.organisation.laws) {
    const term = rightTerm(right, day, law) ?? (right === "know" ? rightTerm("see", day, law) : null);
    if (!term) continue;
    if (term.respond) terms.push(run("respond", law, term.article, term.respond, { received: facts.received, ...over(facts) }));
    const period = (facts.throughOthers && term.through_others) || term.perform;
    terms.push(run("perform", law, term.article, period, facts));
  }
  const promised = policy.rights?.within[right];
  if (promised) terms.push(run("perform", "promise", own, promised, facts));
  return terms;
}

/** The longest an extension may be: the law's, and only once. Null where nothing may be extended. */
export function longestExtension(policy: Policy, right: Right, received: Date): Period | null {
  const longest = policy.organisation.laws.flatMap((law) => rightTerm(right, dayOf(received), law)?.extension ?? []);
  return longest.reduce<Period | null>((least, p) => (least && !mayEndLater(least, p) ? least : p), null);
}

/** The terms of a complaint. `complexity` chooses inside the organisation's bounds; before triage the shorter holds. */
export function complaintTerms(policy: Policy, facts: Facts & { readonly complexity?: "simple" | "complex" }): Term[] {
  const terms: Term[] = [];
  const start = { received: facts.received, ...over(facts) };
  terms.push(...byLaw("acknowledge", "complaint_acknowledged", start));
  const acknowledged = policy.complaints?.acknowledged_within;
  if (acknowledged) terms.push(run("acknowledge", "promise", own, acknowledged, start));
  const within = policy.complaints?.within;
  const period = typeof within === "object" ? within[facts.complexity ?? "simple"] : within;
  if (period) terms.push(run("perform", "promise", own, period, facts));
  return terms;
}

/**
 * The terms of an incident, from its discovery: the authority within 72 hours (law 91/2025 art. 23), 24 where a consumer information system was
 * attacked; the persons within 72 hours where location, biometric or financial data is concerned, and whatever the organisation promises.
 */
export function incidentTerms(
  policy: Policy,
  facts: Facts & { readonly kinds: readonly SensitiveKind[]; readonly consumerSystem?: boolean },
): Term[] {
  const start = { received: facts.received, ...over(facts) };
  const terms = byLaw("tell_authority", "breach_authority", start);
  if (policy.organisation.laws.includes("gdpr")) terms.push(run("tell_authority", "gdpr", article("GDPR", "33.1"), "72 hours", start));
  if (facts.consumerSystem) terms.push(...byLaw("tell_authority", "consumer_system_attack", start));
  if (facts.kinds.some((k) => k === "location" || k === "biometric" || k === "finance"))
    terms.push(...byLaw("tell_persons", "breach_persons", start));
  const { authority_within, persons_within } = policy.breach ?? {};
  if (authority_within) terms.push(run("tell_authority", "promise", own, authority_within, start));
  if (persons_within) terms.push(run("tell_persons", "promise", own, persons_within, start));
  return terms;
}

/** The term that governs: the one that ends first. Null where none runs, or all stand still. */
export function governing(terms: readonly Term[], until: Until): Term | null {
  const running = terms.filter((t) => t.until === until && t.due.at);
  return running.reduce<Term | null>((first, t) => (first && end(first) <= end(t) ? first : t), null);
}

/** Why a date stands: the terms compared, then each step of the one that governs. */
export function explain(terms: readonly Term[], until: Until): Both[] {
  const first = governing(terms, until);
  const compared = terms
    .filter((t) => t.until === until)
    .map((t): Both => {
      const period = periodBoth(t.period);
      const on = t.due.on ?? "…";
      const mark = t === first ? { vi: " Hạn này đến trước nên áp dụng.", en: " It ends first, so it governs." } : { vi: "", en: "" };
      return { vi: `${t.source.vi}: ${period.vi}, đến ${on}.${mark.vi}`, en: `${t.source.en}: ${period.en}, to ${on}.${mark.en}` };
    });
  const steps = (first ?? terms.find((t) => t.until === until))?.due.steps ?? [];
  return [...compared, ...steps.map((s): Both => ({ vi: `${s.on}: ${s.says.vi}`, en: `${s.on}: ${s.says.en}` }))];
}

function byLaw(until: Until, name: LawTermName, facts: Facts): Term[] {
  const term = lawTerm(name, dayOf(facts.received));
  return term ? [run(until, "vn", term.article, term.period, facts)] : [];
}

function run(until: Until, by: Term["by"], source: Both, period: Period, facts: Facts): Term {
  const { received, pauses, extension, overlay } = facts;
  const clock = { start: received, period, ...(pauses && { pauses }), ...(extension && { extension }), ...(overlay && { overlay }) };
  return { until, by, source, period, due: due(clock) };
}

function over(facts: Facts): { readonly overlay?: Overlay } {
  return facts.overlay ? { overlay: facts.overlay } : {};
}

function end(t: Term): number {
  return t.due.at?.getTime() ?? Number.POSITIVE_INFINITY;
}
