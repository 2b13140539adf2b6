import { generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import Provider from "oidc-provider";

export interface Account {
  sub: string;
  email?: string;
  email_verified?: boolean;
}

/** Who sits before the provider's sign-in page, and how they proved it. */
interface Sitting {
  account: Account;
  /** Seconds; undefined: this moment. */
  at?: number;
  amr?: string[];
  acr?: string;
}

export const client = { id: "kept", secret: "a secret of the provider, kept" };

export interface TestProvider {
  readonly issuer: string;
  /** Who signs in when the provider asks. */
  sit(sitting: Sitting): void;
  /** What a browser does from the address it is sent to until it is sent back to us; answers that path and query. */
  visit(address: string, cookies?: Map<string, string>): Promise<string>;
  close(): Promise<void>;
}

/** The real npm `oidc-provider` on this machine; whoever sits before it signs in at once. */
export async function testProvider(redirects: () => readonly string[]): Promise<TestProvider> {
  const accounts = new Map<string, Account>();
  let sitting: Sitting = { account: { sub: "nobody" } };
  let handle: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
  const { server, issuer } = await listening((request, response) => handle(request, response));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...redirects()],
        response_types: ["code"],
        grant_types: ["authorization_code"],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" }] },
    cookies: { keys: ["a key of this test"] },
    features: { devInteractions: { enabled: false } },
    acrValues: ["urn:example:strong"],
    claims: { openid: ["sub", "acr", "amr"], email: ["email", "email_verified"], auth_time: null },
    findAccount: (_ctx, id) => {
      const account = accounts.get(id);
      return account ? { accountId: id, claims: async () => ({ ...account }) } : undefined;
    },
    loadExistingGrant: async (ctx) => {
      const grant = new ctx.oidc.provider.Grant({ clientId: client.id, accountId: ctx.oidc.session?.accountId ?? "" });
      grant.addOIDCScope("openid email");
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    ttl: { Session: 86_400, Grant: 86_400, Interaction: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  provider.proxy = false;
  const callback = provider.callback();
  handle = (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void callback(request, response);
    const { account, at, amr, acr } = sitting;
    accounts.set(account.sub, account);
    const login = { accountId: account.sub, ...(at ? { ts: at } : {}), ...(amr ? { amr } : {}), ...(acr ? { acr } : {}) };
    void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  };
  return {
    issuer,
    sit: (next) => {
      sitting = next;
      accounts.set(next.account.sub, next.account);
    },
    visit: (address, cookies = new Map()) => follow(address, issuer, cookies),
    close: () => closed(server),
  };
}

async function follow(from: string, issuer: string, cookies: Map<string, string>): Promise<string> {
  let address = from;
  for (let step = 0; step < 8; step += 1) {
    const cookie = [...cookies].map(([k, v]) => `${k}=${v}`).join("; ");
    const answer = await fetch(address, { redirect: "manual", headers: cookie ? { cookie } : {} });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const to = answer.headers.get("location");
    if (!to) throw new Error(`the provider answers ${answer.status} ${await answer.text()}`);
    const next = new URL(to, address);
    if (!next.href.startsWith(issuer)) return `${next.pathname}${next.search}`;
    address = next.href;
  }
  throw new Error("the provider leads in a circle");
}

/** What a hostile provider changes of a sound answer. */
export interface Lie {
  readonly claims?: Record<string, unknown>;
  readonly without?: readonly string[];
  readonly header?: Record<string, unknown>;
  /** Signs by a key that is not among the published. */
  readonly strangeKey?: boolean;
  readonly unsigned?: boolean;
  readonly discovery?: Record<string, unknown>;
  /** Answers the token endpoint with a redirect to here. */
  readonly redirect?: string;
  readonly slow?: boolean;
}

export interface HostileProvider {
  readonly issuer: string;
  /** How often its token endpoint was asked. */
  readonly asked: () => number;
  lie(next: Lie): void;
  /** What a browser would bring back from there for `address`. */
  answer(address: string, change?: Record<string, string>): string;
  close(): Promise<void>;
}

/** A provider that signs what it is told to. */
export async function hostileProvider(account: Account): Promise<HostileProvider> {
  const own = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const strange = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let lie: Lie = {};
  let nonce = "";
  let asked = 0;
  const at: { issuer: string } = { issuer: "" };
  const { server, issuer } = await listening((request, response) => {
    const say = (body: unknown) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.url?.startsWith("/.well-known/")) {
      say({
        issuer: at.issuer,
        authorization_endpoint: `${at.issuer}/auth`,
        token_endpoint: `${at.issuer}/token`,
        jwks_uri: `${at.issuer}/jwks`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256", "none", "HS256"],
        authorization_response_iss_parameter_supported: true,
        ...lie.discovery,
      });
    } else if (request.url === "/jwks")
      say({ keys: [{ ...own.publicKey.export({ format: "jwk" }), kid: "one", use: "sig", alg: "RS256" }] });
    else if (lie.redirect) response.writeHead(307, { location: lie.redirect }).end();
    else if (!lie.slow) {
      asked += 1;
      say({
        access_token: randomUUID(),
        token_type: "Bearer",
        id_token: token(at.issuer, nonce, account, lie, own.privateKey, strange.privateKey),
      });
    }
  });
  at.issuer = issuer;
  return {
    issuer,
    asked: () => asked,
    lie: (next) => {
      lie = next;
    },
    answer: (address, change = {}) => {
      const sent = new URL(address);
      nonce = sent.searchParams.get("nonce") ?? "";
      const back = new URL(sent.searchParams.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({
        code: randomUUID(),
        state: sent.searchParams.get("state") ?? "",
        iss: issuer,
        ...change,
      }).toString();
      return `${back.pathname}${back.search}`;
    },
    close: () => closed(server),
  };
}

function token(issuer: string, nonce: string, account: Account, lie: Lie, own: KeyObject, strange: KeyObject): string {
  const now = Math.floor(Date.now() / 1000);
  const sound = { iss: issuer, aud: client.id, exp: now + 300, iat: now, auth_time: now, nonce, ...account };
  const claims = Object.fromEntries(Object.entries({ ...sound, ...lie.claims }).filter(([name]) => !lie.without?.includes(name)));
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const text = `${part({ alg: "RS256", kid: "one", ...lie.header })}.${part(claims)}`;
  const by = lie.strangeKey ? strange : own;
  return `${text}.${lie.unsigned ? "" : sign("sha256", Buffer.from(text), by).toString("base64url")}`;
}

async function listening(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ server: Server; issuer: string }> {
  const server = createServer(handle);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("a server has a port");
  return { server, issuer: `http://127.0.0.1:${address.port}` };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
