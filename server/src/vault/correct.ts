import { type PersonId, Refusal, type Tx } from "../platform/index.js";
import type { IndexRule } from "./blind/digest.js";
import type { Content } from "./content.js";
import { openValues } from "./read.js";
import { deleteValueIndex } from "./store/blind.js";
import { markReplaced, markVerified, type Origin, selectValues } from "./store/values.js";
import { indexValues, sealValues } from "./write.js";

export interface Correction {
  readonly content: Content;
  readonly rule: IndexRule;
  readonly origin: Origin;
  /** The old value goes on counting until the new one is proven by `verifyValue`: e-mails and phones. */
  readonly untilVerified?: boolean;
}

/**
 * Puts a new value in the place of one; the former stays, sealed and dated, and is no longer found. Answers the new value's id.
 * Refuses `value.unknown`, and `value.replaced` where somebody was faster.
 */
export async function correctValue(tx: Tx, person: PersonId, id: string, by: Correction): Promise<string> {
  const [old] = await selectValues(tx, [{ person, id }]);
  if (!old) throw new Refusal("value.unknown");
  if (old.replaced_at || old.pending) throw new Refusal("value.replaced");
  const [made] = await sealValues(tx, person, [
    {
      field: old.field,
      kind: old.kind,
      content: by.content,
      rule: by.rule,
      origin: by.origin,
      pending: by.untilVerified ?? false,
      replaces: id,
    },
  ]);
  if (made === undefined) throw new Refusal("value.unknown");
  if (!by.untilVerified) await retire(tx, person, id, made, by.origin.collectedAt);
  return made;
}

/**
 * Records that a value is proven to be the person's. One that waited now counts, is found, and the value it replaces becomes a
 * former one. Refuses `value.unknown`, and `value.replaced` where it was replaced meanwhile.
 */
export async function verifyValue(tx: Tx, person: PersonId, id: string, at: Date, rule: IndexRule): Promise<void> {
  const [row] = await selectValues(tx, [{ person, id }]);
  if (!row) throw new Refusal("value.unknown");
  if (row.pending && row.replaces) await retire(tx, person, row.replaces, id, at);
  if (!(await markVerified(tx, person, id, at))) throw new Refusal("value.replaced");
  if (!row.pending) return;
  const [opened] = await openValues(tx, [row]);
  if (!opened) throw new Refusal("value.unknown");
  if ("fault" in opened.value) throw new Refusal(opened.value.fault);
  await indexValues(tx, [{ person, id, field: row.field, content: opened.value.content, rule }]);
}

async function retire(tx: Tx, person: PersonId, old: string, by: string, at: Date): Promise<void> {
  if (!(await markReplaced(tx, person, old, by, at))) throw new Refusal("value.replaced");
  await deleteValueIndex(tx, person, old);
}
