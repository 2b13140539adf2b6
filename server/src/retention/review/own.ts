import { record } from "../../evidence/index.js";
import { colleagues } from "../../identity/index.js";
import { type Db, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lockReview, setOwner } from "./store.js";

export interface Reviewer {
  readonly staff: StaffId;
  readonly name: string;
}

/** Who may decide reviews: active staff with a role that may. */
export async function reviewersOf(db: Db, policy: PublishedPolicy): Promise<Reviewer[]> {
  const all = await colleagues(db);
  return all.filter((c) => c.state === "active" && mayDo(policy, c.roles, "review")).map(({ staff, name }) => ({ staff, name }));
}

/** Whether one of these roles may do a deed. */
export function mayDo({ policy }: PublishedPolicy, roles: readonly string[], deed: "review" | "hold"): boolean {
  return roles.some((r) => Object.hasOwn(policy.roles, r) && policy.roles[r]?.may.includes(deed));
}

/** Gives a line its owner; null leaves it to anyone. Refuses `review.unknown`, and `review.owner` for whoever may not decide it. */
export async function ownReview(
  tx: Tx,
  policy: PublishedPolicy,
  o: { readonly person: PersonId; readonly review: string; readonly owner: StaffId | null; readonly by: StaffId; readonly now: Date },
): Promise<void> {
  if (o.owner !== null && !(await reviewersOf(tx, policy)).some((r) => r.staff === o.owner)) throw new Refusal("review.owner");
  const row = await lockReview(tx, o.person, o.review);
  if (!row || !(await setOwner(tx, o.person, o.review, o.owner))) throw new Refusal("review.unknown");
  await record(tx, {
    type: "review.owned",
    at: o.now,
    actor: { kind: "staff", id: o.by },
    about: [o.person],
    fields: [row.field],
    detail: { review: o.review, owner: o.owner ?? "" },
  });
}
