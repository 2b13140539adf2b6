import { type Actor, record } from "../../evidence/index.js";
import { type PersonId, Refusal, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { endings, standingReviews } from "../../retention/index.js";
import { type Content, openValues, sealedValues } from "../../vault/index.js";
import { watchReading } from "../watch/raise.js";

export interface Reviewed {
  readonly id: string;
  /** Null where it does not open, or is a secret. */
  readonly content: Content | null;
  readonly purposes: readonly string[];
  readonly touchpoint: string;
  readonly collectedAt: Date;
}

export interface Reviewing {
  readonly person: PersonId;
  readonly review: string;
  readonly actor: Actor;
  /** A proof of the last minutes: without it nothing sensitive opens. */
  readonly fresh: boolean;
  readonly now: Date;
}

/**
 * Opens what waits for its review, for that decision alone: the gate keeps it closed to every purpose (`review`), and whoever decides has to see
 * what it is. Only the field of the line, only while the line is open or its erasure may be taken back, and only what really has no purpose
 * left now. Refuses `review.unknown`, and `access.step_up` for a sensitive field (decree 356/2025 art. 4) without a fresh proof.
 */
export async function readForReview(
  tx: Tx,
  policy: PublishedPolicy,
  { person, review, actor, fresh, now }: Reviewing,
): Promise<{ event: string; values: Reviewed[] }> {
  const line = (await standingReviews(tx, [person])).find((r) => r.id === review);
  if (line === undefined || line.state === "kept") throw new Refusal("review.unknown");
  const declared = Object.hasOwn(policy.policy.fields, line.field) ? policy.policy.fields[line.field] : undefined;
  if (declared?.category === "sensitive" && !fresh) throw new Refusal("access.step_up");
  const ends = await endings(tx, policy, [person], now);
  const rows = (await sealedValues(tx, [person])).filter((r) => r.field === line.field && ends.get(r.id)?.state === "review");
  // A purpose that lives again: the line goes with the next look, and the gate decides as for everything else.
  if (rows.length === 0) throw new Refusal("review.unknown");
  const held = declared?.type === "secret" ? [] : await openValues(tx, rows);
  const opened = new Map(held.map((h) => [h.id, "content" in h.value ? h.value.content : null]));
  const event = await record(tx, {
    type: "review.read",
    at: now,
    actor,
    about: [person],
    fields: [line.field],
    policyVersion: policy.version,
    detail: { review, opened: [...opened.values()].filter((c) => c !== null).length },
  });
  await watchReading(tx, policy, actor, event, now);
  return {
    event,
    values: rows.map((r) => ({
      id: r.id,
      content: opened.get(r.id) ?? null,
      purposes: r.purposes,
      touchpoint: r.touchpoint,
      collectedAt: r.collected_at,
    })),
  };
}
