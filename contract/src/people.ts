import { z } from "zod";
import { endpoint } from "./endpoint.js";

const person = z.strictObject({ person: z.uuid() });
/** It stands in events, so it holds no words. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);

/** Why something stays closed to a reader: one name for each condition of the decision. */
export const readReason = z.enum([
  "erased",
  "role",
  "assignment",
  "caller",
  "purpose",
  "objection",
  "restriction",
  "consent",
  "unverified",
  "held",
  "retention",
  "review",
  "reveal",
]);

/** One value as staff see it: opened, or masked with the reason. */
export const shownValue = z.strictObject({
  id: z.uuid(),
  field: z.string(),
  kind: z.string().nullable(),
  /** Present when the decision allowed it. */
  value: z.string().optional(),
  masked: z.string().optional(),
  /** Why it stays masked: a stable code. */
  reason: readReason.optional(),
  purposes: z.array(z.string()),
  touchpoint: z.string(),
  channel: z.string(),
  notice_version: z.number().int(),
  collected_at: z.iso.datetime(),
  verified_at: z.iso.datetime().nullable(),
  /** Its date, or the policy's rule in words where no date is set. */
  until: z.string().nullable(),
});

export const foundPerson = z.strictObject({
  person: z.uuid(),
  state: z.string(),
  /** Masked, enough to tell two people apart. */
  label: z.string(),
  matched: z.array(z.string()),
  since: z.iso.datetime(),
});

export const findPeople = endpoint({
  id: "people.find",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/people:find",
  summary: "Finds people by phone, e-mail, words of a name or an occasion's reference. The text goes in the body, never in the address.",
  who: { by: ["staff", "key"], deed: "find" },
  body: z.strictObject({ text: z.string().min(2).max(200) }),
  response: z.strictObject({ people: z.array(foundPerson), more: z.boolean() }),
  refusals: ["request.too_many", "people.too_many"],
});

export const readPerson = endpoint({
  id: "people.read",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/people/{person}:read",
  summary:
    "A person's values for a stated purpose: one decision per value, each reading and refusal recorded. Sensitive values stay masked for staff until they ask for them (`reveal`) with a fresh proof.",
  who: { by: ["staff", "key"], deed: "self" },
  params: person,
  body: z.strictObject({
    purpose: name,
    /** Sensitive values too: staff must have proved themselves lately. Of no meaning for keys, which read what their role may. */
    reveal: z.boolean().default(false),
    /** The open call in which the person asks: its answer must be yes for them. */
    call: z.uuid().optional(),
  }),
  response: z.strictObject({ person: z.uuid(), state: z.string(), purpose: z.string(), event: z.string(), values: z.array(shownValue) }),
  refusals: [
    "person.unknown",
    "read.role",
    "read.assignment",
    "read.caller",
    "read.purpose",
    "read.consent",
    "read.objection",
    "read.restriction",
    "read.unverified",
    "read.retention",
    "read.review",
    "read.held",
    "read.erased",
  ],
});

export const overview = endpoint({
  id: "people.overview",
  method: "get",
  path: "/people/{person}",
  summary: "What is held about a person, all masked, and for which purposes the caller's role may open it.",
  who: { by: ["staff", "key"], deed: "find" },
  params: person,
  response: z.strictObject({
    person: z.uuid(),
    state: z.string(),
    label: z.string(),
    since: z.iso.datetime(),
    values: z.array(shownValue),
    purposes: z.array(z.strictObject({ purpose: z.string(), allowed: z.boolean(), reason: z.string().optional() })),
    /** Records that are seen together with this one, and by which merge. */
    merges: z.array(z.strictObject({ merge: z.uuid(), other: z.uuid(), at: z.iso.datetime() })),
  }),
  refusals: ["person.unknown"],
});

export const personTimeline = endpoint({
  id: "people.timeline",
  method: "get",
  path: "/people/{person}/timeline",
  summary: "Events about a person, newest first, by keyset.",
  who: { by: ["staff", "key"], deed: "find" },
  params: person,
  query: z.strictObject({ before: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }),
  response: z.strictObject({
    events: z.array(
      z.strictObject({
        id: z.uuid(),
        type: z.string(),
        at: z.iso.datetime(),
        /** The sentence the person reads in their account. */
        text: z.strictObject({ vi: z.string(), en: z.string() }),
        detail: z.record(z.string(), z.unknown()),
      }),
    ),
    next: z.uuid().nullable(),
  }),
  refusals: ["person.unknown"],
});

export const correctByStaff = endpoint({
  id: "people.correct",
  method: "post",
  path: "/people/{person}/values/{value}:correct",
  summary:
    "Corrects a value on the person's request. How the person proved their right is recorded; a contact must be verified again before it counts.",
  who: { by: ["staff", "key"], deed: "correct" },
  params: z.strictObject({ person: z.uuid(), value: z.uuid() }),
  body: z.strictObject({
    /** As typed; a list for several choices. */
    value: z.union([z.string().max(10_000), z.array(z.string().max(200)).max(200)]),
    proof: z.enum(["account", "call_back", "document", "in_person"]),
    /** Reference of the case it was asked in: `KN-2026-0042`. It stands in the event, so it holds no words. */
    request: z
      .string()
      .regex(/^[A-Z]{2,4}-\d{4}-\d{1,9}$/)
      .optional(),
  }),
  response: z.strictObject({ value: z.uuid(), verified: z.boolean() }),
  refusals: ["person.unknown", "value.unknown", "value.replaced", "value.fixed", "value.waits", "account.taken", "request.invalid"],
});

export const eraseByStaff = endpoint({
  id: "people.erase",
  method: "post",
  path: "/people/{person}:erase",
  summary: "Erases everything about a person, or one field, on proof of right.",
  who: { by: ["staff"], deed: "erase", fresh: true },
  params: person,
  body: z.strictObject({
    field: name.optional(),
    proof: z.enum(["account", "call_back", "document", "in_person"]),
    cause: z.enum(["asked", "purpose_ended"]).default("asked"),
  }),
  response: z.strictObject({ erasure: z.uuid() }),
  refusals: ["person.unknown", "value.unknown", "erase.opens_account", "ledger.unwritable"],
});

export const mergePeople = endpoint({
  id: "people.merge",
  method: "post",
  path: "/people/{person}:merge",
  summary:
    "Says, with the evidence for it, that two records are one person: from then on they are read and answered for together. Can be undone.",
  who: { by: ["staff"], deed: "merge" },
  params: person,
  body: z.strictObject({ other: z.uuid(), evidence: z.enum(["same_verified_contact", "document", "call_back", "in_person"]) }),
  response: z.strictObject({ merge: z.uuid() }),
  refusals: ["person.unknown", "merge.same"],
});

export const undoMerge = endpoint({
  id: "people.unmerge",
  method: "post",
  path: "/merges/{merge}:undo",
  summary: "Separates two records that were merged.",
  who: { by: ["staff"], deed: "merge" },
  params: z.strictObject({ merge: z.uuid() }),
  response: z.strictObject({ person: z.uuid(), other: z.uuid() }),
  refusals: ["merge.unknown", "merge.undone"],
});
