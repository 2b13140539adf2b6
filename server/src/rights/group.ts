import type { HeldSubmission } from "../collection/index.js";
import type { HeldOccasion } from "../retention/index.js";
import type { HeldFile, HeldValue } from "../vault/index.js";
import type { Holdings } from "./held.js";

/** A value that counts, with what stood there before and what waits to take its place. */
export interface Fact {
  readonly value: HeldValue;
  readonly former: readonly HeldValue[];
  readonly waiting: HeldValue | undefined;
  readonly file: HeldFile | undefined;
}

/** What belongs together: an occasion, or else one submission. */
export interface Group {
  readonly key: string;
  readonly occasion: HeldOccasion | undefined;
  readonly submissions: readonly HeldSubmission[];
  readonly facts: readonly Fact[];
}

/** Sorts what is held by occasion and submission, newest first; within, by the policy's order of fields (`order`). */
export function groupsOf(held: Holdings, order: readonly string[]): Group[] {
  const groups = new Map<string, Fact[]>();
  for (const value of held.values) {
    if (value.replacedAt || (value.pending && value.replaces) || isErased(value)) continue;
    const key = value.origin.occasionId ?? value.origin.submissionId ?? value.origin.touchpoint;
    const facts = groups.get(key) ?? [];
    groups.set(key, facts);
    facts.push(factOf(held, value));
  }
  return [...groups]
    .map(([key, facts]): Group => {
      const sent = new Set(facts.map((f) => f.value.origin.submissionId));
      return {
        key,
        occasion: held.occasions.find((o) => o.id === key),
        submissions: held.submissions.filter((s) => sent.has(s.id)),
        facts: facts.toSorted((a, b) => order.indexOf(a.value.field) - order.indexOf(b.value.field)),
      };
    })
    .sort((a, b) => newest(b) - newest(a));
}

function factOf(held: Holdings, value: HeldValue): Fact {
  const former: HeldValue[] = [];
  for (let id = value.replaces; id !== null; ) {
    const before = held.values.find((v) => v.id === id);
    if (before && !isErased(before)) former.push(before);
    id = before?.replaces ?? null;
  }
  const waiting = held.values.filter((v) => v.pending && v.replaces === value.id).at(-1);
  const content = "content" in value.value ? value.value.content : undefined;
  return { value, former, waiting, file: held.files.find((f) => f.id === content) };
}

function isErased(v: HeldValue): boolean {
  return "fault" in v.value && v.value.fault === "sealed.erased";
}

function newest(group: Group): number {
  return Math.max(...group.facts.map((f) => f.value.origin.collectedAt.getTime()));
}
