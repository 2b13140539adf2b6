import { z } from "zod";
import { sensitiveKind } from "./fields.js";
import { channel } from "./touchpoints.js";
import { country, name, period, text } from "./words.js";

export const contact = z.strictObject({
  address: text.optional(),
  email: z.email().optional(),
  phone: z.string().optional(),
  website: z.url({ protocol: /^https?$/ }).optional(),
});

export const organisation = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/, "an organisation's id is 2 to 31 lower-case letters, digits and hyphens"),
  name: text,
  legal_name: text.optional(),
  tax_code: z.string().optional(),
  country: country.default("VN"),
  /** Whose terms are computed beside the organisation's own: Vietnam's, and the GDPR's where people in the Union are served. */
  laws: z
    .array(z.enum(["vn", "gdpr"]))
    .min(1)
    .default(["vn"]),
  contact,
  /** Who answers for personal data (law 91/2025 art. 33). */
  officer: z.strictObject({ name: z.string().optional(), role: text, contact: contact.optional() }).optional(),
  /** Two letters for case references: `KN-2026-0042`. */
  prefix: z.string().regex(/^[A-Z]{2,4}$/),
});

/** Why a purpose is lawful: consent (art. 9), or one of law 91/2025 art. 19.1 a–đ. There is no general legitimate interest. */
export const basis = z.enum(["consent", "contract", "legal_duty", "protection", "emergency", "state_body"]);
export type Basis = z.infer<typeof basis>;

export const messageChannel = z.enum(["email", "phone", "sms", "social", "post"]);

export const purpose = z.strictObject({
  text,
  /** One plain sentence: what is done. */
  explain: text.optional(),
  basis: basis.optional(),
  /** Article or instrument, where the basis is `legal_duty`. */
  article: z.string().optional(),
  /** Introduces products or services: law 91/2025 art. 28 and decree 91/2020 apply. */
  marketing: z.boolean().default(false),
  channels: z.array(messageChannel).default([]),
  /** How often at most, in words; advertising must say it (law 91/2025 art. 28). */
  frequency: text.optional(),
  /** The same as a number the message gate obeys. */
  cap: z.strictObject({ at_most: z.number().int().min(1), per: period }).optional(),
  /** Consent is asked for later, by a mail with accept and decline, not where the data is given. */
  asked_by_mail: z.boolean().default(false),
  dpv: z.string().optional(),
});
export type Purpose = z.infer<typeof purpose>;

export const body = z.enum(["procuracy", "court", "police", "data_authority", "other"]);
export type Body = z.infer<typeof body>;

/** Who may receive data, and what each disclosure to them needs. */
export const recipient = z.strictObject({
  text,
  kind: z.enum([
    "affiliate",
    "partner",
    "it_provider",
    "payment_provider",
    "marketing_provider",
    "other_provider",
    "carrier",
    "registrar",
    "platform",
    "state_body",
  ]),
  country: country.default("VN"),
  purposes: z.array(name).default([]),
  fields: z.array(name).default([]),
  /** What each disclosure to them must rest on. */
  needs: z.enum(["consent", "written", "order", "authority", "article", "contract"]),
  /** `needs: order`: which occasion is the client's order, from which event it counts, and until which. */
  order: z.strictObject({ occasion: name, after: name.optional(), until: name.optional() }).optional(),
  /** State bodies: which. */
  bodies: z.array(body).default([]),
  /** State bodies: the reasons accepted. */
  reasons: z
    .array(z.enum(["criminal_inquiry", "legal_compliance", "community_interest", "violation", "terms_breach", "own_report"]))
    .default([]),
  /** Demanded for another country (law 91/2025 art. 20): what travels, why, the dossier. */
  transfer: z.strictObject({ text, dossier: z.string().optional(), exempt: z.string().optional() }).optional(),
});
export type Recipient = z.infer<typeof recipient>;

export const deed = z.enum([
  "find",
  "intake",
  "correct",
  "erase",
  "merge",
  "export",
  "import",
  "publish",
  "outbox",
  "staff",
  "keys",
  "complaints",
  "requests",
  "disclose",
  // Decides what a state body asks for.
  "authority",
  // Keeps the register of recipients and their contracts.
  "recipients",
  // Says who is responsible for which occasion.
  "assign",
  // Asks for access beyond the role, or agrees to it as the second person.
  "break_glass",
  // Settles alarms of unusual reading.
  "watch",
  // Answers the telephone: checks callers.
  "calls",
  "segments",
  "hold",
  // Decides on data whose purposes ended.
  "review",
]);
export type Deed = z.infer<typeof deed>;

export const role = z.strictObject({
  text,
  /** Which fields for which purposes. `*` is every field declared. */
  reads: z.array(z.strictObject({ purposes: z.array(name).min(1), fields: z.union([z.array(name).min(1), z.literal("*")]) })).default([]),
  /** Reads only people of occasions assigned to them. */
  assigned: z.boolean().default(false),
  may: z.array(deed).default([]),
});
export type Role = z.infer<typeof role>;

export const occasion = z.strictObject({
  text,
  /** What may happen to it, with a date: `warranty_ends`, `held`. */
  events: z.record(name, text).default({}),
  /** How it may come out for a person who takes part: `hired`. Retention rules may leave such persons out. */
  outcomes: z.record(name, text).optional(),
});

/** How long something is kept. Where several rules cover one value, the one that ends last governs; `asked` ends it at once. */
export const retention = z.strictObject({
  id: name,
  text,
  /** What it governs; left out: everything. */
  of: z.strictObject({ touchpoints: z.array(name).optional(), occasion: name.optional(), fields: z.array(name).optional() }).default({}),
  until: z.enum(["asked", "event", "time", "purposes_end", "law"]),
  event: name.optional(),
  /** Persons it does not govern: those for whom the occasion came out so. */
  unless: z.array(name).min(1).optional(),
  /** Time after the event, or after collection. */
  period: period.optional(),
  /** Where the event has no date. */
  default: period.optional(),
  /** `purposes_end`: how soon the review decides. */
  review: period.optional(),
  /** `law`: which instrument demands keeping. */
  article: z.string().optional(),
});
export type Retention = z.infer<typeof retention>;

export const right = z.enum(["know", "see", "copy", "correct", "erase", "restrict", "object", "withdraw", "protect", "complain"]);
export type Right = z.infer<typeof right>;

export const rightChannel = z.enum(["account", "form", "email", "phone", "post"]);

export const rights = z.strictObject({
  channels: z.array(rightChannel).default([]),
  /** How someone proves to be the person where there is no account. */
  proof: text.optional(),
  withdrawal: z.array(rightChannel).default([]),
  /** The organisation's own terms, where it states any. */
  within: z.partialRecord(right, period).default({}),
});

export const complaints = z.strictObject({
  channels: z.array(rightChannel).min(1),
  role: name,
  steps: z.array(z.strictObject({ id: name, text })).default([]),
  within: z.union([period, z.strictObject({ simple: period, complex: period })]).optional(),
  acknowledged_within: period.optional(),
  address: text.optional(),
});

export const breach = z.strictObject({
  tells: z.array(z.enum(["authority", "persons"])).min(1),
  authority_within: period.optional(),
  persons_within: period.optional(),
  /** Outcome of a member's report of misuse. */
  report_outcome_within: period.optional(),
});

/** Something shown and acknowledged: a duty of the person, or agreement by use. Never a consent. */
export const duty = z.strictObject({
  text,
  /** `form`: a statement at a touchpoint; `use`: using the service counts as having read it. */
  manner: z.enum(["form", "use"]),
});

export const cookies = z.strictObject({
  categories: z
    .record(
      name,
      z.strictObject({
        text,
        purpose: name,
        necessary: z.boolean().default(false),
        stores: z.array(text).default([]),
        sensitive: sensitiveKind.optional(),
      }),
    )
    .default({}),
  hosts: z.array(z.string()).default([]),
});

export const kept = z.strictObject({ control: z.string(), with: z.record(z.string(), z.unknown()).default({}) });

/** A sentence the organisation stands by, and what keeps it. */
export const promise = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*-\d{1,3}$/, "a promise is numbered within its organisation: okr-1"),
  text,
  /** Which part of the notice it stands beside. */
  about: z.enum([
    "who",
    "asked",
    "purposes",
    "retention",
    "access",
    "recipients",
    "cookies",
    "rights",
    "complaints",
    "security",
    "breach",
    "messages",
    "changes",
  ]),
  /** What the sentence says is all there is, so that `check` can hold it against the rest of the file. */
  claims: z
    .strictObject({
      only_purposes: z.array(name).optional(),
      only_bases: z.array(basis).optional(),
      only_roles: z.array(name).optional(),
      only_channels: z.array(channel).optional(),
      no_recipients: z.boolean().optional(),
    })
    .optional(),
  kept_by: z.array(kept).default([]),
});
export type PolicyPromise = z.infer<typeof promise>;
