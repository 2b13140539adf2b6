import type { PublishedPolicy } from "../policy/index.js";

/** What tells two people apart in a list without opening anything: a masked name, e-mail, phone or username. */
export function labelOf(policy: PublishedPolicy, values: readonly { readonly field: string; readonly masked: string }[]): string {
  const ofType = (type: string) => values.find((v) => typeOf(policy, v.field) === type)?.masked;
  const parts = ["name", "username", "email", "phone"].map(ofType).filter((p) => p !== undefined);
  return parts.length > 0 ? parts.slice(0, 3).join(" · ") : "•••••";
}

function typeOf({ policy }: PublishedPolicy, field: string): string | undefined {
  return Object.hasOwn(policy.fields, field) ? policy.fields[field]?.type : undefined;
}
