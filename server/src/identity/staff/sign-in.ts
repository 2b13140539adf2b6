import type { PasskeyShown } from "@kept/contract";
import { record, refused } from "../../evidence/index.js";
import { type Database, type Db, type OrganisationId, Refusal, type StaffId, sameBytes, type Tx } from "../../platform/index.js";
import { clearTries, countTry } from "../attempts.js";
import { acceptShown, type Party, take } from "../passkey/ceremony.js";
import { verifySecret } from "../password/hash.js";
import { newLinkToken, writeLink } from "./link.js";
import { useRecoveryCode } from "./recovery.js";
import { startStaffSession } from "./session.js";
import { proveStaffSession } from "./session-store.js";
import { refuseOtherWays } from "./sso/set.js";
import { type StaffRow, staffByEmail, staffById, staffPasskeyBy, takeStep, usedStaffPasskey } from "./store.js";
import { totpStep } from "./totp.js";
import { emailDigests, openTotp } from "./who.js";

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Signs staff in by password and number. Refuses `sign_in.refused` for every reason alike, and `request.too_many`. */
export async function staffByTotp(
  database: Database,
  organisation: OrganisationId,
  by: Credentials & { readonly otp: string },
  now: Date,
): Promise<{ id: StaffId; cookie: string }> {
  await database.read(organisation, (db) => refuseOtherWays(db));
  const row = await knowStaff(database, organisation, by.email, by.password, now);
  return judged(database, organisation, row, now, async (tx) => {
    await takeNumber(tx, row, by.otp, now);
    return { id: row.id, cookie: await startStaffSession(tx, row.id, "totp", now) };
  });
}

/** A recovery code, with the password where there is one, gives a token for setting up anew. The code is used up. */
export async function recoverStaff(
  database: Database,
  organisation: OrganisationId,
  by: Readonly<{ email: string; recovery: string; password: string | undefined }>,
  now: Date,
): Promise<string> {
  await database.read(organisation, (db) => refuseOtherWays(db));
  const row = await knowStaff(database, organisation, by.email, by.password ?? "", now, true);
  return judged(database, organisation, row, now, async (tx) => {
    if (!(await useRecoveryCode(tx, row.id, by.recovery, now))) throw new Refusal("sign_in.refused");
    const { token, hash } = newLinkToken(organisation);
    await writeLink(tx, { hash, kind: "reset", staff: row.id, at: now, expires: new Date(now.getTime() + 15 * 60_000) });
    await record(tx, { type: "staff.recovered", at: now, actor: { kind: "staff", id: row.id }, about: [] });
    return token;
  });
}

/** Signs staff in by a passkey. Refuses `sign_in.refused`. */
export async function staffByPasskey(
  database: Database,
  organisation: OrganisationId,
  party: Party,
  by: Readonly<{ request: string | undefined; shown: PasskeyShown }>,
  now: Date,
): Promise<{ id: StaffId; cookie: string }> {
  return database.write(organisation, async (tx) => {
    await refuseOtherWays(tx);
    const id = await judgePasskey(tx, party, "staff_sign_in", by.request, by.shown, now);
    return { id, cookie: await startStaffSession(tx, id, "passkey", now) };
  });
}

/** The same member of staff proves again to be there. */
export async function proveByPasskey(
  tx: Tx,
  party: Party,
  by: Readonly<{ staff: StaffId; session: string; request: string | undefined; shown: PasskeyShown }>,
  now: Date,
): Promise<void> {
  await refuseOtherWays(tx, by.session);
  const id = await judgePasskey(tx, party, "staff_prove", by.request, by.shown, now);
  if (id !== by.staff) throw new Refusal("sign_in.refused");
  await proved(tx, id, by.session, "passkey", now);
}

export async function proveByTotp(
  database: Database,
  organisation: OrganisationId,
  by: Readonly<{ staff: StaffId; session: string; password: string; otp: string }>,
  now: Date,
): Promise<void> {
  await database.read(organisation, (db) => refuseOtherWays(db, by.session));
  const allowed = await database.write(organisation, (tx) => mayTry(tx, by.staff, now));
  const row = await database.read(organisation, (db) => staffById(db, by.staff));
  const right = await verifySecret(allowed ? row?.password : undefined, by.password, "staff");
  if (!allowed) throw new Refusal("request.too_many");
  if (!row || !right) return refuse(database, organisation, by.staff, now);
  await judged(database, organisation, row, now, async (tx) => {
    await takeNumber(tx, row, by.otp, now);
    await proved(tx, row.id, by.session, "totp", now);
  });
}

async function proved(tx: Tx, staff: StaffId, session: string, way: string, now: Date): Promise<void> {
  await proveStaffSession(tx, session, now);
  await record(tx, { type: "staff.stepped_up", at: now, actor: { kind: "staff", id: staff }, about: [], detail: { session, way } });
}

/** Counts the try, finds the member of staff, judges the password; the same work where there is nobody. */
async function knowStaff(
  database: Database,
  organisation: OrganisationId,
  email: string,
  password: string,
  now: Date,
  withoutToo = false,
): Promise<StaffRow> {
  const { digests, row } = await database.read(organisation, async (db) => {
    const all = await emailDigests(db, email);
    return { digests: all, row: await active(db, all) };
  });
  const subject = row?.id ?? digests[0] ?? "";
  const allowed = await database.write(organisation, (tx) => mayTry(tx, subject, now));
  const right = await verifySecret(allowed ? row?.password : undefined, password, "staff");
  if (!allowed) {
    if (row) await tellRefused(database, organisation, row.id, "throttled", now);
    throw new Refusal("request.too_many");
  }
  if (row && (right || (withoutToo && row.password === null))) return row;
  if (row) return refuse(database, organisation, row.id, now);
  throw new Refusal("sign_in.refused");
}

async function active(db: Db, digests: readonly Uint8Array[]): Promise<StaffRow | undefined> {
  const row = await staffByEmail(db, digests);
  return row?.state === "active" ? row : undefined;
}

async function mayTry(tx: Tx, subject: string | Uint8Array, now: Date): Promise<boolean> {
  return (await countTry(tx, "staff.tried", subject, now)) && countTry(tx, "staff.day", subject, now);
}

/** The second factor: a number of the app, its time step taken so that it works once. */
async function takeNumber(tx: Tx, row: StaffRow, otp: string, now: Date): Promise<void> {
  const secret = await openTotp(tx, row);
  const step = secret === undefined ? undefined : totpStep(secret, otp, now);
  if (step === undefined || !(await takeStep(tx, row.id, step))) throw new Refusal("sign_in.refused");
  await clearTries(tx, ["staff.tried"], row.id);
}

/** Runs the last step; where it refuses, the refusal is recorded after the rollback. */
async function judged<T>(
  database: Database,
  organisation: OrganisationId,
  row: StaffRow,
  now: Date,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  try {
    return await database.write(organisation, work);
  } catch (error) {
    if (error instanceof Refusal && error.code === "sign_in.refused") await tellRefused(database, organisation, row.id, "wrong", now);
    throw error;
  }
}

async function refuse(database: Database, organisation: OrganisationId, staff: StaffId, now: Date): Promise<never> {
  await tellRefused(database, organisation, staff, "wrong", now);
  throw new Refusal("sign_in.refused");
}

async function tellRefused(database: Database, organisation: OrganisationId, staff: StaffId, reason: string, now: Date): Promise<void> {
  await refused(database, organisation, {
    type: "staff.sign_in_refused",
    at: now,
    actor: { kind: "visitor" },
    about: [],
    detail: { staff, reason },
  });
}

async function judgePasskey(
  tx: Tx,
  party: Party,
  purpose: "staff_sign_in" | "staff_prove",
  request: string | undefined,
  shown: PasskeyShown,
  now: Date,
): Promise<StaffId> {
  try {
    const challenge = await take(tx, purpose, request, now);
    const known = await staffPasskeyBy(tx, shown.id);
    const row = known && (await staffById(tx, known.staffId));
    if (!known || row?.state !== "active") throw new Refusal("passkey.refused");
    if (!sameBytes(Buffer.from(shown.response.userHandle, "base64url"), row.handle)) throw new Refusal("passkey.refused");
    await usedStaffPasskey(tx, known.id, await acceptShown(party, challenge, shown, known), now);
    return row.id;
  } catch (error) {
    throw error instanceof Refusal ? new Refusal("sign_in.refused") : error;
  }
}
