import type { Policy } from "@kept/language";

/** An event of a kind of occasion that a retention rule counts from. */
export interface CountedFrom {
  readonly kind: string;
  readonly event: string;
}

/** Every date that the rules of a policy count from (khoingo-8): an occasion without one of them ends by a default, or by nothing. */
export function countedFrom(policy: Policy): CountedFrom[] {
  const all = policy.retention.flatMap((r) => {
    const { event } = r;
    if (r.until !== "event" || event === undefined) return [];
    const kinds = r.of.occasion === undefined ? Object.keys(policy.occasions) : [r.of.occasion];
    return kinds.filter((k) => Object.hasOwn(policy.occasions[k]?.events ?? {}, event)).map((kind) => ({ kind, event }));
  });
  return all.filter((a, i) => all.findIndex((b) => a.kind === b.kind && a.event === b.event) === i);
}

/** Which of those dates an occasion lacks. */
export function missingDates(counted: readonly CountedFrom[], kind: string, events: Readonly<Record<string, string>>): string[] {
  return counted.filter((c) => c.kind === kind && !Object.hasOwn(events, c.event)).map((c) => c.event);
}
