import { standing } from "../../consent/index.js";
import { record } from "../../evidence/index.js";
import { minutes, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { dayOf } from "../../platform/page/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { placeHold } from "../../vault/index.js";
import { lookBy } from "../keeping/store.js";
import { addDays } from "../rules/period.js";
import { purposesFor } from "./lines.js";
import { lockReview, type ReviewRow, writeDecision } from "./store.js";

/** How long a decision to erase may be taken back. */
export const undoWithin = minutes(30);
/** How far away the next look may be: nothing is kept unseen. */
const lookWithin = 366;

export type Choice =
  | { readonly decision: "erase" }
  /** For another purpose that is declared for the field and stands for this person, or for a duty of the law, which becomes a hold. */
  | { readonly decision: "keep"; readonly purpose: string; readonly nextLook: string }
  | { readonly decision: "hold"; readonly article: string; readonly until: string; readonly nextLook: string };

export interface Deciding {
  readonly person: PersonId;
  readonly review: string;
  readonly choice: Choice;
  readonly by: StaffId;
  readonly now: Date;
}

/**
 * Decides on a field whose purposes have ended (okvip-9): erased, after half an hour in which it may be taken back; or kept with a day on which it is
 * looked at again. Answers the line as it stands then. Refuses `review.unknown` (or over), `review.purpose`, `review.next_look`, and as `placeHold`.
 */
export async function decideReview(tx: Tx, policy: PublishedPolicy, d: Deciding): Promise<ReviewRow> {
  const row = await standingRow(tx, d.person, d.review);
  const { choice, by, now } = d;
  if (choice.decision === "erase") {
    await writeDecision(tx, d.person, d.review, { state: "erasing", by, at: now, actsAt: new Date(now.getTime() + undoWithin) });
  } else {
    demandNextLook(choice.nextLook, dayOf(now));
    if (choice.decision === "keep") await demandPurpose(tx, policy, row, choice.purpose);
    else await hold(tx, row, choice, d);
    const keepFor = choice.decision === "keep" ? choice.purpose : undefined;
    const keepWhy = choice.decision === "hold" ? choice.article : undefined;
    await writeDecision(tx, d.person, d.review, { state: "kept", by, at: now, keepFor, keepWhy, nextLook: choice.nextLook });
  }
  await lookBy(tx, [d.person], choice.decision === "erase" ? new Date(now.getTime() + undoWithin) : now);
  await told(tx, "review.decided", row, d, choice.decision, choice.decision === "keep" ? choice.purpose : undefined);
  return standingRow(tx, d.person, d.review);
}

/** Takes a decision back before it acts. What became a hold stays one: holds are released by themselves. Refuses `review.unknown`, `review.acted`. */
export async function undoReview(tx: Tx, d: Omit<Deciding, "choice">): Promise<void> {
  const row = await standingRow(tx, d.person, d.review);
  if (row.state === "open") throw new Refusal("review.unknown");
  if (row.actsAt && row.actsAt <= d.now) throw new Refusal("review.acted");
  await writeDecision(tx, d.person, d.review, { state: "open", by: null, at: null });
  await told(tx, "review.undone", row, d, row.state);
}

async function standingRow(tx: Tx, person: PersonId, review: string): Promise<ReviewRow> {
  const row = await lockReview(tx, person, review);
  if (!row || row.state === "erased" || row.state === "resolved") throw new Refusal("review.unknown");
  return row;
}

function demandNextLook(day: string, today: string): void {
  if (day <= today || day > addDays(today, lookWithin)) throw new Refusal("review.next_look");
}

/** Only a purpose that the policy declares for this very field, and that may be served for this person now. */
async function demandPurpose(tx: Tx, policy: PublishedPolicy, row: ReviewRow, purpose: string): Promise<void> {
  const declared = purposesFor(policy, row.field).includes(purpose);
  const stands = declared && (await standing(tx, policy, row.person, purpose)).state === "may";
  if (!stands) throw new Refusal("review.purpose");
}

async function hold(tx: Tx, row: ReviewRow, choice: Extract<Choice, { decision: "hold" }>, d: Deciding): Promise<void> {
  await placeHold(tx, {
    person: row.person,
    kind: "legal_duty",
    fields: [row.field],
    occasion: null,
    purpose: null,
    article: choice.article,
    reason: choice.article,
    until: choice.until,
    review: choice.nextLook,
    by: d.by,
    now: d.now,
  });
}

async function told(
  tx: Tx,
  type: "review.decided" | "review.undone",
  row: ReviewRow,
  d: Omit<Deciding, "choice">,
  decision: string,
  purpose?: string,
) {
  await record(tx, {
    type,
    at: d.now,
    actor: { kind: "staff", id: d.by },
    about: [row.person],
    fields: [row.field],
    ...(purpose === undefined ? {} : { purpose }),
    detail: { review: row.id, decision },
  });
}
