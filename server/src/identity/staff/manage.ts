import { randomBytes } from "node:crypto";
import { record } from "../../evidence/index.js";
import { days, enqueue, Refusal, type StaffId, staffId, type Tx } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { createHolder } from "../../vault/index.js";
import { refuseUnknownRoles } from "../key/manage.js";
import { endKeysOf } from "../key/store.js";
import { dropLinks, newLinkToken, writeLink } from "./link.js";
import { endStaffSessions } from "./session-store.js";
import { disable, insertStaff, lockStaff, type StaffRow, setRoles, staffByEmail, staffById, unequipStaff } from "./store.js";
import { type Called, emailDigests, sealStaff } from "./who.js";

export interface Linked {
  readonly staff: StaffId;
  readonly token: string;
  readonly expiresAt: Date;
}

/** Invites someone with roles of the policy. Refuses `role.unknown`, and `staff.known` where the e-mail is already someone's. */
export async function inviteStaff(tx: Tx, who: Called & { readonly roles: readonly string[] }, by: StaffId, now: Date): Promise<Linked> {
  await refuseUnknownRoles(tx, who.roles);
  const known = await staffByEmail(tx, await emailDigests(tx, who.email));
  if (known && known.state !== "disabled") throw new Refusal("staff.known");
  const id = staffId.parse(await createHolder(tx));
  const sealed = await sealStaff(tx, id, who);
  await insertStaff(tx, { id, state: "invited", roles: who.roles, ...sealed, handle: randomBytes(32), by, at: now });
  await record(tx, {
    type: "staff.invited",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    detail: { staff: id, roles: who.roles },
  });
  return link(tx, id, "invite", days(7), now);
}

/** Changes what someone may do; it acts on their next request. Refuses `staff.self`, `staff.last`, `staff.unknown`, `role.unknown`. */
export async function changeRoles(tx: Tx, id: StaffId, roles: readonly string[], by: StaffId, now: Date): Promise<StaffRow> {
  if (id === by) throw new Refusal("staff.self");
  await refuseUnknownRoles(tx, roles);
  const row = await heldStaff(tx, id);
  await refuseLast(tx, id, roles);
  await setRoles(tx, id, roles);
  await record(tx, {
    type: "staff.roles_changed",
    at: now,
    actor: { kind: "staff", id: by },
    about: [],
    detail: { staff: id, before: row.roles, roles },
  });
  return { ...row, roles };
}

/**
 * Ends someone's access: every session now, every way in, their tie to the identity provider, every open link, and with `keys: "end"`
 * every API key they made, whose secret was shown to them alone. Kept keys are listed for review: they are the organisation's. Refuses `staff.self`, `staff.last`, `staff.unknown`.
 */
export async function disableStaff(tx: Tx, id: StaffId, by: StaffId, now: Date, keys: "end" | "review" = "end"): Promise<StaffRow> {
  if (id === by) throw new Refusal("staff.self");
  const row = await heldStaff(tx, id);
  if (row.state === "disabled") return row;
  await refuseLast(tx, id, []);
  await disable(tx, id, now);
  await unequipStaff(tx, id);
  await dropLinks(tx, id);
  const sessions = await endStaffSessions(tx, id, now);
  const actor = { kind: "staff", id: by } as const;
  const ended = keys === "end" ? await endKeysOf(tx, id, now) : [];
  for (const key of ended) await record(tx, { type: "identity.key_revoked", at: now, actor, about: [], detail: { key, left: id } });
  await record(tx, { type: "staff.disabled", at: now, actor, about: [], detail: { staff: id, sessions, keys: ended.length } });
  // Whoever was assigned to them, and what they were let to read, ends with them.
  await enqueue(tx, "access.leaver", { staff: id });
  return { ...row, state: "disabled", disabledAt: now };
}

/** A lost authenticator: the old ones stop working now, and a one-time link lets that person set up a new one themselves. */
export async function resetStaff(tx: Tx, id: StaffId, by: StaffId, now: Date): Promise<Linked> {
  if (id === by) throw new Refusal("staff.self");
  const row = await heldStaff(tx, id);
  if (row.state === "disabled") throw new Refusal("staff.unknown");
  await unequipStaff(tx, id);
  await endStaffSessions(tx, id, now);
  await record(tx, { type: "staff.reset", at: now, actor: { kind: "staff", id: by }, about: [], detail: { staff: id } });
  return row.state === "invited" ? link(tx, id, "invite", days(7), now) : link(tx, id, "reset", days(1), now);
}

async function link(tx: Tx, id: StaffId, kind: "invite" | "reset", life: number, now: Date): Promise<Linked> {
  const { token, hash } = newLinkToken(tx.organisation);
  const expiresAt = new Date(now.getTime() + life);
  await writeLink(tx, { hash, kind, staff: id, at: now, expires: expiresAt });
  return { staff: id, token, expiresAt };
}

async function heldStaff(tx: Tx, id: StaffId): Promise<StaffRow> {
  const row = await staffById(tx, id);
  if (!row) throw new Refusal("staff.unknown");
  return row;
}

/** Somebody must be left who may manage staff. All rows are held, so that two cannot remove each other together. */
async function refuseLast(tx: Tx, id: StaffId, roles: readonly string[]): Promise<void> {
  const { policy } = await inForceNow(tx);
  const manages = (all: readonly string[]) => all.some((r) => policy.roles[r]?.may.includes("staff"));
  const left = (await lockStaff(tx)).some((s) => s.state === "active" && manages(s.id === id ? roles : s.roles));
  if (!left) throw new Refusal("staff.last");
}
