import { isDeepStrictEqual } from "node:util";
import { record } from "../evidence/index.js";
import type { Tx } from "../platform/index.js";
import { correctValue, current, type HeldValue, sealValues } from "../vault/index.js";
import { type GivenAgain, keepAgain } from "./again.js";
import type { Ready } from "./ready.js";
import { newValues } from "./values.js";

/**
 * A person we know filled in again: what differs takes the place of what was held, and the former value stays, dated; what is
 * the same stays as it is, and is kept for this too. An e-mail or phone that was proved goes on counting until the new one is proved as well.
 */
export async function updateValues(tx: Tx, ready: Ready, occasion: string | null): Promise<void> {
  const held = await current(tx, ready.person);
  const used = new Set<string>();
  const corrected: string[] = [];
  const again: GivenAgain[] = [];
  for (const value of newValues(ready, occasion)) {
    const alike = held.filter((h) => h.field === value.field && h.kind === (value.kind ?? null) && !used.has(h.id));
    const same = alike.find((h) => "content" in h.value && isDeepStrictEqual(h.value.content, value.content));
    const old = same ?? alike[0];
    if (!old || value.rule.type === "file") await sealValues(tx, ready.person, [value]);
    else used.add(old.id);
    if (same && value.rule.type !== "file") again.push({ value: same.id, field: value.field, origin: value.origin });
    if (!old || same || value.rule.type === "file") continue;
    await correctValue(tx, ready.person, old.id, {
      content: value.content,
      rule: value.rule,
      origin: value.origin,
      untilVerified: isProvedContact(old, value.rule.type),
    });
    corrected.push(value.field);
  }
  await keepAgain(tx, ready.person, again);
  if (corrected.length === 0) return;
  const { sent, person } = ready;
  await record(tx, {
    type: "value.corrected",
    at: sent.at,
    actor: sent.by.kind === "person" ? { kind: "person", id: person } : sent.by,
    about: [person],
    fields: [...new Set(corrected)],
    touchpoint: sent.touchpoint,
    policyVersion: sent.version,
    detail: { submission: sent.id, by: "submission" },
  });
}

function isProvedContact(old: HeldValue, type: string): boolean {
  return (type === "email" || type === "phone") && old.origin.verifiedAt !== null;
}
