import { refusedPurposes } from "../../consent/index.js";
import type { Tx } from "../../platform/index.js";
import type { Contact } from "../../vault/index.js";
import type { Ready } from "../ready.js";

/** Rows as they may be taken, and how many of them lost an agreement that they claim. */
export interface Heeded {
  readonly ready: readonly Ready[];
  readonly passedOver: number;
}

/**
 * An agreement that a table claims is not assumed where the contact had refused the same advertising before its person was erased (decree
 * 91/2020 art. 11, 13): the row is taken without it. Only the person can agree anew.
 */
export async function heedRefusals(tx: Tx, all: readonly Ready[]): Promise<Heeded> {
  const asking = all.flatMap((ready) => {
    const advertising = ready.acts.some((a) => a.act === "given" && ready.policy.policy.purposes[a.purpose]?.marketing);
    return advertising ? contactsOf(ready).map((contact) => ({ ready, contact })) : [];
  });
  const [first] = asking;
  if (!first) return { ready: all, passedOver: 0 };
  const found = await refusedPurposes(
    tx,
    asking.map((a) => a.contact),
    first.ready.sent.at,
  );
  const refused = new Map<Ready, Set<string>>();
  for (const [i, { ready }] of asking.entries())
    for (const purpose of found[i]?.keys() ?? []) refused.set(ready, (refused.get(ready) ?? new Set()).add(purpose));
  let passedOver = 0;
  const ready = all.map((r) => {
    const acts = r.acts.filter((a) => a.act !== "given" || !refused.get(r)?.has(a.purpose));
    if (acts.length === r.acts.length) return r;
    passedOver++;
    return { ...r, acts };
  });
  return { ready, passedOver };
}

function contactsOf({ judged }: Ready): Contact[] {
  return judged.given.flatMap(({ rule, value }): Contact[] =>
    (rule.type === "email" || rule.type === "phone") && typeof value === "string" ? [{ channel: rule.type, text: value }] : [],
  );
}
