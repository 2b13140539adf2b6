import { record } from "../../../evidence/index.js";
import { type OrganisationId, Refusal, type Running, type StaffId, type Tx } from "../../../platform/index.js";
import { inForceNow } from "../../../policy/index.js";
import { createHolder } from "../../../vault/index.js";
import { endSessionsBy, wayOfSession } from "../session-store.js";
import { allStaff, staffPasskeys } from "../store.js";
import { discover, openSecret, sealSecret } from "./provider.js";
import { deleteProvider, type ProviderRow, providerOf, unbindSubjects, writeProvider } from "./store.js";

export interface Wanted {
  readonly issuer: string;
  readonly clientId: string;
  /** Undefined: the one that is there stays, for the same issuer alone. */
  readonly secret: string | undefined;
  readonly only: boolean;
  readonly acr: string | null;
  readonly mfa: boolean;
  readonly sessionHours: number;
}

/**
 * Sets the identity provider of an organisation. Its discovery document is asked for first, outside the transaction. Another issuer
 * ends the ties to accounts of the old one. Refuses `sso.issuer`, `sso.unreachable`, `sso.secret`, `sso.own_sign_in`.
 */
export async function setProvider(
  running: Running,
  organisation: OrganisationId,
  wanted: Wanted,
  by: Readonly<{ staff: StaffId; session: string }>,
  now: Date,
): Promise<ProviderRow> {
  const { database } = running;
  const secret = wanted.secret ?? (await database.read(organisation, (db) => keptSecret(db, wanted)));
  await discover(running, { issuer: wanted.issuer, clientId: wanted.clientId, secret });
  return database.write(organisation, async (tx) => {
    const before = await providerOf(tx);
    const same = before?.issuer === wanted.issuer;
    // Whoever came by the old provider has not shown that the new one lets anybody in.
    if (wanted.only && !(same && (await wayOfSession(tx, by.session)) === "sso")) throw new Refusal("sso.own_sign_in");
    const holder = before?.holder ?? (await createHolder(tx));
    const row = { ...wanted, holder, secret: await sealSecret(tx, holder, secret), changedAt: now };
    await writeProvider(tx, { ...row, by: by.staff });
    const ties = before && !same ? await unbindSubjects(tx) : 0;
    const ended = before && !same ? await endSessionsBy(tx, "sso", now) : wanted.only ? await endSessionsBy(tx, "own", now) : 0;
    const detail = { only: wanted.only, mfa: wanted.mfa, hours: wanted.sessionHours, new_issuer: !same, ties, sessions: ended };
    await record(tx, { type: "staff.sso_set", at: now, actor: { kind: "staff", id: by.staff }, about: [], detail });
    return row;
  });
}

async function keptSecret(db: Parameters<typeof openSecret>[0], wanted: Wanted): Promise<string> {
  const before = await providerOf(db);
  // A secret is sent to the issuer it was given for, and to no other.
  if (!before || before.issuer !== wanted.issuer || before.clientId !== wanted.clientId) throw new Refusal("sso.secret");
  return openSecret(db, before);
}

/**
 * Ends signing in through the provider. Refuses `sso.none`, and `staff.last` where nobody who manages staff has a passkey or a
 * password of their own: they would all stand outside.
 */
export async function endProvider(tx: Tx, by: StaffId, now: Date): Promise<{ sessions: number; ties: number }> {
  if (!(await deleteProvider(tx))) throw new Refusal("sso.none");
  const { policy } = await inForceNow(tx);
  const managing = (await allStaff(tx)).filter((s) => s.state === "active" && s.roles.some((r) => policy.roles[r]?.may.includes("staff")));
  const own = await Promise.all(managing.map(async (s) => s.password !== null || (await staffPasskeys(tx, s.id)).length > 0));
  if (!own.includes(true)) throw new Refusal("staff.last");
  const done = { ties: await unbindSubjects(tx), sessions: await endSessionsBy(tx, "sso", now) };
  await record(tx, { type: "staff.sso_ended", at: now, actor: { kind: "staff", id: by }, about: [], detail: done });
  return done;
}

/** Where an organisation demands its provider, no other way signs staff in. Refuses `sso.only`. */
export async function refuseOtherWays(db: Parameters<typeof providerOf>[0], session?: string): Promise<void> {
  if (!(await providerOf(db))?.only) return;
  // Who was let in by a link of this machine (`kept admin`) proves themselves as they were let in.
  const way = session === undefined ? "sso" : await wayOfSession(db, session);
  if (way === "sso") throw new Refusal("sso.only");
}
