import { z } from "zod";
import { endpoint } from "./endpoint.js";

const organisation = z.strictObject({ organisation: z.string() });
/** Where the browser goes to sign in: an address of the organisation's identity provider. */
const leaving = z.strictObject({ address: z.string() });

export const signInWays = endpoint({
  id: "sign_in.ways",
  method: "get",
  path: "/organisations/{organisation}/sign-in/ways",
  summary: "How staff of an organisation sign in: whether through its identity provider, and whether through that alone.",
  who: { by: "anyone" },
  params: organisation,
  response: z.strictObject({ sso: z.strictObject({ provider: z.string(), only: z.boolean() }).nullable() }),
});

export const signInSso = endpoint({
  id: "sign_in.sso",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/sign-in/sso",
  summary:
    "Begins signing in through the organisation's identity provider (OpenID Connect). With the token of a one-time link, that access is set up by it. `to`: the path inside the console to come back to.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ link: z.string().max(200).optional(), to: z.string().max(300).optional() }),
  response: leaving,
  refusals: ["sso.none", "sso.unreachable", "link.expired", "request.too_many"],
});

export const proveSso = endpoint({
  id: "session.prove_sso",
  shownOnce: true,
  method: "post",
  path: "/session:prove-sso",
  summary: "Begins proving again that it is you at the identity provider, which asks for your credentials anew.",
  who: { by: ["staff"], deed: "self" },
  response: leaving,
  refusals: ["sso.none", "sso.unreachable", "request.too_many"],
});

export const connectSso = endpoint({
  id: "session.connect_sso",
  shownOnce: true,
  method: "post",
  path: "/session:connect-sso",
  summary: "Begins tying your own account at the identity provider to your access here.",
  who: { by: ["staff"], deed: "self", fresh: true },
  response: leaving,
  refusals: ["sso.none", "sso.unreachable", "request.too_many"],
});

/** How the identity provider is set; the client secret never comes back. */
export const ssoSettings = z.strictObject({
  issuer: z.string(),
  client_id: z.string(),
  only: z.boolean(),
  acr: z.string().nullable(),
  mfa: z.boolean(),
  session_hours: z.number().int(),
  changed_at: z.iso.datetime(),
});

export const readSso = endpoint({
  id: "sso.read",
  method: "get",
  path: "/sso",
  summary: "The organisation's identity provider for staff, without its secret, and the redirect address to register there.",
  who: { by: ["staff"], deed: "staff" },
  response: z.strictObject({ settings: ssoSettings.nullable(), redirect_uri: z.string(), connected: z.number().int() }),
});

export const writeSso = endpoint({
  id: "sso.write",
  shownOnce: true,
  method: "put",
  path: "/sso",
  summary:
    "Sets the identity provider of staff; it is asked for its discovery document first. `only`: password and passkey no longer sign staff in, and other sessions end; whoever sets it must be signed in through the provider.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  body: z.strictObject({
    issuer: z.url({ protocol: /^https?$/ }).max(300),
    client_id: z.string().trim().min(1).max(300),
    /** Left out: the one that is there stays. */
    client_secret: z.string().min(8).max(1000).optional(),
    only: z.boolean(),
    acr: z.string().trim().min(1).max(200).nullable(),
    mfa: z.boolean(),
    session_hours: z.number().int().min(1).max(12),
  }),
  response: ssoSettings,
  refusals: ["sso.unreachable", "sso.issuer", "sso.secret", "sso.own_sign_in"],
});

export const endSso = endpoint({
  id: "sso.end",
  method: "post",
  path: "/sso:end",
  summary: "Ends signing in through the identity provider: its secret, every tie to an account there, and every session that came by it.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  response: z.strictObject({ sessions: z.number().int(), ties: z.number().int() }),
  refusals: ["sso.none", "staff.last"],
});
