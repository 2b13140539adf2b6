import { createHash } from "node:crypto";
import { sql } from "kysely";
import * as oidc from "openid-client";
import { z } from "zod";
import {
  hours,
  newToken,
  type Organisation,
  Refusal,
  type Running,
  type StaffId,
  staffId,
  type Tx,
  tokenHash,
} from "../../../platform/index.js";
import { linkBy } from "../link.js";
import { configurationOf, openSecret, redirectUri } from "./provider.js";
import { askLife, secretsOf } from "./rules.js";
import { providerOf } from "./store.js";

/** What coming back from the provider is for. */
export type Wish =
  | { readonly for: "sign_in"; readonly to: string | undefined }
  | { readonly for: "set_up"; readonly link: string }
  | { readonly for: "prove" | "connect"; readonly staff: StaffId; readonly session: string };

/**
 * Begins a visit to the provider: authorization code with PKCE, state and nonce (RFC 9700 §2.1). Answers where the browser goes, and
 * what it holds meanwhile. Refuses `sso.none`, `sso.unreachable`, `sso.issuer`, `link.expired`.
 */
export async function beginSso(
  running: Running,
  organisation: Organisation,
  wish: Wish,
  now: Date,
): Promise<{ address: string; request: string }> {
  const { database, config } = running;
  const { row, secret } = await database.read(organisation.id, async (db) => {
    const found = await providerOf(db);
    if (!found) throw new Refusal("sso.none");
    if (wish.for === "set_up" && !(await linkBy(db, wish.link, now))?.staffId) throw new Refusal("link.expired");
    return { row: found, secret: await openSecret(db, found) };
  });
  const provider = await configurationOf(running, row, secret);
  const request = newToken();
  const { state, nonce, verifier } = secretsOf(request);
  const address = oidc.buildAuthorizationUrl(provider, {
    redirect_uri: redirectUri(config.url, organisation.slug),
    scope: "openid email",
    state,
    nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(row.acr === null ? {} : { acr_values: row.acr }),
    ...(wish.for === "prove" ? { prompt: "login", max_age: "0" } : { max_age: String(hours(row.sessionHours) / 1000) }),
  });
  const kept = { ...wish, issuer: row.issuer, client: row.clientId, at: now.getTime() };
  await database.write(organisation.id, (tx) => keep(tx, request, kept, now));
  return { address: address.href, request };
}

const askShape = z.intersection(
  z.object({ issuer: z.string(), client: z.string(), at: z.number() }),
  z.discriminatedUnion("for", [
    z.object({ for: z.literal("sign_in"), to: z.string().optional() }),
    z.object({ for: z.literal("set_up"), link: z.string() }),
    z.object({ for: z.literal("prove"), staff: staffId, session: z.string() }),
    z.object({ for: z.literal("connect"), staff: staffId, session: z.string() }),
  ]),
);
export type Asked = z.output<typeof askShape>;

/** A one-time link's token lies here as its hash: whoever reads the table must not set up anybody's access. */
async function keep(tx: Tx, request: string, ask: Asked, now: Date): Promise<void> {
  const shut = ask.for === "set_up" ? { ...ask, link: tokenHash(ask.link).toString("hex") } : ask;
  await sql`insert into ceremony (organisation_id, request, purpose, challenge, expires_at)
    values (${tx.organisation}, ${hashOf(request)}, 'staff_sso', ${JSON.stringify(shut)}, ${new Date(now.getTime() + askLife)})`.execute(
    tx.q,
  );
}

/** What this browser asked for, once. Refuses `sign_in.refused` where it asked nothing, or too long ago. */
export async function takeAsked(tx: Tx, request: string | undefined, now: Date): Promise<Asked> {
  const rows = await sql<{ challenge: string }>`delete from ceremony
    where organisation_id = ${tx.organisation} and request = ${hashOf(request ?? "")} and purpose = 'staff_sso' and expires_at > ${now}
    returning challenge`.execute(tx.q);
  const found = rows.rows[0];
  if (!found) throw new Refusal("sign_in.refused");
  return askShape.parse(JSON.parse(found.challenge));
}

function hashOf(request: string): Buffer {
  return createHash("sha256").update(`kept staff sso\0${request}`).digest();
}
