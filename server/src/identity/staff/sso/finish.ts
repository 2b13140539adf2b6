import * as oidc from "openid-client";
import { record, refused } from "../../../evidence/index.js";
import { hours, type Organisation, Refusal, type Running, type StaffId, type Tx } from "../../../platform/index.js";
import { keyedDigests } from "../../../vault/index.js";
import { claimLinkHash, claimLinkOf } from "../link.js";
import { type FromProvider, startStaffSession } from "../session.js";
import { proveStaffSession } from "../session-store.js";
import { activateStaff, staffByEmail, staffById } from "../store.js";
import { emailDigests } from "../who.js";
import { type Asked, takeAsked } from "./begin.js";
import { configurationOf, isAway, openSecret, redirectUri } from "./provider.js";
import { type Claims, claimsShape, methodsOf, provedAt, secretsOf, shortcoming } from "./rules.js";
import { bindSubject, type ProviderRow, providerOf, staffBySubject, usedSubject } from "./store.js";

export interface Finished {
  readonly for: Asked["for"];
  readonly to: string | undefined;
  /** The new session's cookie; undefined where the session was there before. */
  readonly cookie: string | undefined;
}

/**
 * Judges what a browser brought back from the provider: once, for this browser, this organisation and the provider it was sent to.
 * Refuses `sign_in.refused` for whatever does not hold and for whoever is not invited, `sso.unreachable` where the provider is away.
 * Refusals are recorded with the reason's name.
 */
export async function finishSso(
  running: Running,
  organisation: Organisation,
  came: Readonly<{ request: string | undefined; search: string }>,
  now: Date,
): Promise<Finished> {
  const { database } = running;
  try {
    const asked = await database.write(organisation.id, (tx) => takeAsked(tx, came.request, now));
    const { row, secret } = await database.read(organisation.id, async (db) => {
      const found = await providerOf(db);
      // Set anew meanwhile: what another provider answers is not for this one (RFC 9700 §4.4).
      if (!found || found.issuer !== asked.issuer || found.clientId !== asked.client) throw new Refusal("sign_in.refused");
      return { row: found, secret: await openSecret(db, found) };
    });
    const claims = await exchange(running, organisation, row, secret, { asked, request: came.request ?? "", search: came.search });
    const again = asked.for === "prove" ? new Date(asked.at) : undefined;
    const short = shortcoming(claims, row, now, again);
    if (short) throw new Unfit(short);
    return await database.write(organisation.id, (tx) => act(tx, asked, claims, row, now));
  } catch (error) {
    const reason = error instanceof Unfit ? error.reason : "answer";
    if (error instanceof Refusal && error.code !== "sign_in.refused") throw error;
    if (!(error instanceof Refusal || error instanceof Unfit)) throw error;
    await refused(database, organisation.id, {
      type: "staff.sign_in_refused",
      at: now,
      actor: { kind: "visitor" },
      about: [],
      detail: { way: "sso", reason, ...(error instanceof Unfit && error.staff ? { staff: error.staff } : {}) },
    });
    throw new Refusal("sign_in.refused");
  }
}

/** Why somebody whom the provider knows does not come in; said in the record alone. */
class Unfit extends Error {
  readonly reason: string;
  readonly staff: StaffId | undefined;
  constructor(reason: string, staff?: StaffId) {
    super(reason);
    this.reason = reason;
    this.staff = staff;
  }
}

interface Brought {
  readonly asked: Asked;
  readonly request: string;
  readonly search: string;
}

/** Exchanges the code. The library judges state, `iss`, PKCE, nonce, audience, times and the signature by the provider's keys. */
async function exchange(running: Running, o: Organisation, row: ProviderRow, secret: string, came: Brought): Promise<Claims> {
  const config = await configurationOf(running, row, secret);
  const { state, nonce, verifier } = secretsOf(came.request);
  const here = new URL(redirectUri(running.config.url, o.slug));
  here.search = came.search;
  const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
  try {
    const tokens = await oidc.authorizationCodeGrant(config, here, checks);
    const claims = claimsShape.parse(tokens.claims());
    if (claims.email !== undefined || !config.serverMetadata().userinfo_endpoint) return claims;
    // Some providers tell the e-mail only when asked for it; it counts for the same subject alone.
    const told = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub);
    return claimsShape.parse({ ...claims, email: told.email, email_verified: told.email_verified });
  } catch (error) {
    throw new Refusal(isAway(error) ? "sso.unreachable" : "sign_in.refused");
  }
}

async function act(tx: Tx, asked: Asked, claims: Claims, row: ProviderRow, now: Date): Promise<Finished> {
  const digests = await keyedDigests(tx, "staff sso subject", JSON.stringify([claims.iss, claims.sub]));
  const known = await staffBySubject(tx, digests);
  const [digest] = digests;
  if (!digest) throw new Error("an organisation has an index key");
  if (asked.for === "prove") {
    if (known !== asked.staff) throw new Unfit("another", asked.staff);
    await proveStaffSession(tx, asked.session, now);
    const detail = { session: asked.session, way: "sso" };
    await record(tx, { type: "staff.stepped_up", at: now, actor: { kind: "staff", id: known }, about: [], detail });
    return { for: asked.for, to: undefined, cookie: undefined };
  }
  if (asked.for === "connect") {
    if (known !== undefined) throw new Unfit("taken", asked.staff);
    if ((await staffById(tx, asked.staff))?.state !== "active") throw new Unfit("unknown", asked.staff);
    await bind(tx, digest, asked.staff, "self", row, now);
    return { for: asked.for, to: undefined, cookie: undefined };
  }
  const id =
    asked.for === "set_up"
      ? await byLink(tx, asked.link, digest, known, row, now)
      : (known ?? (await byEmail(tx, claims, digest, row, now)));
  const staff = await staffById(tx, id);
  if (staff?.state !== "active") throw new Unfit("unknown", id);
  await usedSubject(tx, id, now);
  const from: FromProvider = {
    provedAt: provedAt(claims, now),
    endsAt: new Date(now.getTime() + hours(row.sessionHours)),
    methods: methodsOf(claims),
  };
  const cookie = await startStaffSession(tx, id, "sso", now, from);
  return { for: asked.for, to: asked.for === "sign_in" ? asked.to : undefined, cookie };
}

/** The holder of a one-time link, whom the provider names besides: the link is used up and the account tied to its member of staff. */
async function byLink(tx: Tx, hash: string, digest: Buffer, known: StaffId | undefined, row: ProviderRow, now: Date): Promise<StaffId> {
  const link = await claimLinkHash(tx, Buffer.from(hash, "hex"), now);
  if (!link?.staffId) throw new Unfit("link");
  if (known !== undefined) throw new Unfit("taken", link.staffId);
  await bind(tx, digest, link.staffId, "link", row, now);
  return link.staffId;
}

/**
 * The first sign-in of somebody invited, by the e-mail that the provider has verified: where an open invitation (or reset) waits for
 * that very e-mail, which is used up. Never afterwards: an e-mail may pass to somebody else, a subject may not.
 */
async function byEmail(tx: Tx, claims: Claims, digest: Buffer, row: ProviderRow, now: Date): Promise<StaffId> {
  if (claims.email === undefined || claims.email_verified !== true) throw new Unfit("unknown");
  const staff = await staffByEmail(tx, await emailDigests(tx, claims.email));
  if (!staff || staff.state === "disabled") throw new Unfit("unknown");
  if (!(await claimLinkOf(tx, staff.id, now))) throw new Unfit("not_invited", staff.id);
  await bind(tx, digest, staff.id, "email", row, now);
  return staff.id;
}

async function bind(tx: Tx, digest: Buffer, staff: StaffId, by: "link" | "email" | "self", row: ProviderRow, now: Date): Promise<void> {
  if (!(await bindSubject(tx, { digest, staff, issuer: row.issuer, by, at: now }))) throw new Unfit("taken", staff);
  if (!(await activateStaff(tx, staff, now))) throw new Unfit("unknown", staff);
  await record(tx, { type: "staff.sso_connected", at: now, actor: { kind: "staff", id: staff }, about: [], detail: { by } });
}
