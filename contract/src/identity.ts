import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { makeOptions, passkeyMade, passkeyShown, showOptions } from "./passkeys.js";

const organisation = z.strictObject({ organisation: z.string() });
const staff = z.strictObject({ staff: z.uuid() });
const roles = z.array(z.string().max(48)).min(1).max(20);
const email = z.email().max(254);
const personName = z.string().trim().min(1).max(120);
const password = z.string().min(1).max(512);
const otp = z.string().regex(/^\d{6}$/);
const token = z.string().max(200);
const done = z.strictObject({ done: z.literal(true) });

/** Who is signed in, and what the policy in force lets their roles do. */
export const me = z.strictObject({
  staff: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.string()),
  deeds: z.array(z.string()),
  fresh: z.boolean(),
  organisation: z.strictObject({ id: z.uuid(), slug: z.string() }),
  ways: z.strictObject({ passkeys: z.number().int(), totp: z.boolean(), sso: z.boolean(), recovery_codes_left: z.number().int() }),
});

export const listOrganisations = endpoint({
  id: "organisations.list",
  method: "get",
  path: "/organisations",
  summary: "The organisations that live here, for staff to choose one before they sign in.",
  who: { by: "anyone" },
  response: z.strictObject({
    organisations: z.array(z.strictObject({ id: z.uuid(), slug: z.string(), name_vi: z.string(), name_en: z.string() })),
  }),
});

export const signInOptions = endpoint({
  id: "sign_in.options",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/sign-in/passkey-options",
  summary: "A challenge for a passkey of staff.",
  who: { by: "anyone" },
  params: organisation,
  response: showOptions,
});

export const signInPasskey = endpoint({
  id: "sign_in.passkey",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/sign-in/passkey",
  summary: "Signs staff in by a passkey. Sets the session cookie.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ passkey: passkeyShown }),
  response: me,
  refusals: ["sso.only", "sign_in.refused", "request.too_many"],
});

export const signInTotp = endpoint({
  id: "sign_in.totp",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/sign-in/totp",
  summary: "Signs staff in by e-mail, password and a number of the authenticator app. Sets the session cookie.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ email, password, otp }),
  response: me,
  refusals: ["sso.only", "sign_in.refused", "request.too_many", "server.busy"],
});

export const recover = endpoint({
  id: "sign_in.recover",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/sign-in/recover",
  summary: "The authenticator is lost: a recovery code (with the password, where there is one) gives a one-time token for setting up anew.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ email, recovery: z.string().max(60), password: password.optional() }),
  response: z.strictObject({ token }),
  refusals: ["sso.only", "sign_in.refused", "request.too_many", "server.busy"],
});

export const signOut = endpoint({
  id: "sign_in.end",
  method: "post",
  path: "/session:end",
  summary: "Ends the session of this browser.",
  who: { by: ["staff"], deed: "self" },
  response: done,
});

export const whoAmI = endpoint({
  id: "session.me",
  method: "get",
  path: "/session",
  summary: "Who is signed in, with roles and what they may do.",
  who: { by: ["staff"], deed: "self" },
  response: me,
});

export const proveOptions = endpoint({
  id: "session.prove_options",
  shownOnce: true,
  method: "post",
  path: "/session:prove-options",
  summary: "A challenge for proving again that it is you.",
  who: { by: ["staff"], deed: "self" },
  response: showOptions,
});

export const prove = endpoint({
  id: "session.prove",
  shownOnce: true,
  method: "post",
  path: "/session:prove",
  summary: "Proves again that it is you, by passkey or by password and number: the session is fresh for ten minutes.",
  who: { by: ["staff"], deed: "self" },
  body: z.union([z.strictObject({ passkey: passkeyShown }), z.strictObject({ password, otp })]),
  response: me,
  refusals: ["sso.only", "sign_in.refused", "request.too_many"],
});

export const openLink = endpoint({
  id: "set_up.open",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/set-up:open",
  summary: "Looks at a one-time link (its token in the body, never in an address) and answers what is to be set up.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ token }),
  response: z.strictObject({
    kind: z.enum(["first", "invite", "reset"]),
    /** Known where staff were invited; the first administrator gives both. */
    name: z.string().nullable(),
    email: z.string().nullable(),
    organisations: z.array(z.strictObject({ slug: z.string(), roles: z.array(z.string()) })),
  }),
  refusals: ["link.expired", "request.too_many"],
});

export const prepareSetUp = endpoint({
  id: "set_up.prepare",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/set-up:prepare",
  summary: "What a new authenticator needs: options for a passkey, and a secret for an app that shows numbers.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({ token, name: personName, email }),
  response: z.strictObject({ passkey: makeOptions, totp: z.strictObject({ secret: z.string(), uri: z.string() }) }),
  refusals: ["link.expired", "request.too_many"],
});

export const finishSetUp = endpoint({
  id: "set_up.finish",
  shownOnce: true,
  method: "post",
  path: "/organisations/{organisation}/set-up:finish",
  summary:
    "Sets up access by a passkey, or by a password with an authenticator app. The link is used up; recovery codes are shown this once. Signs in.",
  who: { by: "anyone" },
  params: organisation,
  body: z.strictObject({
    token,
    name: personName,
    email,
    with: z.union([z.strictObject({ passkey: passkeyMade }), z.strictObject({ password, secret: z.string().max(64), otp })]),
  }),
  response: z.strictObject({ me, recovery_codes: z.array(z.string()) }),
  refusals: ["sso.only", "link.expired", "password.weak", "passkey.refused", "sign_in.refused", "staff.known", "request.too_many"],
});

export const staffRow = z.strictObject({
  staff: z.uuid(),
  name: z.string(),
  email: z.string(),
  state: z.enum(["invited", "active", "disabled"]),
  roles: z.array(z.string()),
  invited_at: z.iso.datetime(),
  active_at: z.iso.datetime().nullable(),
  disabled_at: z.iso.datetime().nullable(),
});

export const listStaff = endpoint({
  id: "staff.list",
  method: "get",
  path: "/staff",
  summary: "Everyone who works here.",
  who: { by: ["staff"], deed: "staff" },
  response: z.strictObject({ staff: z.array(staffRow) }),
});

const link = z.strictObject({ staff: z.uuid(), link: z.string(), expires_at: z.iso.datetime() });

export const inviteStaff = endpoint({
  id: "staff.invite",
  shownOnce: true,
  method: "post",
  path: "/staff",
  summary: "Invites someone. The link is shown this once, to be handed over; whoever holds it sets up that person's access.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  body: z.strictObject({ name: personName, email, roles }),
  response: link,
  refusals: ["role.unknown", "staff.known"],
  status: 201,
});

export const changeRoles = endpoint({
  id: "staff.roles",
  shownOnce: true,
  method: "put",
  path: "/staff/{staff}/roles",
  summary: "Changes what someone may do, at once.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  params: staff,
  body: z.strictObject({ roles }),
  response: staffRow,
  refusals: ["staff.unknown", "staff.self", "staff.last", "role.unknown"],
});

export const disableStaff = endpoint({
  id: "staff.disable",
  shownOnce: true,
  method: "post",
  path: "/staff/{staff}:disable",
  summary:
    "Ends someone's access at once: sessions, passkeys, password, single sign-on, links, assignments, and (unless `keys` is `review`) the API keys they made.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  params: staff,
  body: z.strictObject({ keys: z.enum(["end", "review"]).default("end") }),
  response: staffRow,
  refusals: ["staff.unknown", "staff.self", "staff.last"],
});

export const resetStaff = endpoint({
  id: "staff.reset",
  shownOnce: true,
  method: "post",
  path: "/staff/{staff}:reset",
  summary:
    "Someone lost their authenticator: theirs stop working, and a one-time link lets them set up a new one. The secret is never chosen for them.",
  who: { by: ["staff"], deed: "staff", fresh: true },
  params: staff,
  response: link,
  refusals: ["staff.unknown", "staff.self"],
});

export const administratorLink = endpoint({
  id: "set_up.administrator",
  shownOnce: true,
  method: "post",
  path: "/administrator-link",
  summary: "Makes a one-time link for an administrator, for whoever can read KEPT_KEYS on the machine itself (`kept admin`).",
  who: { by: "anyone" },
  body: z.strictObject({ secret: z.string().max(200), organisations: z.array(z.string().max(40)).max(100).default([]) }),
  response: z.strictObject({ link: z.string() }),
  refusals: ["sign_in.refused", "organisation.unknown", "request.too_many"],
});
