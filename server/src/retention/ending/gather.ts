import { type StandingReason, standingsOf } from "../../consent/index.js";
import type { Db, PersonId } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { originsOf } from "../../vault/index.js";
import { againOf } from "../keeping/store.js";
import { type Facts, factKey, factsOf } from "../occasion/facts.js";
import { keptFor } from "../review/store.js";
import { type End, endOf, isOver, isPast, latest, type OccasionFacts } from "../rules/ending.js";
import { type EndedBy, purposesEnded } from "../rules/purposes.js";

/** One field of a person, as it is to be kept: its values end together, with the last of them. */
export interface FieldEnding extends End {
  readonly person: PersonId;
  readonly field: string;
  readonly values: readonly string[];
  /** Occasions its values belong to, and the purposes they were given for. */
  readonly occasions: readonly string[];
  readonly purposes: readonly string[];
  readonly state: "live" | "due" | "review";
  /** Why all its purposes ended, where they did, though somebody decided to keep it. */
  readonly ended: EndedBy | null;
}

interface Reason {
  readonly value: string;
  readonly field: string;
  readonly touchpoint: string;
  readonly purposes: readonly string[];
  readonly given: string;
  readonly occasion: string | null;
}

/**
 * When each field of these persons ends, and whether its purposes have. In a handful of statements, however many persons. The unit is the field:
 * it is what the vault erases, and a former value is the history of the one that stands.
 */
export async function fieldEndings(db: Db, policy: PublishedPolicy, persons: readonly PersonId[], now: Date): Promise<FieldEnding[]> {
  if (persons.length === 0) return [];
  const reasons = await reasonsOf(db, persons);
  const facts = await factsOf(db, persons);
  const why = await standingOf(db, policy, persons, reasons);
  const kept = await keptFor(db, persons);
  const today = dayOf(now);
  return [...reasons].flatMap(([person, own]) =>
    [...Map.groupBy(own, (r) => r.field)].map(([field, some]): FieldEnding => {
      const end = latest(some.map((r) => endOf(policy.policy, groundOf(r, person, facts)))) ?? { on: null, rule: null, missing: false };
      const ended = endedOf(policy, person, some, facts, why, today);
      const isKept = (kept.get(`${person} ${field}`) ?? "") >= today;
      return {
        ...end,
        person,
        field,
        values: [...new Set(some.map((r) => r.value))],
        occasions: [...new Set(some.flatMap((r) => r.occasion ?? []))],
        purposes: [...new Set(some.flatMap((r) => r.purposes))],
        state: isPast(end, today) ? "due" : ended !== null && !isKept ? "review" : "live",
        ended,
      };
    }),
  );
}

async function reasonsOf(db: Db, persons: readonly PersonId[]): Promise<Map<PersonId, Reason[]>> {
  const all = new Map<PersonId, Reason[]>();
  const add = (person: PersonId, r: Reason) => all.set(person, [...(all.get(person) ?? []), r]);
  for (const o of await originsOf(db, persons)) add(o.person, { ...o, value: o.id, given: dayOf(o.collectedAt) });
  for (const a of await againOf(db, persons)) add(a.person, { ...a, given: dayOf(a.at) });
  return all;
}

async function standingOf(db: Db, policy: PublishedPolicy, persons: readonly PersonId[], reasons: ReadonlyMap<PersonId, Reason[]>) {
  const purposes = new Set([...reasons.values()].flatMap((some) => some.flatMap((r) => r.purposes)));
  const why = new Map<string, StandingReason>();
  for (const purpose of purposes) {
    for (const [person, s] of await standingsOf(db, policy, persons, purpose)) why.set(`${person} ${purpose}`, s.why);
  }
  return why;
}

function endedOf(
  policy: PublishedPolicy,
  person: PersonId,
  reasons: readonly Reason[],
  facts: Facts,
  why: ReadonlyMap<string, StandingReason>,
  today: string,
): EndedBy | null {
  let first: EndedBy | null = null;
  for (const r of reasons) {
    const occasion = occasionOf(r, person, facts);
    const serving = { ...r, over: occasion !== undefined && isOver(policy.policy, occasion, today) };
    const ended = purposesEnded(policy.policy, serving, (purpose) => why.get(`${person} ${purpose}`));
    if (ended === null) return null;
    first ??= ended;
  }
  return first;
}

function occasionOf(r: Reason, person: PersonId, facts: Facts): OccasionFacts | undefined {
  return r.occasion === null ? undefined : facts.get(factKey(person, r.occasion));
}

function groundOf(r: Reason, person: PersonId, facts: Facts) {
  return { field: r.field, touchpoint: r.touchpoint, given: r.given, occasion: occasionOf(r, person, facts) };
}
