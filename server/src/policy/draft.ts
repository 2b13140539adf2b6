import { type Actor, record } from "../evidence/index.js";
import { newId, Refusal, type Tx } from "../platform/index.js";
import { actorText } from "./actor.js";
import { type DraftRow, deleteDraft, insertDraft, newestVersion, replaceDraft } from "./store.js";

export interface Saving {
  readonly source: string;
  /** Etag of the draft that this text was begun from; left out: there was none. */
  readonly over?: string | undefined;
  readonly by: Actor;
  readonly now: Date;
}

/**
 * Saves the one draft of the organisation. Refuses with `policy.draft_moved` when someone else saved in between, so that
 * nobody's words are lost. The text may be anything: a draft need not be a policy yet.
 */
export async function saveDraft(tx: Tx, { source, over, by, now }: Saving): Promise<DraftRow> {
  const based = (await newestVersion(tx))?.version ?? 0;
  const row = { etag: newId(), source, based_on: based, saved_at: now, saved_by: actorText(by) };
  const saved = over === undefined ? await insertDraft(tx, row) : await replaceDraft(tx, over, row);
  if (!saved) throw new Refusal("policy.draft_moved");
  return row;
}

/** Throws the draft away. Refuses with `policy.draft_moved` when it is another than the one that was seen. */
export async function discardDraft(tx: Tx, over: string, by: Actor, now: Date): Promise<void> {
  if (!(await deleteDraft(tx, over))) throw new Refusal("policy.draft_moved");
  await record(tx, { type: "policy.draft_discarded", at: now, actor: by, about: [] });
}
