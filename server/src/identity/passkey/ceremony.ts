import type { PasskeyMade, PasskeyShown } from "@kept/contract";
import { type makeOptions, showOptions } from "@kept/contract";
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { sql } from "kysely";
import type { z } from "zod";
import { minutes, Refusal, type Tx } from "../../platform/index.js";
import { newOwnToken, readOwnToken } from "../session/token.js";

/** Where passkeys are bound to: the host and origin people reach the server by. */
export interface Party {
  readonly url: string;
  readonly name: string;
}

/** What a ceremony is for: a challenge of one never answers another. */
export type CeremonyPurpose = "sign_in" | "step_up" | "add" | "staff_sign_in" | "staff_prove" | "staff_add";

export interface Credential {
  readonly credential: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Begins asking for a passkey. No list of credentials goes out: whoever asks does not learn who exists. */
export async function askPasskey(tx: Tx, party: Party, purpose: CeremonyPurpose, now: Date) {
  const options = await generateAuthenticationOptions({ rpID: hostOf(party.url), userVerification: "required" });
  const request = await keep(tx, purpose, options.challenge, now);
  return { request, options: showOptions.parse(options) };
}

/** Begins making a passkey, discoverable, with user verification. `handle` is all the authenticator learns of who it is. */
export async function makePasskey(
  tx: Tx,
  party: Party,
  purpose: CeremonyPurpose,
  user: Readonly<{ handle: Uint8Array; name: string; have: readonly string[] }>,
  now: Date,
): Promise<{ request: string; options: z.input<typeof makeOptions> }> {
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: hostOf(party.url),
    userName: user.name,
    userDisplayName: user.name,
    userID: Uint8Array.from(user.handle),
    attestationType: "none",
    excludeCredentials: user.have.map((id) => ({ id })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const request = await keep(tx, purpose, options.challenge, now);
  const { challenge, rp, user: who, pubKeyCredParams, timeout, excludeCredentials, authenticatorSelection } = options;
  return {
    request,
    options: {
      challenge,
      rp,
      user: who,
      pubKeyCredParams,
      timeout,
      attestation: "none",
      excludeCredentials: (excludeCredentials ?? []).map((c) => ({ id: c.id, type: "public-key" })),
      authenticatorSelection: authenticatorSelection ?? {},
    },
  };
}

/** Judges a new passkey against the challenge of the same browser. Refuses `passkey.refused`. */
export async function acceptMade(
  tx: Tx,
  party: Party,
  purpose: CeremonyPurpose,
  request: string | undefined,
  made: PasskeyMade,
  now: Date,
): Promise<Credential> {
  const challenge = await take(tx, purpose, request, now);
  const { transports, ...response } = made.response;
  const verified = await verifyRegistrationResponse({
    response: { ...made, clientExtensionResults: {}, response: { ...response, transports } },
    expectedChallenge: challenge,
    expectedOrigin: new URL(party.url).origin,
    expectedRPID: hostOf(party.url),
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified.verified) throw new Refusal("passkey.refused");
  const { credential } = verified.registrationInfo;
  return { credential: credential.id, publicKey: credential.publicKey, counter: credential.counter, transports };
}

/** Judges a shown passkey. Answers the authenticator's new counter. Refuses `passkey.refused`. */
export async function acceptShown(party: Party, challenge: string, shown: PasskeyShown, known: Credential): Promise<number> {
  const verified = await verifyAuthenticationResponse({
    response: { ...shown, clientExtensionResults: {} },
    expectedChallenge: challenge,
    expectedOrigin: new URL(party.url).origin,
    expectedRPID: hostOf(party.url),
    credential: { id: known.credential, publicKey: Uint8Array.from(known.publicKey), counter: known.counter },
    requireUserVerification: true,
  }).catch(refuse);
  if (!verified.verified) throw new Refusal("passkey.refused");
  return verified.authenticationInfo.newCounter;
}

/** Takes the challenge that waits for this browser: once. Refuses `passkey.refused` where there is none. */
export async function take(tx: Tx, purpose: CeremonyPurpose, request: string | undefined, now: Date): Promise<string> {
  const asked = readOwnToken(request);
  if (!asked || asked.organisation !== tx.organisation) throw new Refusal("passkey.refused");
  const rows = await sql<{ challenge: string }>`delete from ceremony
    where organisation_id = ${tx.organisation} and request = ${asked.hash} and purpose = ${purpose} and expires_at > ${now}
    returning challenge`.execute(tx.q);
  const challenge = rows.rows[0]?.challenge;
  if (!challenge) throw new Refusal("passkey.refused");
  return challenge;
}

async function keep(tx: Tx, purpose: CeremonyPurpose, challenge: string, now: Date): Promise<string> {
  const { token, hash } = newOwnToken(tx.organisation);
  await sql`insert into ceremony (organisation_id, request, purpose, challenge, expires_at)
    values (${tx.organisation}, ${hash}, ${purpose}, ${challenge}, ${new Date(now.getTime() + minutes(5))})`.execute(tx.q);
  return token;
}

export async function removeOldCeremonies(tx: Tx, now: Date): Promise<void> {
  await sql`delete from ceremony where organisation_id = ${tx.organisation} and expires_at < ${now}`.execute(tx.q);
}

function hostOf(url: string): string {
  return new URL(url).hostname;
}

/** The library throws for whatever is wrong with an answer; its words may quote what was sent. */
function refuse(): never {
  throw new Refusal("passkey.refused");
}
