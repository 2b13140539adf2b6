import { createHash } from "node:crypto";
import type { PasskeyMade } from "@kept/contract";
import type { Policy } from "@kept/language";
import { record } from "../../evidence/index.js";
import { type Db, newId, type Organisation, Refusal, type Running, type StaffId, staffId, type Tx } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { createHolder } from "../../vault/index.js";
import { acceptMade, type Credential, makePasskey, type Party } from "../passkey/ceremony.js";
import { hashSecret } from "../password/hash.js";
import { passwordFault, shortest } from "../password/rules.js";
import { claimLink, type LinkKind, linkBy } from "./link.js";
import { newRecoveryCodes, recoveryCodes } from "./recovery.js";
import { startStaffSession } from "./session.js";
import { endStaffSessions } from "./session-store.js";
import { refuseOtherWays } from "./sso/set.js";
import { equipStaff, insertStaff, insertStaffPasskey, setRoles, staffByEmail, staffById, unequipStaff } from "./store.js";
import { newTotpSecret, totpStep, totpUri } from "./totp.js";
import { type Called, emailDigests, openStaff, sealStaff, sealTotp } from "./who.js";

export interface Opened {
  readonly kind: LinkKind;
  readonly who: Called | undefined;
  readonly roles: readonly string[];
}

/** What a link of this organisation would set up; undefined where it does not work, or not any more. */
export async function lookAtLink(db: Db, token: string, now: Date): Promise<Opened | undefined> {
  const link = await linkBy(db, token, now);
  if (!link) return undefined;
  if (!link.staffId) return { kind: link.kind, who: undefined, roles: administratorRoles((await inForceNow(db)).policy) };
  const row = await staffById(db, link.staffId);
  if (!row || row.state === "disabled") return undefined;
  return { kind: link.kind, who: await openStaff(db, row), roles: row.roles };
}

/** Roles that manage staff and publish: one role that may do both, or else all that may do either. */
export function administratorRoles(policy: Policy): string[] {
  const all = Object.entries(policy.roles);
  const both = all.filter(([, r]) => r.may.includes("staff") && r.may.includes("publish"));
  const either = all.filter(([, r]) => r.may.includes("staff") || r.may.includes("publish"));
  return (both.length > 0 ? both : either).map(([name]) => name);
}

/** What a new authenticator needs. Nothing is set up yet. Refuses `link.expired`. */
export async function prepareSetUp(tx: Tx, party: Party, by: Called & { readonly token: string }, now: Date) {
  if (!(await lookAtLink(tx, by.token, now))) throw new Refusal("link.expired");
  const { request, options } = await makePasskey(tx, party, "staff_add", { handle: handleOf(by.token), name: by.email, have: [] }, now);
  const secret = newTotpSecret();
  return { request, passkey: options, totp: { secret, uri: totpUri(secret, party.name, by.email) } };
}

export type With = { readonly passkey: PasskeyMade } | { readonly password: string; readonly secret: string; readonly otp: string };
export interface SetUp extends Called {
  readonly token: string;
  readonly request: string | undefined;
  readonly with: With;
}

interface Factor {
  readonly credential: Credential | undefined;
  readonly password: string | null;
  readonly secret: string | undefined;
  readonly step: number;
}

/**
 * Sets up access by a link, which is used up: in the link's organisation first, then, for an administrator's link, in every other
 * that it opens. Signs in there. Refuses `link.expired`, `password.weak`, `passkey.refused`, `staff.known`, `sign_in.refused` (a wrong number).
 */
export async function finishSetUp(
  running: Running,
  here: Organisation,
  party: Party,
  by: SetUp,
  now: Date,
): Promise<{ id: StaffId; cookie: string; recoveryCodes: string[] }> {
  const { database, organisations } = running;
  // Looked at before the costly hash: a link that is none must not make us work.
  const opened = await database.read(here.id, (db) => lookAtLink(db, by.token, now));
  if (!opened) throw new Refusal("link.expired");
  // The way back in, where the provider is away or set wrongly: a link for an administrator, made by whoever holds the machine.
  if (opened.kind !== "first") await database.read(here.id, (db) => refuseOtherWays(db));
  const known = await knowledge(by, [party.name, here.slug], now);
  const codes = recoveryCodes();
  const first = await database.write(here.id, async (tx) => {
    const link = await claimLink(tx, by.token, now);
    if (!link) throw new Refusal("link.expired");
    const credential = "passkey" in by.with ? await acceptMade(tx, party, "staff_add", by.request, by.with.passkey, now) : undefined;
    const factor = { ...known, credential };
    const id = await equip(tx, link.kind, link.staffId, by, factor, codes, now);
    return { id, kind: link.kind, factor, cookie: await startStaffSession(tx, id, credential ? "passkey" : "totp", now) };
  });
  if (first.kind === "first") {
    for (const other of (await organisations.all()).filter((o) => o.id !== here.id)) {
      await database.write(other.id, async (tx) => {
        const link = await claimLink(tx, by.token, now);
        if (link) await equip(tx, link.kind, link.staffId, by, first.factor, codes, now);
      });
    }
  }
  return { id: first.id, cookie: first.cookie, recoveryCodes: codes };
}

/** Judges and hashes the password, and judges the number that proves the app has the secret. */
async function knowledge(by: SetUp, context: readonly string[], now: Date): Promise<Omit<Factor, "credential">> {
  if ("passkey" in by.with) return { password: null, secret: undefined, step: 0 };
  const fault = passwordFault(by.with.password, [...context, by.name, by.email], shortest.second);
  if (fault) throw new Refusal("password.weak", [{ path: "body.with.password", text: fault }]);
  const step = totpStep(by.with.secret, by.with.otp, now);
  if (step === undefined) throw new Refusal("sign_in.refused");
  return { password: await hashSecret(by.with.password, "staff"), secret: by.with.secret, step };
}

async function equip(
  tx: Tx,
  kind: LinkKind,
  linked: StaffId | null,
  who: Called & { readonly token: string },
  factor: Factor,
  codes: readonly string[],
  now: Date,
): Promise<StaffId> {
  const id = linked ?? (await administrator(tx, who, now));
  // An e-mail finds one of the staff: whoever took another's would stand in their way.
  const namesake = await staffByEmail(tx, await emailDigests(tx, who.email));
  if (namesake && namesake.id !== id && namesake.state !== "disabled") throw new Refusal("staff.known");
  await unequipStaff(tx, id);
  await endStaffSessions(tx, id, now);
  const sealed = await sealStaff(tx, id, who);
  const totp = factor.secret === undefined ? null : await sealTotp(tx, id, factor.secret);
  const handle = handleOf(who.token);
  if (!(await equipStaff(tx, id, { ...sealed, handle, password: factor.password, totp, step: factor.step, at: now }))) {
    throw new Refusal("link.expired");
  }
  if (factor.credential) await insertStaffPasskey(tx, { ...factor.credential, id: newId(), staff: id, at: now });
  await newRecoveryCodes(tx, id, codes);
  await record(tx, {
    type: "staff.set_up",
    at: now,
    actor: { kind: "staff", id },
    about: [],
    detail: { link: kind, passkey: factor.credential !== undefined },
  });
  return id;
}

/** The row of an administrator's link: the one that has this e-mail already, or a new one; with the roles that manage and publish. */
async function administrator(tx: Tx, who: Called, now: Date): Promise<StaffId> {
  const roles = administratorRoles((await inForceNow(tx)).policy);
  const known = await staffByEmail(tx, await emailDigests(tx, who.email));
  if (known && known.state !== "disabled") {
    await setRoles(tx, known.id, [...new Set([...known.roles, ...roles])]);
    return known.id;
  }
  const id = staffId.parse(await createHolder(tx));
  const sealed = await sealStaff(tx, id, who);
  await insertStaff(tx, { id, state: "invited", roles, ...sealed, handle: Buffer.alloc(32), by: undefined, at: now });
  return id;
}

/** What an authenticator keeps as the user's id: from the link's chance, so the same in every organisation the link opens. */
function handleOf(token: string): Buffer {
  return createHash("sha256").update(`kept handle\0${token}`).digest();
}
