import type { Policy } from "@kept/language";

/** Why something stays closed, in the order in which it is asked. The names are stable: events, answers and refusals hold them. */
export const reasons = [
  "erased",
  "role",
  "assignment",
  "caller",
  "purpose",
  "objection",
  "restriction",
  "consent",
  "unverified",
  "held",
  "retention",
  "review",
  "reveal",
] as const;
export type Reason = (typeof reasons)[number];
export type Decision = { readonly allowed: true } | { readonly allowed: false; readonly reason: Reason };

/** May this purpose be served for this person at all, and if not, why: what consent, objection and restriction say. */
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
  /** Whether the person is assigned to the reader now: asked of roles that read only their own people. Left out: no. */
  readonly assigned?: boolean | undefined;
  /** Whether a second person let the reader past role and assignment for this person and purpose, and the time is not over. */
  readonly granted?: boolean | undefined;
}

/** Where a value stands in its retention: `due` is past its date and not yet swept, `review` waits for a decision. */
export type Ending = "live" | "due" | "review";

/** What the decision needs to know of one value: never the value. */
export interface Candidate {
  readonly field: string;
  /** What it was collected for, by the version shown to its person. */
  readonly purposes: readonly string[];
  /** Whether the submission it came with is confirmed: nothing is used before. */
  readonly confirmed: boolean;
  /** Left out: live. */
  readonly ending?: Ending | undefined;
  /** What holds it, where something does, and the one purpose it is held for; null: none, it is only kept. */
  readonly hold?: { readonly purpose: string | null } | undefined;
}

const yes: Decision = { allowed: true };
const no = (reason: Reason): Decision => ({ allowed: false, reason });

/**
 * Whether anything may be opened for a purpose: some role reads for it, of this person, and the person's standing allows it.
 * Deny is the default; nothing but an explicit grant opens.
 */
export function decidePurpose(q: Question): Decision {
  if (q.standing.reason === "erased") return no("erased");
  if (!Object.hasOwn(q.policy.purposes, q.purpose)) return no("purpose");
  if (fieldsOpen(q) === undefined) return no(fieldsFor(q.policy, q.roles, q.purpose) === undefined ? "role" : "assignment");
  return q.standing.allowed ? yes : no(q.standing.reason ?? "consent");
}

/** Whether one value may be opened: role × assignment × field × purpose it was collected for × standing × retention × hold. */
export function decideValue(q: Question, value: Candidate): Decision {
  const purpose = decidePurpose(q);
  if (!purpose.allowed) return purpose;
  const fields = fieldsOpen(q);
  if (fields !== "*" && !fields?.has(value.field)) return no("role");
  return decideKept(q.purpose, value);
}

/**
 * What the value itself says, whoever asks: purpose it was collected for × confirmed × hold × retention. What is due lives on by its hold
 * alone, so it opens for the hold's purpose and no other. What lives by itself opens for what it was collected for: a hold adds no purpose. What waits for its review opens to nobody but whoever reviews, in the review.
 */
export function decideKept(purpose: string, value: Candidate): Decision {
  const heldFor = value.hold !== undefined && value.hold.purpose === purpose;
  const live = value.ending === undefined || value.ending === "live";
  if (!value.purposes.includes(purpose) && !(heldFor && !live)) return no("purpose");
  if (!value.confirmed) return no("unverified");
  if (value.ending === "due" && !heldFor) return no(value.hold ? "held" : "retention");
  if (value.ending === "review" && !heldFor) return no("review");
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

/** Whether a role reads only the people assigned to whoever holds it. */
export function needsAssignment(policy: Policy, role: string): boolean {
  return Object.hasOwn(policy.roles, role) && policy.roles[role]?.assigned === true;
}

/** What the roles open here and now: those that read only their own people count where the person is the reader's; a grant counts as any role. */
function fieldsOpen(q: Question): ReadonlySet<string> | "*" | undefined {
  // Beyond role and assignment, never beyond the policy: a field that no role reads for the purpose stays closed to a grant too.
  if (q.granted === true) return fieldsFor(q.policy, Object.keys(q.policy.roles), q.purpose);
  const counting = q.roles.filter((r) => q.assigned === true || !needsAssignment(q.policy, r));
  return fieldsFor(q.policy, counting, q.purpose);
}
