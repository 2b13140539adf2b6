import { record, refused } from "../evidence/index.js";
import { makerOfKey } from "../identity/index.js";
import { type Database, type OrganisationId, Refusal, type StaffId, type Tx } from "../platform/index.js";
import { allowedFor } from "./ask.js";
import { type DisclosureRow, expireDue, lockDisclosure, setDecided } from "./store.js";

interface By {
  readonly by: StaffId;
  readonly now: Date;
}

/**
 * Agrees as the second person. Refuses `disclosure.unknown`, `disclosure.ended`, and `disclosure.same_person`: whoever asked, or made the
 * key that asked, does not agree to it, and that they tried is recorded.
 */
export async function approve(database: Database, organisation: OrganisationId, id: string, { by, now }: By): Promise<DisclosureRow> {
  const outcome = await database.write(organisation, async (tx) => {
    const row = await waiting(tx, id, now);
    if ((await askerOf(tx, row)) === by) return { row, same: true };
    const until = new Date(now.getTime() + allowedFor);
    await setDecided(tx, id, "allowed", by, now, until);
    await tell(tx, row, "disclosure.approved", { by, now });
    return { row: { ...row, state: "allowed" as const, decidedBy: by, decidedAt: now, until }, same: false };
  });
  if (!outcome.same) return outcome.row;
  const { row } = outcome;
  await refused(database, organisation, {
    type: "disclosure.approval_refused",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    recipient: row.recipient,
    purpose: row.purpose,
    detail: { disclosure: id, reason: "disclosure.same_person" },
  });
  throw new Refusal("disclosure.same_person");
}

/** The person behind the asking: an API key is whoever made it. */
async function askerOf(tx: Tx, row: DisclosureRow): Promise<string | null> {
  return row.askedKind === "key" ? makerOfKey(tx, row.askedBy) : row.askedBy;
}

/** Declines one that waits; whoever asked takes it back, also when it may leave already. Refuses `disclosure.unknown`, `disclosure.ended`. */
export async function decline(tx: Tx, id: string, { by, now }: By): Promise<DisclosureRow> {
  const row = await lockDisclosure(tx, id);
  if (!row) throw new Refusal("disclosure.unknown");
  if (row.state !== "waiting" && row.state !== "allowed") throw new Refusal("disclosure.ended");
  const state = row.askedBy === by ? "cancelled" : "declined";
  await setDecided(tx, id, state, by, now, row.until);
  await tell(tx, row, state === "declined" ? "disclosure.declined" : "disclosure.cancelled", { by, now });
  return { ...row, state };
}

/** Ends what was neither agreed to nor released in its time; true while more are due. */
export async function expire(tx: Tx, now: Date): Promise<boolean> {
  const ended = await expireDue(tx, now, 500);
  for (const id of ended) {
    await record(tx, { type: "disclosure.expired", at: now, actor: { kind: "system" }, about: [], detail: { disclosure: id } });
  }
  return ended.length === 500;
}

async function waiting(tx: Tx, id: string, now: Date): Promise<DisclosureRow> {
  const row = await lockDisclosure(tx, id);
  if (!row) throw new Refusal("disclosure.unknown");
  if (row.state !== "waiting" || row.until <= now) throw new Refusal("disclosure.ended");
  return row;
}

type Told = "disclosure.approved" | "disclosure.declined" | "disclosure.cancelled";

async function tell(tx: Tx, row: DisclosureRow, type: Told, { by, now }: By): Promise<void> {
  await record(tx, {
    type,
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    recipient: row.recipient,
    purpose: row.purpose,
    detail: { disclosure: row.id, party: row.party },
  });
}
