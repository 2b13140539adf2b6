import { checkText, digestPolicy } from "@kept/language";
import { type Actor, record } from "../evidence/index.js";
import { enqueue, organisationOf, Refusal, type Tx } from "../platform/index.js";
import { actorText } from "./actor.js";
import type { PublishedPolicy } from "./check-type.js";
import { forgetInForce } from "./in-force.js";
import { deleteDraft, insertVersion, newestVersion } from "./store.js";

export interface Publishing {
  /** The policy file, as written. */
  readonly source: string;
  /** The version this follows, as the publisher saw it; 0 for the first. */
  readonly over: number;
  readonly by: Actor;
  /** Why, for those who read the history. Nothing personal. */
  readonly note?: string | undefined;
  readonly now: Date;
}

/**
 * Publishes a new, immutable version; from the next second every process obeys it. Refuses with `policy.errors` (each error
 * as a fault), `policy.other_organisation`, `policy.unchanged`, and `policy.moved` when another version came in between.
 * Gaps publish and stay visible.
 */
export async function publish(tx: Tx, { source, over, by, note = "", now }: Publishing): Promise<PublishedPolicy> {
  const { policy, findings, publishes } = checkText(source);
  if (!policy || !publishes) {
    const errors = findings.filter((f) => f.level === "error");
    throw new Refusal(
      "policy.errors",
      errors.map((e) => ({ path: e.path, text: e.text })),
    );
  }
  if (policy.organisation.id !== (await organisationOf(tx)).slug) throw new Refusal("policy.other_organisation");
  const before = await newestVersion(tx);
  if ((before?.version ?? 0) !== over) throw new Refusal("policy.moved");
  const digest = await digestPolicy(policy);
  if (before?.digest === digest) throw new Refusal("policy.unchanged");
  const version = over + 1;
  const row = { version, digest, source, content: JSON.stringify(policy), published_at: now, published_by: actorText(by), note };
  if (!(await insertVersion(tx, row))) throw new Refusal("policy.moved");
  await deleteDraft(tx);
  await record(tx, {
    type: "policy.published",
    at: now,
    actor: by,
    about: [],
    policyVersion: version,
    detail: { digest, gaps: findings.length },
  });
  // Its rules may end data on other days: everybody's are counted anew.
  await enqueue(tx, "retention.walk", {}, { key: `retention.walk:${tx.organisation}` });
  await enqueue(tx, "promises.check", {}, { key: `promises.check:${tx.organisation}` });
  tx.afterCommit(() => forgetInForce(tx.organisation));
  return { version, digest, policy, publishedAt: now };
}
