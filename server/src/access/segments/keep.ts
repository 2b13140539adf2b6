import { z } from "zod";
import { type Actor, record } from "../../evidence/index.js";
import { type Db, newId, personId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { createHolder, openFor, sealFor } from "../../vault/index.js";
import { type Condition, type Question, wantedOf } from "./rules.js";
import { endRow, insertSegment, type SegmentRow, segmentRows } from "./store.js";

export interface Segment extends Question {
  readonly id: string;
  readonly name: string;
  readonly madeAt: Date;
}

/** Saves a question under a key of its own. Refuses as `wantedOf` does. */
export async function makeSegment(
  tx: Tx,
  policy: PublishedPolicy,
  made: Question & { readonly name: string; readonly by: StaffId; readonly now: Date },
): Promise<Segment> {
  wantedOf(policy.policy, made);
  const id = newId();
  const holder = await createHolder(tx, id);
  const said = { name: made.name, all: made.all };
  const [words] = await sealFor(tx, holder, [{ at: wordsAt(id), bytes: Buffer.from(JSON.stringify(said)) }]);
  if (!words) throw new Error("one was asked for");
  await insertSegment(tx, { id, purpose: made.purpose, words, by: made.by, madeAt: made.now });
  await tell(tx, "segment.made", policy, { kind: "staff", id: made.by }, made, id, made.now);
  return { id, purpose: made.purpose, ...said, madeAt: made.now };
}

/** Every saved question that stands. */
export async function segments(db: Db): Promise<Segment[]> {
  const found: Segment[] = [];
  for (const row of await segmentRows(db)) found.push(await opened(db, row));
  return found;
}

/** One saved question. Refuses `segment.unknown`. */
export async function segmentOf(db: Db, id: string): Promise<Segment> {
  const [row] = await segmentRows(db, id);
  if (!row) throw new Refusal("segment.unknown");
  return opened(db, row);
}

/** Takes a saved question away. Refuses `segment.unknown`. */
export async function endSegment(tx: Tx, policy: PublishedPolicy, id: string, by: StaffId, now: Date): Promise<void> {
  const segment = await segmentOf(tx, id);
  await endRow(tx, id, now);
  await tell(tx, "segment.ended", policy, { kind: "staff", id: by }, segment, id, now);
}

const wordsShape = z.object({
  name: z.string(),
  all: z.array(
    z.object({ field: z.string(), any: z.array(z.string()).optional(), from: z.number().optional(), to: z.number().optional() }),
  ),
});

async function opened(db: Db, row: SegmentRow): Promise<Segment> {
  const [words] = await openFor(db, personId.parse(row.id), [{ at: wordsAt(row.id), sealed: row.words }]);
  if (!words || "fault" in words) throw new Refusal(words?.fault ?? "sealed.erased");
  const { name, all } = wordsShape.parse(JSON.parse(words.plain.toString()));
  return { id: row.id, name, purpose: row.purpose, all, madeAt: row.madeAt };
}

function wordsAt(id: string) {
  return { table: "segment", field: "words", id };
}

function tell(tx: Tx, type: "segment.made" | "segment.ended", policy: PublishedPolicy, actor: Actor, q: Question, id: string, at: Date) {
  const fields = [...new Set(q.all.map((c: Condition) => c.field))];
  return record(tx, { type, at, actor, about: [], purpose: q.purpose, fields, policyVersion: policy.version, detail: { segment: id } });
}
