import { record } from "../../evidence/index.js";
import { type Db, enqueue, minutes, newId, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { openFor, personState, sealFor } from "../../vault/index.js";
import { raise } from "../watch/raise.js";
import { decideGrant, type GrantRow, insertGrant, lockGrant, markEnded, openGrantsOf } from "./store.js";

/** How long an asking waits for its second person. */
const waits = minutes(60);

export interface AskedGrant {
  readonly person: PersonId;
  readonly purpose: string;
  /** Why, in the asker's words. It may name the person, so it is sealed with the person's key. */
  readonly reason: string;
  /** How long it shall last once agreed to: 5 to 240. */
  readonly minutes: number;
  readonly by: StaffId;
  readonly now: Date;
}

export type GrantState = "asked" | "running" | "refused" | "lapsed" | "over" | "ended";

/** Asks to read past role and assignment: one person, one purpose, some minutes. Refuses `person.unknown`, `purpose.unknown`. */
export async function askGrant(tx: Tx, policy: PublishedPolicy, asked: AskedGrant): Promise<string> {
  const state = await personState(tx, asked.person);
  if (state === undefined || state === "erased") throw new Refusal("person.unknown");
  if (!Object.hasOwn(policy.policy.purposes, asked.purpose)) throw new Refusal("purpose.unknown");
  const id = newId();
  const [reason] = await sealFor(tx, asked.person, [{ at: place(id), bytes: Buffer.from(asked.reason.normalize("NFC")) }]);
  if (!reason) throw new Refusal("person.unknown");
  const { person, purpose, by: staff, now: askedAt } = asked;
  await insertGrant(tx, { id, person, staff, purpose, reason, minutes: asked.minutes, askedAt });
  await tell(tx, "access.break_glass_asked", { id, person, purpose, minutes: asked.minutes }, staff, askedAt);
  return id;
}

/**
 * The second person's answer. Agreed: the time starts now, and whoever watches reading is told, by an alarm and by mail. Refuses `grant.unknown`,
 * `grant.same_person` (one cannot agree to one's own asking, nor turn it down: that is ending it), `grant.closed`.
 */
export async function answerGrant(
  tx: Tx,
  policy: PublishedPolicy,
  id: string,
  agreed: boolean,
  by: StaffId,
  now: Date,
): Promise<Date | null> {
  const grant = await lockGrant(tx, id);
  if (!grant) throw new Refusal("grant.unknown");
  if (grant.staff === by) throw new Refusal("grant.same_person");
  if (stateOf(grant, now) !== "asked") throw new Refusal("grant.closed");
  const until = agreed ? new Date(now.getTime() + minutes(grant.minutes)) : null;
  await decideGrant(tx, grant, { by, at: now, agreed, until });
  const event = await tell(tx, agreed ? "access.break_glass_agreed" : "access.break_glass_refused", grant, by, now);
  if (agreed) {
    await raise(tx, policy, { kind: "break_glass", reader: { kind: "staff", id: grant.staff }, about: id, event, now });
    await enqueue(tx, "messaging.break_glass", { grant: id }, { key: `break-glass:${id}` });
  }
  return until;
}

/** Ends a grant before its time, or takes an asking back. Refuses `grant.unknown`, `grant.closed`. */
export async function endGrant(tx: Tx, id: string, by: StaffId, now: Date): Promise<void> {
  const grant = await lockGrant(tx, id);
  if (!grant) throw new Refusal("grant.unknown");
  const state = stateOf(grant, now);
  if (state !== "asked" && state !== "running") throw new Refusal("grant.closed");
  await markEnded(tx, grant, by, now);
  await tell(tx, "access.break_glass_ended", grant, by, now);
}

/** Ends what somebody who left had asked for or was let to read. */
export async function endGrantsOf(tx: Tx, staff: StaffId, now: Date): Promise<number> {
  const grants = await openGrantsOf(tx, staff, now);
  for (const grant of grants) {
    await markEnded(tx, grant, null, now);
    await tell(tx, "access.break_glass_ended", grant, undefined, now);
  }
  return grants.length;
}

/** What became of a grant. An asking that nobody answers within the hour lapses. */
export function stateOf(g: GrantRow, now: Date): GrantState {
  if (g.endedAt) return "ended";
  if (g.agreed === false) return "refused";
  if (g.until) return g.until > now ? "running" : "over";
  return now.getTime() - g.askedAt.getTime() < waits ? "asked" : "lapsed";
}

/** Why it was asked for; nothing where the person's key is gone, or a field was erased since. */
export async function reasonOf(db: Db, g: GrantRow): Promise<string | undefined> {
  if (!g.reason) return undefined;
  const [opened] = await openFor(db, g.person, [{ at: place(g.id), sealed: g.reason }]);
  return opened && "plain" in opened ? opened.plain.toString() : undefined;
}

const place = (id: string) => ({ table: "break_glass", field: "reason", id });

function tell(
  tx: Tx,
  type: "access.break_glass_asked" | "access.break_glass_agreed" | "access.break_glass_refused" | "access.break_glass_ended",
  g: { readonly id: string; readonly person: PersonId; readonly purpose: string; readonly minutes: number },
  by: StaffId | undefined,
  at: Date,
): Promise<string> {
  return record(tx, {
    type,
    at,
    actor: by === undefined ? { kind: "system" } : { kind: "staff", id: by },
    about: [g.person],
    purpose: g.purpose,
    detail: { grant: g.id, minutes: g.minutes },
  });
}
