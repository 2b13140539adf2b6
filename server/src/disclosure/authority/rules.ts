import type { Body, Day, Policy, Recipient } from "@kept/language";
import { declared } from "../gate/rules.js";

/** What a state body asks, as the rules see it. */
export interface Demand {
  readonly kind: "disclosure" | "erasure";
  readonly recipient: string;
  readonly body: string;
  readonly reason: string;
  readonly violation?: string | undefined;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly document_on: Day;
  readonly received_on: Day;
  readonly reply_by: Day;
}

export type DemandFault =
  | "recipient.undeclared"
  | "order.not_state_body"
  | "order.body"
  | "order.reason"
  | "order.violation"
  | "order.dates"
  | "order.scope";

/** Why a demand cannot be entered as it is; undefined: it can. Judging its merit is a person's part. */
export function demandFault(policy: Policy, d: Demand, today: Day): DemandFault | undefined {
  const r = declared(policy, d.recipient);
  if (!r) return "recipient.undeclared";
  if (r.kind !== "state_body" || r.needs !== "authority") return "order.not_state_body";
  if (!bodyNamed(r, d.body)) return "order.body";
  if (!r.reasons.some((reason) => reason === d.reason)) return "order.reason";
  if ((d.reason === "violation" || d.reason === "criminal_inquiry") && !d.violation) return "order.violation";
  if (d.document_on > d.received_on || d.received_on > today || d.reply_by < d.received_on) return "order.dates";
  return scopeDeclared(policy, d) ? undefined : "order.scope";
}

/** A body that the policy leaves open (`other`) is any. */
function bodyNamed(r: Recipient, body: string): boolean {
  const named: readonly Body[] = r.bodies;
  return named.some((b) => b === body || b === "other");
}

/** Everything asked is declared; only an erasure may name no field, and means all. */
function scopeDeclared(policy: Policy, d: Demand): boolean {
  const purpose = Object.hasOwn(policy.purposes, d.purpose);
  const known = d.fields.every((f) => Object.hasOwn(policy.fields, f));
  return purpose && known && (d.fields.length > 0 || d.kind === "erasure");
}

/** What was decided, and whether it covers a disclosure. */
export interface Decided {
  readonly state: "received" | "decided" | "answered";
  readonly kind: "disclosure" | "erasure";
  readonly decision: "granted" | "partial" | "refused" | null;
  readonly recipient: string;
  readonly purpose: string;
  readonly decidedFields: readonly string[];
}

/** Whether a decision covers what is asked to leave: no field, person or purpose beyond it. Deny is the default. */
export function covers(
  order: Decided,
  covered: ReadonlySet<string>,
  ask: { readonly recipient: string; readonly purpose: string; readonly fields: readonly string[]; readonly persons: readonly string[] },
): boolean {
  return (
    order.kind === "disclosure" &&
    order.state !== "received" &&
    (order.decision === "granted" || order.decision === "partial") &&
    order.recipient === ask.recipient &&
    order.purpose === ask.purpose &&
    ask.fields.length > 0 &&
    ask.fields.every((f) => order.decidedFields.includes(f)) &&
    ask.persons.length > 0 &&
    ask.persons.every((p) => covered.has(p))
  );
}
