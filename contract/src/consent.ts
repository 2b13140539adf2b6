import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { refusalCode } from "./refusals.js";

const purpose = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** How an act reached the organisation; each can be verified afterwards (decree 356/2025 art. 6.1). */
export const consentMethod = z.enum(["form", "recorded_call", "sms", "paper", "email", "api"]);

/** An answer: what was shown is named by touchpoint, language, version and, if the site kept it, the digest of the words. */
const answered = z.strictObject({
  purpose,
  act: z.enum(["given", "refused"]),
  touchpoint: z.string(),
  language: z.enum(["vi", "en"]),
  /** The version of the notice that was shown. Another one in force meanwhile: `notice.stale`. */
  notice_version: z.number().int().positive(),
  shown_digest: digest.optional(),
  method: consentMethod.default("api"),
});

const stopped = z.strictObject({
  purpose,
  act: z.enum(["withdrawn", "objected", "objection_lifted"]),
  method: consentMethod.default("api"),
});

export const consentAct = z.discriminatedUnion("act", [answered, stopped]);

/** The act that stands. `event` is null where the same stop stood before. */
export const recordedAct = z.strictObject({ consent: z.uuid(), event: z.uuid().nullable(), at: z.iso.datetime() });

export const recordConsent = endpoint({
  id: "consents.record",
  method: "post",
  path: "/people/{person}/consents",
  summary: "Records what a person said about one purpose: given, refused, withdrawn, objected, or an objection lifted.",
  who: { by: ["staff", "key"], deed: "intake" },
  params: z.strictObject({ person: z.uuid() }),
  body: consentAct,
  response: recordedAct,
  refusals: ["person.unknown", "purpose.unknown", "consent.not_asked", "notice.stale", "server.busy"],
  status: 201,
});

export const recordConsents = endpoint({
  id: "consents.batch",
  method: "post",
  path: "/consents:batch",
  summary: "Records up to 500 acts. Each stands or is refused by itself; outcomes keep the order.",
  who: { by: ["staff", "key"], deed: "intake" },
  body: z.strictObject({
    acts: z
      .array(z.strictObject({ person: z.uuid(), said: consentAct }))
      .min(1)
      .max(500),
  }),
  response: z.strictObject({
    outcomes: z.array(z.union([recordedAct.extend({ ok: z.literal(true) }), z.strictObject({ ok: z.literal(false), code: refusalCode })])),
  }),
  refusals: ["server.busy"],
});

/** May this person be used for this purpose, and why. */
export const standing = z.strictObject({
  purpose,
  state: z.enum(["may", "may_not"]),
  why: z.string(),
  since: z.iso.datetime().nullable(),
  version: z.number().int().nullable(),
  consent: z.uuid().nullable(),
});

export const readStanding = endpoint({
  id: "people.standing",
  method: "get",
  path: "/people/{person}/standing",
  summary: "May this person be used for this purpose, and why. Without a purpose: for all of the policy's.",
  who: { by: ["staff", "key"], deed: "self" },
  params: z.strictObject({ person: z.uuid() }),
  query: z.strictObject({ purpose: purpose.optional() }),
  response: z.strictObject({ person: z.uuid(), standings: z.array(standing) }),
});

export const receipt = z.strictObject({
  consent: z.uuid(),
  person: z.uuid(),
  purpose: z.string(),
  purpose_text: z.strictObject({ vi: z.string(), en: z.string() }),
  act: z.enum(["given", "refused", "withdrawn", "objected", "objection_lifted"]),
  at: z.iso.datetime(),
  method: consentMethod,
  by: z.enum(["person", "staff", "key"]),
  touchpoint: z.string().nullable(),
  notice_version: z.number().int(),
  language: z.enum(["vi", "en"]).nullable(),
  text: z.string().nullable(),
  digest: digest.nullable(),
  event: z.uuid(),
  withdrawal: z.array(z.string()),
});

export const readReceipt = endpoint({
  id: "consents.receipt",
  method: "get",
  path: "/people/{person}/consents/{consent}",
  summary: "The receipt of one act: who said what, when, and the exact words shown.",
  who: { by: ["staff", "key"], deed: "find" },
  params: z.strictObject({ person: z.uuid(), consent: z.uuid() }),
  response: receipt,
  refusals: ["consent.unknown"],
});
