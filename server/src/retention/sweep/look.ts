import { recordAll } from "../../evidence/index.js";
import { type Database, enqueue, hours, newId, type OrganisationId, type PersonId, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { type FieldEnding, fieldEndings } from "../ending/gather.js";
import { type Looked, noteLooks, toldOf } from "../keeping/store.js";
import { endReview, insertReviews, type ReviewRow, standingReviews, writeDecision } from "../review/store.js";
import { dayBegins, type Plan, planOf, reviewWithin } from "../rules/look.js";
import { lastDay } from "../rules/period.js";

export interface Asked {
  readonly person: PersonId;
  readonly marks: number;
}

/**
 * Looks at some persons: writes down when each ends and when to look again, fills and empties the review queue, has those told whose day is
 * near. Answers whom something is due of, for the sweep to erase each in a transaction of its own.
 */
export async function lookAt(
  database: Database,
  organisation: OrganisationId,
  policy: PublishedPolicy,
  asked: readonly Asked[],
  now: Date,
): Promise<PersonId[]> {
  if (asked.length === 0) return [];
  return database.write(organisation, async (tx) => {
    const persons = asked.map((a) => a.person);
    const found = Map.groupBy(await fieldEndings(tx, policy, persons, now), (e) => e.person);
    const reviews = Map.groupBy(await standingReviews(tx, persons), (r) => r.person);
    const told = await toldOf(tx, persons);
    const looks: Looked[] = [];
    const due: PersonId[] = [];
    for (const { person, marks } of asked) {
      const own = found.get(person) ?? [];
      const standing = await tend(tx, own, reviews.get(person) ?? [], now);
      const plan = planOf(
        own.map((e) => ({ ...e, kept: standing.get(e.field) ?? null })),
        told.get(person) ?? null,
        dayOf(now),
      );
      if (plan.due.length > 0) due.push(person);
      if (plan.tell && plan.ends) await tell(tx, person, plan.ends.on);
      looks.push(lookedOf(person, marks, plan, now));
    }
    await noteLooks(tx, looks);
    await queueUp(tx, policy, [...found.values()].flat(), now);
    return due;
  });
}

/** Lines of the queue whose purposes live again, or whose field is gone, go; what was kept to a day that has passed comes back. */
async function tend(tx: Tx, own: readonly FieldEnding[], reviews: readonly ReviewRow[], now: Date): Promise<ReadonlyMap<string, string>> {
  const kept = new Map<string, string>();
  for (const review of reviews) {
    const field = own.find((e) => e.field === review.field);
    if (!field || field.ended === null) await endReview(tx, review.person, review.id, "resolved", now);
    else if (review.state === "kept" && review.nextLook && review.nextLook < dayOf(now)) {
      const term = lastDay(dayOf(now), reviewWithin);
      await writeDecision(tx, review.person, review.id, { state: "open", by: null, at: null, term });
    } else if (review.nextLook) kept.set(review.field, review.nextLook);
  }
  return kept;
}

/** What is due is erased next, in a transaction of its own; where that fails, it is looked at again in an hour. */
function lookedOf(person: PersonId, marks: number, plan: Plan, now: Date): Looked {
  return {
    person,
    marks,
    lookAt: plan.due.length > 0 ? new Date(now.getTime() + hours(1)) : plan.next === null ? null : dayBegins(plan.next),
    endsOn: plan.due[0]?.on ?? plan.ends?.on ?? null,
    rule: plan.due[0]?.rule ?? plan.ends?.rule ?? null,
    fields: plan.due.length > 0 ? plan.due.map((d) => d.field) : (plan.ends?.fields ?? []),
    missing: plan.missing,
  };
}

/** Asks for the letter. Only whoever sends it writes down that the person was told: where no mail can go, they were not. */
async function tell(tx: Tx, person: PersonId, on: string): Promise<void> {
  await enqueue(tx, "messaging.keeping_ends", { person, on }, { key: `messaging.keeping_ends:${person}:${on}` });
}

async function queueUp(tx: Tx, policy: PublishedPolicy, all: readonly FieldEnding[], now: Date): Promise<void> {
  const ended = all.filter((e) => e.state === "review");
  const rows = ended.map((e) => ({
    person: e.person,
    id: newId(),
    field: e.field,
    reason: e.ended ?? "never",
    since: now,
    term: lastDay(dayOf(now), termOf(policy, e)),
  }));
  const added = await insertReviews(tx, rows);
  await recordAll(
    tx,
    rows
      .filter((r) => added.has(r.id))
      .map((r) => ({
        type: "review.opened",
        at: now,
        actor: { kind: "system" },
        about: [r.person],
        fields: [r.field],
        policyVersion: policy.version,
        detail: { review: r.id, reason: r.reason, term: r.term },
      })),
  );
}

function termOf(policy: PublishedPolicy, e: FieldEnding) {
  const rule = policy.policy.retention.find((r) => r.until === "purposes_end" && (!r.of.fields || r.of.fields.includes(e.field)));
  return rule?.review ?? reviewWithin;
}
