import type { Actor } from "../evidence/index.js";

/** Who did it, as a row keeps it: `system`, `staff:<id>`, `key:<id>`. A person or visitor does nothing to a policy. */
export function actorText(by: Actor): string {
  return by.kind === "staff" || by.kind === "key" ? `${by.kind}:${by.id}` : "system";
}
