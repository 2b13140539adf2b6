import { z } from "zod";
import { citation } from "./citation.js";
import { endpoint } from "./endpoint.js";
import { disclosureGround, paperTypes } from "./recipients.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const one = z.strictObject({ disclosure: z.uuid() });
export const disclosureState = z.enum(["waiting", "allowed", "released", "declined", "cancelled", "expired"]);
/** `age`: encrypted for hand delivery, by a passphrase shown once or for the party's own key. `webhook`: sent by the server. */
export const disclosureForm = z.enum(["json", "csv", "age", "webhook"]);

/** What a disclosure rests on. */
export const statedGround = z.discriminatedUnion("on", [
  z.strictObject({ on: z.literal("consent") }),
  z.strictObject({ on: z.literal("written") }),
  z.strictObject({ on: z.literal("order"), kind: name, reference: z.string().min(1).max(64) }),
  z.strictObject({ on: z.literal("authority"), order: z.uuid() }),
  z.strictObject({ on: z.literal("article"), article: citation(120), evidence: z.string().trim().min(3).max(2000) }),
  z.strictObject({ on: z.literal("contract") }),
  z.strictObject({ on: z.literal("terms_breach"), term: citation(120), evidence: z.string().trim().min(3).max(2000) }),
]);

const asking = z.strictObject({
  party: z.uuid(),
  purpose: name,
  fields: z.array(name).min(1).max(100),
  /** Whose data: by id, or everyone who takes part in an occasion. */
  persons: z.array(z.uuid()).max(2000).default([]),
  occasion: z.strictObject({ kind: name, reference: z.string().min(1).max(64) }).optional(),
  ground: statedGround,
  form: disclosureForm.default("csv"),
});

const reason = z.string().regex(/^[a-z_]+\.[a-z_]+$/);
const leftOut = z.array(z.strictObject({ reason, persons: z.number().int() }));

export const disclosureRow = z.strictObject({
  disclosure: z.uuid(),
  recipient: z.string(),
  party: z.uuid(),
  party_name: z.string(),
  purpose: z.string(),
  fields: z.array(z.string()),
  ground: disclosureGround,
  article: z.string().nullable(),
  term: z.string().nullable(),
  form: disclosureForm,
  state: disclosureState,
  persons: z.number().int(),
  released: z.number().int(),
  left_out: z.number().int(),
  /** The caller asked for it, and so cannot approve it. */
  own: z.boolean(),
  asked_at: z.iso.datetime(),
  decided_at: z.iso.datetime().nullable(),
  until: z.iso.datetime(),
  released_at: z.iso.datetime().nullable(),
});

const refusals = [
  "recipient.unknown",
  "recipient.undeclared",
  "person.unknown",
  "occasion.unknown",
  "disclosure.too_many",
  "disclosure.party_ended",
  "disclosure.purpose_undeclared",
  "disclosure.field_undeclared",
  "disclosure.field_closed",
  "disclosure.contract_missing",
  "disclosure.contract_incomplete",
  "disclosure.contract_expired",
  "disclosure.contract_sensitive",
  "disclosure.country_unlisted",
  "disclosure.ground_other",
  "disclosure.ground_incomplete",
  "disclosure.order_missing",
  "disclosure.order_other",
  "disclosure.order_closed",
  "disclosure.authority",
  "disclosure.consent",
  "disclosure.consent_unnamed",
  "disclosure.written",
  "disclosure.order",
  "disclosure.objection",
  "disclosure.restriction",
  "disclosure.retention",
  "disclosure.hold",
  "disclosure.unverified",
  "disclosure.erased",
  "disclosure.nothing",
  "disclosure.purpose",
] as const;

export const previewDisclosure = endpoint({
  id: "disclosures.preview",
  reads: true,
  method: "post",
  path: "/disclosures:preview",
  summary: "What the gate would say, for whom, and why not. Nothing leaves and nothing is promised: all is decided again when it does.",
  who: { by: ["staff", "key"], deed: "disclose" },
  body: asking,
  response: z.strictObject({
    allowed: z.boolean(),
    /** Why nothing can leave at all; stable codes. */
    reasons: z.array(reason),
    needs: z.array(disclosureGround),
    approver: z.boolean(),
    persons: z.number().int(),
    would_leave: z.number().int(),
    left_out: leftOut,
  }),
  refusals: ["recipient.unknown", "person.unknown", "occasion.unknown", "disclosure.too_many"],
});

export const askDisclosure = endpoint({
  id: "disclosures.ask",
  method: "post",
  path: "/disclosures",
  summary:
    "Asks for a disclosure. The gate decides; a refusal is recorded with its reason. Where a second person must agree it waits for them. Nothing has left yet.",
  who: { by: ["staff", "key"], deed: "disclose" },
  body: asking,
  response: z.strictObject({
    disclosure: z.uuid(),
    state: disclosureState,
    persons: z.number().int(),
    left_out: leftOut,
    until: z.iso.datetime(),
  }),
  refusals,
  status: 201,
});

export const listDisclosures = endpoint({
  id: "disclosures.list",
  method: "get",
  path: "/disclosures",
  summary: "Disclosures, newest first, by keyset.",
  who: { by: ["staff", "key"], deed: "disclose" },
  query: z.strictObject({
    before: z.uuid().optional(),
    state: disclosureState.optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
  response: z.strictObject({ disclosures: z.array(disclosureRow), next: z.uuid().nullable() }),
});

export const readDisclosure = endpoint({
  id: "disclosures.read",
  method: "get",
  path: "/disclosures/{disclosure}",
  summary: "One disclosure, and how many were left out for which reasons.",
  who: { by: ["staff", "key"], deed: "disclose" },
  params: one,
  response: z.strictObject({ ...disclosureRow.shape, left_out_for: leftOut }),
  refusals: ["disclosure.unknown"],
});

export const openEvidence = endpoint({
  id: "disclosures.open_evidence",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/disclosures/{disclosure}:evidence",
  summary: "The evidence that was given for it: what whoever approves must see.",
  who: { by: ["staff"], deed: "disclose" },
  params: one,
  response: z.strictObject({ evidence: z.string().nullable() }),
  refusals: ["disclosure.unknown"],
});

export const approveDisclosure = endpoint({
  id: "disclosures.approve",
  method: "post",
  path: "/disclosures/{disclosure}:approve",
  summary: "Agrees, as the second person: never whoever asked.",
  who: { by: ["staff"], deed: "disclose", fresh: true },
  params: one,
  response: z.strictObject({ disclosure: z.uuid(), state: disclosureState, until: z.iso.datetime() }),
  refusals: ["disclosure.unknown", "disclosure.ended", "disclosure.same_person"],
});

export const declineDisclosure = endpoint({
  id: "disclosures.decline",
  method: "post",
  path: "/disclosures/{disclosure}:decline",
  summary: "Declines one that waits, or withdraws one's own before it left.",
  who: { by: ["staff"], deed: "disclose" },
  params: one,
  response: z.strictObject({ disclosure: z.uuid(), state: disclosureState }),
  refusals: ["disclosure.unknown", "disclosure.ended"],
});

export const releaseDisclosure = endpoint({
  id: "disclosures.release",
  shownOnce: true,
  method: "post",
  path: "/disclosures/{disclosure}:release",
  summary:
    "Lets it leave: everything is decided again in the same transaction, the payload is made there and then, and each person's ledger has it. Until its date it can be taken again, each time decided anew.",
  who: { by: ["staff", "key"], deed: "disclose", fresh: true },
  params: one,
  response: z.strictObject({
    disclosure: z.uuid(),
    released: z.number().int(),
    left_out: leftOut,
    file: z.strictObject({ name: z.string(), type: z.string(), content: z.base64() }),
    /** Shown this once: for a file encrypted by a passphrase. Give it by another way than the file. */
    passphrase: z.string().nullable(),
  }),
  refusals: [...refusals, "disclosure.unknown", "disclosure.ended"],
});

export const heldPaper = z.strictObject({
  paper: z.uuid(),
  recipient: name,
  purposes: z.array(name),
  fields: z.array(name),
  signed_on: z.iso.date(),
  until: z.iso.date().nullable(),
  withdrawn: z.boolean(),
});

export const personDisclosures = endpoint({
  id: "people.disclosures",
  method: "get",
  path: "/people/{person}/disclosures",
  summary: "Who received a person's data: to whom, which fields, for what, when; and the papers the person signed.",
  who: { by: ["staff"], deed: "find" },
  params: z.strictObject({ person: z.uuid() }),
  response: z.strictObject({
    disclosures: z.array(
      z.strictObject({
        disclosure: z.uuid(),
        recipient: z.string(),
        party_name: z.string(),
        purpose: z.string(),
        fields: z.array(z.string()),
        ground: disclosureGround,
        at: z.iso.datetime(),
      }),
    ),
    papers: z.array(heldPaper),
  }),
  refusals: ["person.unknown"],
});

export const attachPaper = endpoint({
  id: "people.attach_paper",
  method: "post",
  path: "/people/{person}/papers",
  summary:
    "Keeps a paper that the person signed, sealed on their file: for which recipient, purposes and fields. PDF or picture, up to 16 MiB.",
  who: { by: ["staff"], deed: "disclose" },
  params: z.strictObject({ person: z.uuid() }),
  query: z.strictObject({
    recipient: name,
    /** Comma between names. */
    purposes: z.string().regex(/^[a-z0-9_]+(,[a-z0-9_]+)*$/),
    fields: z.string().regex(/^[a-z0-9_]+(,[a-z0-9_]+)*$/),
    signed_on: z.iso.date(),
    until: z.iso.date().optional(),
  }),
  upload: { types: paperTypes, most: 16_777_216 },
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: heldPaper,
  refusals: [
    "person.unknown",
    "recipient.undeclared",
    "disclosure.purpose_undeclared",
    "disclosure.field_undeclared",
    "paper.dates",
    "file.too_large",
    "file.other_type",
    "file.infected",
    "sealed.erased",
  ],
  status: 201,
});

export const withdrawPaper = endpoint({
  id: "people.withdraw_paper",
  method: "post",
  path: "/people/{person}/papers/{paper}:withdraw",
  summary: "The person took the paper back: nothing leaves on it any more.",
  who: { by: ["staff"], deed: "disclose" },
  params: z.strictObject({ person: z.uuid(), paper: z.uuid() }),
  response: z.strictObject({ paper: z.uuid(), withdrawn: z.literal(true) }),
  refusals: ["paper.unknown"],
});
