import { type Field, type Policy, say } from "@kept/language";
import type { ValueForRecipient } from "../../access/index.js";
import { csv } from "../../platform/index.js";
import type { Content } from "../../vault/index.js";

/** One person as a payload tells of them: by the reference the recipient knows, never by our id. */
export interface Passed {
  readonly ref: string;
  readonly values: readonly ValueForRecipient[];
}

export interface PayloadHead {
  readonly disclosure: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly policyVersion: number;
  readonly at: Date;
}

/** The payload as JSON: the head, and each person's fields; a field somebody has more than once is a list. */
export function asJson(head: PayloadHead, persons: readonly Passed[]): Buffer {
  const { at, policyVersion, ...rest } = head;
  const body = {
    ...rest,
    policy_version: policyVersion,
    made_at: at.toISOString(),
    persons: persons.map((p) => ({ ref: p.ref, fields: Object.fromEntries(head.fields.map((f) => [f, many(p.values, f)])) })),
  };
  return Buffer.from(`${JSON.stringify(body, null, 1)}\n`);
}

/** As a table: a row a person, a column a field, named in Vietnamese as the policy does. Formulas are disarmed. */
export function asCsv(policy: Policy, head: PayloadHead, persons: readonly Passed[]): Buffer {
  const name = (f: string): string => {
    const field: Field | undefined = Object.hasOwn(policy.fields, f) ? policy.fields[f] : undefined;
    return field ? say(field.text, "vi") : f;
  };
  const rows = persons.map((p) => [
    p.ref,
    ...head.fields.map((f) =>
      p.values
        .filter((v) => v.field === f)
        .map((v) => textOf(v.content))
        .join("; "),
    ),
  ]);
  return Buffer.from(csv(["ref", ...head.fields.map(name)], rows));
}

function many(values: readonly ValueForRecipient[], field: string): Content | readonly Content[] | null {
  const found = values.filter((v) => v.field === field).map((v) => v.content);
  return found.length > 1 ? found : (found[0] ?? null);
}

function textOf(content: Content): string {
  return typeof content === "object" ? Object.values(content).join(", ") : String(content);
}
