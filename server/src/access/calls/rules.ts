import { type Policy, readOne, type Text } from "@kept/language";
import { z } from "zod";

export const outcomes = ["answered", "passed_on", "declined", "cut_off"] as const;
export type Outcome = (typeof outcomes)[number];

/** Numbers that may be tried within one call: people mishear a digit; nobody goes through a list. */
export const mostTries = 5;
/** Checks by one member of staff in 24 hours. */
export const mostADay = 400;
/** How long a yes opens anything, in hours; a call that stays open longer has no topic any more. */
export const callHours = 2;

/** What a caller may be answered for. */
export interface Answerable {
  readonly purpose: string;
  /** A promise names it: nothing is shown before the answer is yes. */
  readonly demanded: boolean;
  readonly topics: readonly Text[];
}

const parameters = z.object({
  purpose: z.string(),
  topics: z.array(z.object({ vi: z.string(), en: z.string().exactOptional() })).default([]),
});

/** Purposes that promises make callers be checked for, first; then the others of the policy. */
export function answerable(policy: Policy): Answerable[] {
  const demanded = policy.promises
    .flatMap((p) => p.kept_by.filter((k) => k.control === "access.caller_check"))
    .flatMap((k) => {
      const read = parameters.safeParse(k.with);
      return read.success && Object.hasOwn(policy.purposes, read.data.purpose) ? [{ ...read.data, demanded: true }] : [];
    });
  const named = new Set(demanded.map((d) => d.purpose));
  const others = Object.keys(policy.purposes).filter((p) => !named.has(p));
  return [...demanded, ...others.map((purpose) => ({ purpose, demanded: false, topics: [] }))];
}

/** Whether the policy promises that callers are checked before anything shows. */
export function demandsCheck(policy: Policy): boolean {
  return answerable(policy).some((a) => a.demanded);
}

/** What a caller gave, whole and in its normal form; undefined where it is neither a phone number nor an e-mail. */
export function contactOf(typed: string): { readonly type: "phone" | "email"; readonly text: string } | undefined {
  const type = typed.includes("@") ? "email" : "phone";
  const read = readOne({ type, text: { vi: "" }, category: "basic", index: "exact" }, typed.trim());
  return read.ok && typeof read.value === "string" ? { type, text: read.value } : undefined;
}

/** The words of a topic; null where the policy has none of that place. `other` is always there. */
export function topicText(topics: readonly Text[], topic: string): Text | null {
  if (topic === "other") return { vi: "Chuyện khác", en: "Something else" };
  return topics[Number(topic) - 1] ?? null;
}
