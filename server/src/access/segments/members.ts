import { type Actor, record } from "../../evidence/index.js";
import type { PersonId, Tx } from "../../platform/index.js";
import { Refusal } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { personsMeeting } from "../../vault/index.js";
import { decidePurpose, fieldsFor } from "../rules.js";
import { questionsOfMany } from "../states.js";
import { type Segment, segmentOf } from "./keep.js";
import { wantedOf } from "./rules.js";

/** A count goes no further than this; the answer says so. */
const mostCounted = 100_000;
const page = 1000;
/** Persons looked at for one page of members: a rare consent under a common word must not hold a connection for ever. */
const mostLooked = 20_000;

export interface SegmentReader {
  readonly actor: Actor;
  readonly roles: readonly string[];
}

/** How many meet the question and may be used for its purpose at this moment. Refuses `segment.unknown`, and as `wantedOf` does. */
export async function countMembers(
  tx: Tx,
  policy: PublishedPolicy,
  id: string,
  actor: Actor,
  now: Date,
): Promise<{ count: number; more: boolean }> {
  const segment = await segmentOf(tx, id);
  let count = 0;
  let looked = 0;
  for await (const { met, members } of pagesOf(tx, policy, segment, { actor, roles: undefined }, undefined, now)) {
    count += members.length;
    looked += met;
    if (looked >= mostCounted) break;
  }
  const more = looked >= mostCounted;
  await record(tx, {
    type: "segment.counted",
    at: now,
    actor,
    about: [],
    purpose: segment.purpose,
    policyVersion: policy.version,
    detail: { segment: id, members: count, more },
  });
  return { count, more };
}

/**
 * Members after one of them, in the order of their ids: meets the question, and passes the gate for its purpose (role, consent, objection,
 * restriction) in this same transaction. Nothing is remembered: who withdrew is not there. The event is about each. Refuses
 * `segment.unknown`, `read.role`, and as `wantedOf` does.
 */
export async function membersOf(
  tx: Tx,
  policy: PublishedPolicy,
  asked: { readonly segment: string; readonly after: PersonId | undefined; readonly limit: number },
  reader: SegmentReader,
  now: Date,
): Promise<{ members: PersonId[]; next: PersonId | null }> {
  const segment = await segmentOf(tx, asked.segment);
  if (fieldsFor(policy.policy, reader.roles, segment.purpose) === undefined) throw new Refusal("read.role");
  const members: PersonId[] = [];
  let looked = 0;
  let next: PersonId | null = null;
  for await (const found of pagesOf(tx, policy, segment, reader, asked.after, now)) {
    members.push(...found.members);
    looked += found.met;
    next = found.next;
    if (members.length >= asked.limit || looked >= mostLooked) break;
  }
  const shown = members.slice(0, asked.limit);
  await record(tx, {
    type: "segment.listed",
    at: now,
    actor: reader.actor,
    about: shown,
    purpose: segment.purpose,
    policyVersion: policy.version,
    detail: { segment: segment.id, members: shown.length },
  });
  return { members: shown, next: members.length > asked.limit ? (shown.at(-1) ?? null) : next };
}

/** Persons who meet the question, page by page, with those of them who may be used for the purpose now. With roles the whole gate decides. */
async function* pagesOf(
  tx: Tx,
  policy: PublishedPolicy,
  segment: Segment,
  { actor, roles }: { readonly actor: Actor; readonly roles: readonly string[] | undefined },
  from: PersonId | undefined,
  now: Date,
): AsyncGenerator<{ met: number; members: PersonId[]; next: PersonId | null }> {
  const wanted = wantedOf(policy.policy, segment);
  for (let after: PersonId | null | undefined = from; after !== null; ) {
    const met: { persons: PersonId[]; next: PersonId | null } = await personsMeeting(tx, wanted, segment.purpose, after, page);
    const questions = await questionsOfMany(tx, policy, { actor, roles: roles ?? [] }, met.persons, segment.purpose, now);
    const members = met.persons.filter((p) => {
      const question = questions.get(p);
      return question !== undefined && (roles ? decidePurpose(question).allowed : question.standing.allowed);
    });
    yield { met: met.persons.length, members, next: met.next };
    after = met.next;
  }
}
