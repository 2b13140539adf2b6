import * as contract from "@kept/contract";
import { refused } from "../../evidence/index.js";
import { type Colleague, colleagues } from "../../identity/index.js";
import { type ActingCall, type Served, serve } from "../../platform/http/index.js";
import { personId, Refusal, type Running, type StaffId, staffId } from "../../platform/index.js";
import { inForce } from "../../policy/index.js";
import { type Choice, decideReview, undoReview } from "./decide.js";
import { keepingPurposes } from "./lines.js";
import { mayDo, ownReview, reviewersOf } from "./own.js";
import { queue, type ReviewRow } from "./store.js";

/** The review queue: what has no purpose left, and what is decided of it. The values are opened through access. */
export function reviewsServed(running: Running): Served[] {
  const { database } = running;
  return [
    serve(contract.listReviews, async (call, { query }) => {
      const policy = await inForce(running, call.organisation.id);
      return database.read(call.organisation.id, async (db) => {
        const states = query.state === "kept" ? (["kept"] as const) : (["open", "erasing"] as const);
        const found = await queue(db, { states, after: cursor(query.after), limit: query.limit + 1 });
        const page = found.slice(0, query.limit);
        const last = page.at(-1);
        const purposes = await keepingPurposes(db, policy, page);
        const names = new Map<string, Colleague>((await colleagues(db)).map((c) => [c.staff, c]));
        const shared = { names, purposes };
        return {
          reviews: page.map((row) => shown(row, shared)),
          reviewers: await reviewersOf(db, policy),
          next: found.length > query.limit && last ? `${last.term}.${last.id}` : null,
        };
      });
    }),
    serve(contract.decideReview, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const choice = choiceOf(body);
      const row = await onRecord(running, call, params.review, async () => {
        // What becomes a hold needs whoever may place one.
        if (choice.decision === "hold" && !mayDo(policy, call.caller.roles, "hold")) throw new Refusal("access.forbidden");
        const d = { person: personId.parse(params.person), review: params.review, choice, by: staffOf(call), now: call.now };
        return database.write(call.organisation.id, (tx) => decideReview(tx, policy, d));
      });
      return { state: contract.reviewState.parse(row.state), acts_at: row.actsAt?.toISOString() ?? null };
    }),
    serve(contract.undoReview, async (call, { params }) => {
      const d = { person: personId.parse(params.person), review: params.review, by: staffOf(call), now: call.now };
      await onRecord(running, call, params.review, () => database.write(call.organisation.id, (tx) => undoReview(tx, d)));
      return { state: "open" as const };
    }),
    serve(contract.ownReview, async (call, { params, body }) => {
      const policy = await inForce(running, call.organisation.id);
      const owner = body.staff === null ? null : staffId.parse(body.staff);
      const o = { person: personId.parse(params.person), review: params.review, owner, by: staffOf(call), now: call.now };
      await onRecord(running, call, params.review, () => database.write(call.organisation.id, (tx) => ownReview(tx, policy, o)));
      return { staff: owner };
    }),
  ];
}

function choiceOf(body: typeof contract.decideReview.body._output): Choice {
  switch (body.decision) {
    case "erase":
      return body;
    case "keep":
      return { decision: "keep", purpose: body.purpose, nextLook: body.next_look };
    case "hold":
      return { decision: "hold", article: body.article, until: body.until, nextLook: body.next_look };
  }
}

/** A decision that is refused is an event too, after the rollback; about nobody, as the line may be none of theirs. */
async function onRecord<T>(running: Running, call: ActingCall, review: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      await refused(running.database, call.organisation.id, {
        type: "review.refused",
        at: call.now,
        actor: { kind: "staff", id: staffOf(call), role: call.caller.roles.join(",") },
        about: [],
        detail: { review, code: error.code },
      });
    }
    throw error;
  }
}

function shown(
  row: ReviewRow,
  { names, purposes }: { readonly names: ReadonlyMap<string, Colleague>; readonly purposes: ReadonlyMap<string, readonly string[]> },
) {
  return {
    review: row.id,
    person: row.person,
    field: row.field,
    reason: contract.reviewReason.parse(row.reason),
    since: row.since.toISOString(),
    term: row.term,
    owner: row.owner && { staff: row.owner, name: names.get(row.owner)?.name ?? "" },
    state: contract.reviewState.parse(row.state),
    purposes: [...(purposes.get(row.id) ?? [])],
    keep_for: row.keepFor,
    keep_why: row.keepWhy,
    next_look: row.nextLook,
    decided_by: row.decidedBy && (names.get(row.decidedBy)?.name ?? ""),
    decided_at: row.decidedAt?.toISOString() ?? null,
    acts_at: row.actsAt?.toISOString() ?? null,
  };
}

/** `term.id`, as the answer before gave it. Refuses `request.invalid`. */
function cursor(after: string | undefined): { term: string; id: string } | undefined {
  if (after === undefined) return undefined;
  const [, term, id] = /^(\d{4}-\d\d-\d\d)\.([0-9a-f-]{36})$/.exec(after) ?? [];
  if (term === undefined || id === undefined || Number.isNaN(Date.parse(term))) throw new Refusal("request.invalid");
  return { term, id };
}

function staffOf({ caller }: ActingCall): StaffId {
  if (caller.kind !== "staff") throw new Refusal("access.forbidden");
  return caller.id;
}
