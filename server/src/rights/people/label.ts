import type { PublishedPolicy } from "../../policy/index.js";
import { fieldOf } from "../rules.js";

/** What tells two people apart in a list without opening anything: a masked name, e-mail, phone or username. */
export function labelOf(policy: PublishedPolicy, values: readonly { readonly field: string; readonly masked: string }[]): string {
  const ofType = (type: string) => values.find((v) => fieldOf(policy.policy, v.field)?.type === type)?.masked;
  const parts = ["name", "username", "email", "phone"].map(ofType).filter((p) => p !== undefined);
  return parts.length > 0 ? parts.slice(0, 3).join(" · ") : "•••••";
}
