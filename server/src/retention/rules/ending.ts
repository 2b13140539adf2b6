import type { Policy, Retention } from "@kept/language";
import { lastDay } from "./period.js";

/** What decides how long a value is kept: where it was given, with what, when. */
export interface Ground {
  readonly field: string;
  readonly touchpoint: string;
  /** The legal day on which it was given. */
  readonly given: string;
  readonly occasion: OccasionFacts | undefined;
}

/** What is known of an occasion, for one person in it. */
export interface OccasionFacts {
  readonly kind: string;
  /** Legal dates by kind of event, the newest record of each. */
  readonly events: Readonly<Record<string, string>>;
  readonly outcome: string | null;
}

/** Until when something is kept: the last day, and the rule that says so. `on` is null where no date is known. */
export interface End {
  readonly on: string | null;
  readonly rule: string | null;
  /** An event that the rule counts from has no date yet. */
  readonly missing: boolean;
}

/** What decides which rules govern a value. */
export interface KeptFrom {
  readonly field: string;
  readonly touchpoint: string;
  /** Kind of the occasion it belongs to, if any. */
  readonly occasion: string | undefined;
}

/** The rules of the policy that govern a value, the most particular first; a rule that names nothing governs everything. */
export function rulesFor(policy: Policy, from: KeptFrom): Retention[] {
  return policy.retention
    .filter(
      ({ of }) =>
        (!of.fields || of.fields.includes(from.field)) &&
        (!of.touchpoints || of.touchpoints.includes(from.touchpoint)) &&
        (!of.occasion || of.occasion === from.occasion),
    )
    .sort((a, b) => weight(b) - weight(a));
}

/**
 * When a value ends: of all rules with a date that cover it, the one that ends last governs (khoingo-8). A rule whose event has no date ends
 * by its default, counted from when the value was given; without a default nothing is known to end. `asked`, `purposes_end` and
 * `law` set no date of their own.
 */
export function endOf(policy: Policy, ground: Ground): End {
  const { occasion } = ground;
  const covering = rulesFor(policy, { ...ground, occasion: occasion?.kind }).filter((r) => !leavesOut(r, occasion));
  const ends = covering.flatMap((r) => endBy(r, ground) ?? []);
  return latest(ends) ?? { on: null, rule: covering[0]?.id ?? null, missing: false };
}

/** The last of several ends; one without a date is later than any. Undefined of none. */
export function latest(ends: readonly End[]): End | undefined {
  const open = ends.find((e) => e.on === null);
  const missing = ends.some((e) => e.missing);
  const last = open ?? ends.reduce<End | undefined>((a, b) => (a?.on && b.on && a.on >= b.on ? a : b), undefined);
  return last && { ...last, missing };
}

/**
 * Whether all that an occasion was for is done: each of its kind's rules that count from an event has seen it, and its time is over. For persons
 * whom the rules leave out (those hired), too.
 */
export function isOver(policy: Policy, occasion: OccasionFacts, today: string): boolean {
  const rules = policy.retention.filter((r) => r.until === "event" && r.of.occasion === occasion.kind);
  return rules.length > 0 && rules.every((r) => (dated(r, occasion) ?? today) < today);
}

/** Whether the day a value is kept to has passed. */
export function isPast(end: Pick<End, "on">, today: string): boolean {
  return end.on !== null && end.on < today;
}

function weight({ of }: Retention): number {
  return Number(Boolean(of.fields)) * 4 + Number(Boolean(of.occasion)) * 2 + Number(Boolean(of.touchpoints));
}

function leavesOut(rule: Retention, occasion: OccasionFacts | undefined): boolean {
  return occasion?.outcome != null && (rule.unless?.includes(occasion.outcome) ?? false);
}

function endBy(rule: Retention, ground: Ground): End | undefined {
  if (rule.until === "time") return { on: rule.period ? lastDay(ground.given, rule.period) : null, rule: rule.id, missing: false };
  if (rule.until !== "event") return undefined;
  const on = ground.occasion && dated(rule, ground.occasion);
  if (on) return { on, rule: rule.id, missing: false };
  return { on: rule.default ? lastDay(ground.given, rule.default) : null, rule: rule.id, missing: true };
}

function dated(rule: Retention, occasion: OccasionFacts): string | undefined {
  const event = rule.event !== undefined && Object.hasOwn(occasion.events, rule.event) ? occasion.events[rule.event] : undefined;
  if (event === undefined) return undefined;
  return rule.period ? lastDay(event, rule.period) : event;
}
