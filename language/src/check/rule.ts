import type { Fault } from "../finding.js";
import type { Basis, Purpose } from "../schema/parts.js";
import type { Policy } from "../schema/policy.js";

/** Looks at a policy that parsed, and tells what is wrong with it. Pure. */
export type Rule = (policy: Policy) => Fault[];

/** The basis that holds: where a purpose names none, consent, which is the law's rule (law 91/2025 art. 9). */
export function basisOf(purpose: Pick<Purpose, "basis">): Basis {
  return purpose.basis ?? "consent";
}

/** The thing declared under a name, and never something inherited. */
export function declared<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** Purposes for which a field is asked at any touchpoint. */
export function purposesOf(policy: Policy, field: string): Set<string> {
  return new Set(Object.values(policy.touchpoints).flatMap((t) => declared(t.fields, field)?.purposes ?? []));
}
