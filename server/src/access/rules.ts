import type { Policy } from "@kept/language";

/** Why a value stays closed. */
export type Reason = "role" | "purpose" | "consent" | "objection" | "unverified" | "erased";
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: Reason };

/** May this purpose be served for this person at all, and if not, why: what consent says. */
export interface Standing {
  readonly allowed: boolean;
  readonly reason?: Reason;
}

export interface Question {
  readonly policy: Policy;
  /** Roles of whoever reads, from the policy. Several roles add up. */
  readonly roles: readonly string[];
  readonly purpose: string;
  readonly standing: Standing;
}

/** What the decision needs to know of one value: never the value. */
export interface Candidate {
  readonly field: string;
  /** What it was collected for, by the version shown to its person. */
  readonly purposes: readonly string[];
  /** Whether the submission it came with is confirmed: nothing is used before. */
  readonly confirmed: boolean;
}

const yes: Decision = { allowed: true };
const no = (reason: Reason): Decision => ({ allowed: false, reason });

/**
 * Whether anything may be opened for a purpose: some role reads for it, and the person's standing allows it.
 * Deny is the default; nothing but an explicit grant opens.
 */
export function decidePurpose(q: Question): Decision {
  if (!Object.hasOwn(q.policy.purposes, q.purpose)) return no("purpose");
  if (fieldsFor(q.policy, q.roles, q.purpose) === undefined) return no("role");
  if (!q.standing.allowed) return no(q.standing.reason ?? "consent");
  return yes;
}

/** Whether one value may be opened: role × field × purpose it was collected for × standing. */
export function decideValue(q: Question, value: Candidate): Decision {
  const purpose = decidePurpose(q);
  if (!purpose.allowed) return purpose;
  const fields = fieldsFor(q.policy, q.roles, q.purpose);
  if (fields !== "*" && !fields?.has(value.field)) return no("role");
  if (!value.purposes.includes(q.purpose)) return no("purpose");
  if (!value.confirmed) return no("unverified");
  return yes;
}

/** Fields that the roles together may open for a purpose; undefined where none of them may at all. */
export function fieldsFor(policy: Policy, roles: readonly string[], purpose: string): ReadonlySet<string> | "*" | undefined {
  const grants = roles
    .flatMap((r) => (Object.hasOwn(policy.roles, r) ? (policy.roles[r]?.reads ?? []) : []))
    .filter((g) => g.purposes.includes(purpose));
  if (grants.length === 0) return undefined;
  if (grants.some((g) => g.fields === "*")) return "*";
  return new Set(grants.flatMap((g) => (g.fields === "*" ? [] : g.fields)));
}
