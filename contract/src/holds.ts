import { z } from "zod";
import { citation } from "./citation.js";
import { endpoint } from "./endpoint.js";

const person = z.strictObject({ person: z.uuid() });
const one = z.strictObject({ person: z.uuid(), hold: z.uuid() });
/** It stands in events, so it holds no words. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const both = z.strictObject({ vi: z.string(), en: z.string() });

export const holdKind = z.enum(["legal_duty", "dispute", "state_body"]);

/** A hold as staff see it. `reason` and `reference` are null once it has ended: they went with its key. */
export const holdShown = z.strictObject({
  id: z.uuid(),
  person: z.uuid(),
  kind: holdKind,
  /** Null: every field. */
  fields: z.array(z.string()).nullable(),
  occasion: z.uuid().nullable(),
  purpose: z.string().nullable(),
  article: z.string().nullable(),
  reason: z.string().nullable(),
  reference: z.string().nullable(),
  /** The last day it holds. */
  until: z.iso.date(),
  review: z.iso.date().nullable(),
  hidden_until: z.iso.date().nullable(),
  by: z.string(),
  placed_at: z.iso.datetime(),
  /** What an erasure left under it. */
  held: z.array(z.strictObject({ id: z.uuid(), what: z.enum(["value", "file"]), field: z.string(), held_at: z.iso.datetime() })),
});

export const holdsByEnd = endpoint({
  id: "holds.list",
  method: "get",
  path: "/holds",
  summary: "Holds in force, the one that ends first before the others, by keyset.",
  who: { by: ["staff"], deed: "hold" },
  query: z.strictObject({ after: z.string().max(80).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.strictObject({ holds: z.array(holdShown), next: z.string().nullable() }),
});

export const holdsOfPerson = endpoint({
  id: "holds.of",
  method: "get",
  path: "/people/{person}/holds",
  summary: "The holds in force on a person, and what erasures left under them, closed.",
  who: { by: ["staff"], deed: "hold" },
  params: person,
  response: z.strictObject({ holds: z.array(holdShown) }),
  refusals: ["person.unknown"],
});

export const placeHold = endpoint({
  id: "holds.place",
  method: "post",
  path: "/people/{person}/holds",
  summary: "Places a hold: what it covers outlives sweeps and erasure, under a key of its own, until its last day.",
  who: { by: ["staff"], deed: "hold", fresh: true },
  params: person,
  body: z.strictObject({
    kind: holdKind,
    /** Left out: every field. */
    fields: z.array(name).min(1).max(200).optional(),
    /** Left out: whatever the occasion. */
    occasion: z.uuid().optional(),
    /** What the held may be opened for. */
    purpose: name.optional(),
    /** Which article demands it (legal duty). Stands in certificates. */
    article: citation(200).optional(),
    reason: z.string().min(1).max(1000),
    /** Of the order (state body). */
    reference: z.string().min(1).max(200).optional(),
    until: z.iso.date(),
    review: z.iso.date().optional(),
    hidden_until: z.iso.date().optional(),
  }),
  response: z.strictObject({ hold: z.uuid() }),
  refusals: ["person.unknown", "sealed.erased", "hold.end_past", "hold.article_missing", "hold.reference_missing", "request.invalid"],
});

export const extendHold = endpoint({
  id: "holds.extend",
  method: "post",
  path: "/people/{person}/holds/{hold}:extend",
  summary: "Moves the last day of a hold later.",
  who: { by: ["staff"], deed: "hold", fresh: true },
  params: one,
  body: z.strictObject({ until: z.iso.date(), review: z.iso.date().optional() }),
  response: z.strictObject({ until: z.iso.date() }),
  refusals: ["hold.unknown", "hold.ended", "hold.end_earlier"],
});

export const releaseHold = endpoint({
  id: "holds.release",
  method: "post",
  path: "/people/{person}/holds/{hold}:release",
  summary: "Ends a hold now: its key goes, and what only it kept. Not before its date where the law demands the keeping.",
  who: { by: ["staff"], deed: "hold", fresh: true },
  params: one,
  response: z.strictObject({ destroyed: z.number().int() }),
  refusals: ["hold.unknown", "hold.duty_not_over"],
});

export const openHeld = endpoint({
  id: "holds.open",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/people/{person}/holds/{hold}:open",
  summary: "Opens what an erasure left under a hold, for the purpose it is held for. Each opening and each refusal is an event.",
  who: { by: ["staff"], deed: "hold", fresh: true },
  params: one,
  body: z.strictObject({ purpose: name }),
  response: z.strictObject({
    event: z.string(),
    held: z.array(
      z.strictObject({
        id: z.uuid(),
        what: z.enum(["value", "file"]),
        field: z.string(),
        /** The value as one text, or the name of the file. */
        value: z.string().optional(),
        fault: z.string().optional(),
      }),
    ),
  }),
  refusals: ["hold.unknown", "hold.over", "hold.other_purpose", "person.unknown"],
});

/** What an erasure would leave, or left, under one hold. */
export const keptBack = z.strictObject({
  hold: z.uuid(),
  kind: holdKind,
  article: z.string().nullable(),
  until: z.iso.date(),
  fields: z.array(z.string()),
  values: z.number().int(),
  files: z.number().int(),
});

/** Refusals of advertising by purpose, kept without the person, and the last day they are. */
export const keptRefusal = z.strictObject({
  channels: z.array(z.string()),
  purposes: z.array(z.string()),
  article: z.string(),
  until: z.iso.date(),
});

/**
 * The certificate of an erasure. It names the key that was destroyed and what is kept back, and says no word of the person. With the salt
 * (the person's copy alone has it) the commitment in the event can be computed again: hash(salt, record).
 */
export const certificate = z.strictObject({
  format: z.literal("kept.erasure-certificate"),
  version: z.literal(1),
  organisation: z.strictObject({ id: z.uuid(), slug: z.string(), name: both, email: z.string().nullable() }),
  record: z.uuid(),
  erasure: z.strictObject({
    id: z.uuid(),
    scope: z.enum(["person", "field"]),
    field: z.string().nullable(),
    cause: z.string(),
    at: z.iso.datetime(),
  }),
  key: z.strictObject({ id: z.string(), version: z.number().int(), algorithm: z.literal("AES-256-GCM"), bits: z.literal(256) }),
  /** Copies that are gone, and when the last rows had followed; null: still going. */
  destroyed: z.strictObject({ copies: z.array(z.string()), finished_at: z.iso.datetime().nullable() }),
  kept_back: z.array(keptBack),
  /** Refusals of advertising that stay as keyed digests of the contacts, so that they are not written to again. */
  refusals: z.array(keptRefusal),
  /** Until which day a backup made before may still open it, `days` after the erasure; `overdue`: longer than was meant. */
  backups: z.strictObject({ by: z.iso.date(), days: z.number().int(), state: z.enum(["destroyed", "scheduled", "overdue"]) }),
  /** An attempt to open sealed copies after the destruction. `closed`: none opened. */
  verification: z.strictObject({
    at: z.iso.datetime().nullable(),
    tried: z.number().int(),
    opened: z.number().int(),
    result: z.enum(["closed", "opened", "pending"]),
  }),
  evidence: z.strictObject({ event: z.string().nullable(), salt: z.string().nullable() }),
});
export type ErasureCertificate = z.infer<typeof certificate>;

export const erasurePreview = endpoint({
  id: "erasures.preview",
  method: "get",
  path: "/people/{person}/erasure",
  summary: "What erasing a person (or one field) would leave behind, why and until when.",
  who: { by: ["staff"], deed: "erase" },
  params: person,
  query: z.strictObject({ field: name.optional() }),
  response: z.strictObject({ kept_back: z.array(keptBack) }),
  refusals: ["person.unknown"],
});

export const erasuresOfPerson = endpoint({
  id: "erasures.of",
  method: "get",
  path: "/people/{person}/erasures",
  summary: "Erasures of a person, oldest first.",
  who: { by: ["staff"], deed: "erase" },
  params: person,
  response: z.strictObject({
    erasures: z.array(
      z.strictObject({
        id: z.uuid(),
        scope: z.enum(["person", "field"]),
        field: z.string().nullable(),
        cause: z.string(),
        at: z.iso.datetime(),
        finished_at: z.iso.datetime().nullable(),
      }),
    ),
  }),
  refusals: ["person.unknown"],
});

export const erasureCertificate = endpoint({
  id: "erasures.certificate",
  method: "get",
  path: "/people/{person}/erasures/{erasure}/certificate",
  summary: "The certificate of an erasure, without the salt, which the person alone was given; and the same as a PDF (base64).",
  who: { by: ["staff"], deed: "erase" },
  params: z.strictObject({ person: z.uuid(), erasure: z.uuid() }),
  query: z.strictObject({ lang: z.enum(["vi", "en"]).default("vi") }),
  response: z.strictObject({ certificate, pdf: z.string() }),
  refusals: ["erasure.unknown"],
});
