import { newId, type PersonId, personId, Refusal, type Tx } from "../../platform/index.js";
import { openFor, sealFor } from "../other.js";
import { createHolder, personState } from "../persons.js";
import { lockKeyShared } from "../store/keys.js";
import { holdWordsAt } from "./places.js";
import { type HoldKind, legalDate } from "./rules.js";
import { insertHold, lockHold, moveEnd } from "./store.js";

export interface NewHold {
  readonly person: PersonId;
  readonly kind: HoldKind;
  /** Null: every field. */
  readonly fields: readonly string[] | null;
  /** Null: whatever the occasion. */
  readonly occasion: string | null;
  readonly purpose: string | null;
  readonly article: string | null;
  /** Free words: sealed, never in an event. */
  readonly reason: string;
  /** Of a state body's order: free words too. */
  readonly reference?: string | undefined;
  /** The last day it holds, a legal date. */
  readonly until: string;
  readonly review?: string | null | undefined;
  readonly hiddenUntil?: string | null | undefined;
  readonly by: string;
  readonly now: Date;
}

/**
 * Places a hold, with a key of its own. It waits for an erasure under way and is refused after it; placed first, it wins. Answers its id.
 * Refuses `person.unknown`, `sealed.erased`, `hold.end_past`, `hold.article_missing` (legal duty), `hold.reference_missing` (state body).
 */
export async function placeHold(tx: Tx, h: NewHold): Promise<string> {
  if (h.until < legalDate(h.now)) throw new Refusal("hold.end_past");
  if (h.kind === "legal_duty" && !h.article) throw new Refusal("hold.article_missing");
  if (h.kind === "state_body" && !h.reference) throw new Refusal("hold.reference_missing");
  // Shared with whoever writes; an erasure waits here, or was first.
  if (!(await lockKeyShared(tx, h.person))) throw new Refusal((await personState(tx, h.person)) ? "sealed.erased" : "person.unknown");
  const id = newId();
  const holder = await createHolder(tx, id);
  const words = { reason: h.reason, ...(h.reference ? { reference: h.reference } : {}) };
  const [sealed] = await sealFor(tx, holder, [{ at: holdWordsAt(id), bytes: Buffer.from(JSON.stringify(words)) }]);
  if (!sealed) throw new Error("one was asked for");
  await insertHold(tx, {
    person_id: h.person,
    id,
    kind: h.kind,
    fields: h.fields ? [...h.fields] : null,
    occasion_id: h.occasion,
    purpose: h.purpose,
    article: h.article,
    words_sealed: sealed,
    until: h.until,
    review_on: h.review ?? null,
    hidden_until: h.hiddenUntil ?? null,
    placed_by: h.by,
    placed_at: h.now,
  });
  return id;
}

/** Moves the end of a hold to a later day. Refuses `hold.unknown`, `hold.ended` and `hold.end_earlier`: sooner is a release. */
export async function extendHold(
  tx: Tx,
  person: PersonId,
  id: string,
  to: { readonly until: string; readonly review?: string | null | undefined },
): Promise<void> {
  const row = await lockHold(tx, person, id);
  if (!row) throw new Refusal("hold.unknown");
  if (row.ended_at) throw new Refusal("hold.ended");
  if (to.until < row.until) throw new Refusal("hold.end_earlier");
  await moveEnd(tx, person, id, to.until, to.review === undefined ? row.review_on : to.review);
}

/** The free words of a hold; undefined once it has ended: they went with its key. */
export async function holdWords(
  db: Parameters<typeof openFor>[0],
  id: string,
  sealed: Uint8Array,
): Promise<{ readonly reason: string; readonly reference?: string } | undefined> {
  const [opened] = await openFor(db, personId.parse(id), [{ at: holdWordsAt(id), sealed }]);
  if (!opened || "fault" in opened) return undefined;
  const read: unknown = JSON.parse(opened.plain.toString());
  opened.plain.fill(0);
  if (typeof read !== "object" || read === null || !("reason" in read) || typeof read.reason !== "string") return undefined;
  return "reference" in read && typeof read.reference === "string"
    ? { reason: read.reason, reference: read.reference }
    : { reason: read.reason };
}
