import type { Policy } from "@kept/language";
import { Refusal } from "../../platform/index.js";
import type { Wanted } from "../../vault/index.js";

/** One field asked about: one of some texts, or a range of numbers or years. */
export interface Condition {
  readonly field: string;
  readonly any?: readonly string[] | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

export interface Question {
  readonly purpose: string;
  readonly all: readonly Condition[];
}

/** How a field can be asked: none where the index knows nothing that a question could use. */
export function waysOf(policy: Policy, field: string): "text" | "range" | undefined {
  const declared = Object.hasOwn(policy.fields, field) ? policy.fields[field] : undefined;
  if (!declared || declared.index === "none" || declared.type === "secret" || declared.type === "file") return undefined;
  return declared.index === "bucket" && (declared.type === "date" || declared.type === "number") ? "range" : "text";
}

/** Fields that some touchpoint collects for a purpose. */
export function collectedFor(policy: Policy, purpose: string): string[] {
  const names = Object.values(policy.touchpoints).flatMap((t) =>
    Object.entries(t.fields).flatMap(([field, asked]) => ((asked.purposes ?? []).includes(purpose) ? [field] : [])),
  );
  return [...new Set(names)];
}

/**
 * The question in the index's terms. Refuses a purpose that is not declared or does not rest on consent, a field that is not declared, has no
 * index, or is not collected for the purpose (law 91/2025 art. 3: used for what it was collected for), and a condition that does not fit its field.
 */
export function wantedOf(policy: Policy, { purpose, all }: Question): Wanted[] {
  const declared = Object.hasOwn(policy.purposes, purpose) ? policy.purposes[purpose] : undefined;
  if (!declared) throw new Refusal("segment.purpose");
  if (declared.basis !== "consent") throw new Refusal("segment.needs_consent");
  const collected = collectedFor(policy, purpose);
  return all.map((c) => {
    const field = Object.hasOwn(policy.fields, c.field) ? policy.fields[c.field] : undefined;
    if (!field) throw new Refusal("segment.field");
    const way = waysOf(policy, c.field);
    if (!way) throw new Refusal("segment.not_indexed");
    if (!collected.includes(c.field)) throw new Refusal("segment.not_for_purpose");
    const rule = { index: field.index, type: field.type };
    if (c.any) {
      if (c.from !== undefined || c.to !== undefined) throw new Refusal("segment.condition");
      return { field: c.field, rule, any: c.any };
    }
    if (way !== "range" || c.from === undefined || c.to === undefined || c.from > c.to) throw new Refusal("segment.condition");
    return { field: c.field, rule, from: c.from, to: c.to };
  });
}
