import * as oidc from "openid-client";
import { type Db, type Outgoing, OutgoingFault, outgoing, Refusal, type Running, type Tx } from "../../../platform/index.js";
import { openFor, sealFor } from "../../../vault/index.js";
import type { ProviderRow } from "./store.js";

/** The address that the provider sends browsers back to: one per organisation, so an answer of one never reaches another's. */
export function redirectUri(url: string, slug: string): string {
  return `${url}/${slug}/sso`;
}

const at = { table: "staff_provider", field: "secret", id: "secret" };

export async function sealSecret(tx: Tx, holder: ProviderRow["holder"], secret: string): Promise<Buffer> {
  const [sealed] = await sealFor(tx, holder, [{ at, bytes: Buffer.from(secret) }]);
  if (!sealed) throw new Error("one was asked for");
  return sealed;
}

export async function openSecret(db: Db, row: ProviderRow): Promise<string> {
  const [opened] = await openFor(db, row.holder, [{ at, sealed: row.secret }]);
  if (!opened || "fault" in opened) throw new Refusal("sso.unreachable");
  return opened.plain.toString();
}

interface Client {
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
}

const remembered = new WeakMap<Running, Map<string, { readonly config: oidc.Configuration; readonly until: number }>>();

/** As {@link discover}, remembered for ten minutes: keys of the provider are asked for again by the library when one is not known. */
export async function configurationOf(running: Running, row: ProviderRow, secret: string): Promise<oidc.Configuration> {
  const all = remembered.get(running) ?? new Map<string, { config: oidc.Configuration; until: number }>();
  remembered.set(running, all);
  const name = JSON.stringify([row.issuer, row.clientId, row.changedAt]);
  const known = all.get(name);
  const now = running.clock.now().getTime();
  if (known && known.until > now) return known.config;
  const config = await discover(running, { issuer: row.issuer, clientId: row.clientId, secret });
  all.clear();
  all.set(name, { config, until: now + 600_000 });
  return config;
}

/**
 * Asks a provider for its discovery document (OpenID Connect Discovery 1.0 §4). Everything asked of it goes through
 * {@link outgoing}: https, public addresses, no redirects, ten seconds. Signatures of ID tokens are always verified by its
 * published keys. Refuses `sso.issuer`, `sso.unreachable`.
 */
export async function discover(running: Running, client: Client): Promise<oidc.Configuration> {
  const { loopbackCalls } = running.config;
  const call = outgoing({ loopback: loopbackCalls });
  const asked = { [oidc.customFetch]: fetchBy(call), timeout: 15 };
  const insecure = loopbackCalls && client.issuer.startsWith("http://");
  const options = insecure ? { ...asked, execute: [oidc.allowInsecureRequests] } : asked;
  const config = await oidc.discovery(new URL(client.issuer), client.clientId, {}, secretAs(client.secret), options).catch(unreachable);
  const { authorization_endpoint: door, token_endpoint: token, jwks_uri: keys } = config.serverMetadata();
  for (const address of [door, token, keys]) {
    if (address === undefined || !(insecure ? /^https?:/ : /^https:/).test(address)) throw new Refusal("sso.issuer");
  }
  oidc.enableNonRepudiationChecks(config);
  return config;
}

/** The way of proving the client's secret that the provider names; RFC 8414 §2 takes Basic where it names none. */
function secretAs(secret: string): oidc.ClientAuth {
  const basic = oidc.ClientSecretBasic(secret);
  const post = oidc.ClientSecretPost(secret);
  return (as, client, body, headers) => {
    const ways = as.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
    return (ways.includes("client_secret_basic") ? basic : post)(as, client, body, headers);
  };
}

function fetchBy(call: Outgoing): oidc.CustomFetch {
  return async (url, { method, headers, body }) => {
    const sent = body === undefined || body === null ? undefined : Buffer.from(body instanceof Uint8Array ? body : String(body));
    const answer = await call({ url, method: method === "POST" ? "POST" : "GET", headers, body: sent, within: 10_000, most: 262_144 });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : Uint8Array.from(answer.body), { status: answer.status, headers: answer.headers });
  };
}

/** What kept a provider from being asked: the way there, or what it answered. */
export function unreachable(error: unknown): never {
  throw new Refusal(isAway(error) ? "sso.unreachable" : "sso.issuer");
}

export function isAway(error: unknown): boolean {
  if (error instanceof OutgoingFault) return error.reason !== "refused_address";
  return error instanceof Error && error.cause !== undefined && isAway(error.cause);
}
