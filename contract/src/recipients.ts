import { z } from "zod";
import { endpoint } from "./endpoint.js";

const name = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const party = z.strictObject({ party: z.uuid() });
const line = z.string().trim().min(1).max(200);
/** Two letters of ISO 3166; never ZZ: the register names a real place. */
const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((c) => c !== "ZZ");

/** What a disclosure to a recipient must rest on. */
export const disclosureGround = z.enum(["consent", "written", "order", "authority", "article", "contract", "terms_breach"]);

/** The seven items of decree 356/2025 art. 7.1, each with the clause of the contract that holds it. */
export const contractItems = z.strictObject({
  purpose: line.optional(),
  subjects: line.optional(),
  period: line.optional(),
  basis: line.optional(),
  protection: line.optional(),
  rights: line.optional(),
  cooperation: line.optional(),
});
/** Art. 7.2: where sensitive data is passed on. */
export const sensitiveItems = z.strictObject({ physical: line.optional(), encryption: line.optional(), anonymisation: line.optional() });

export const contractRow = z.strictObject({
  contract: z.uuid(),
  number: z.string(),
  signed_on: z.iso.date(),
  ends_on: z.iso.date().nullable(),
  ended_on: z.iso.date().nullable(),
  items: contractItems,
  sensitive_items: sensitiveItems,
  paid: z.boolean(),
  /** Its document lies sealed beside it. */
  document: z.boolean(),
});

export const partyRow = z.strictObject({
  party: z.uuid(),
  recipient: z.string(),
  name: z.string(),
  tax_code: z.string().nullable(),
  country: z.string(),
  dossier: z.string().nullable(),
  /** Files for this party can be encrypted for its key alone. */
  age_key: z.string().nullable(),
  state: z.enum(["active", "ended"]),
  /** The contract in force, or the newest. */
  contract: contractRow.nullable(),
  /** What stands in the way of any disclosure to it now; stable codes. */
  faults: z.array(z.string()),
});

/** What the policy in force lets leave to one kind of recipient. */
export const declaredRecipient = z.strictObject({
  recipient: z.string(),
  kind: z.string(),
  country: z.string(),
  purposes: z.array(z.string()),
  fields: z.array(z.string()),
  /** Everything each disclosure to it must rest on: its own ground, and what a promise demands besides. */
  needs: z.array(disclosureGround),
  /** Someone else approves each. */
  approver: z.boolean(),
  /** Purposes and fields are decided each time. */
  decided: z.boolean(),
  /** A contract must be in force. */
  contract: z.boolean(),
  abroad: z.boolean(),
  parties: z.array(partyRow),
});

export const listRecipients = endpoint({
  id: "recipients.list",
  method: "get",
  path: "/recipients",
  summary: "What may leave, to whom and on what, by the policy in force; and who concretely stands in the register under each.",
  who: { by: ["staff", "key"], deed: "disclose" },
  response: z.strictObject({ version: z.number().int(), recipients: z.array(declaredRecipient) }),
});

const partyBody = {
  name: line,
  tax_code: z
    .string()
    .regex(/^[0-9A-Z-]{5,20}$/)
    .optional(),
  country,
  dossier: z.string().trim().min(1).max(100).optional(),
  contact: z.string().trim().max(300).optional(),
  age_key: z.string().max(200).optional(),
};

export const registerRecipient = endpoint({
  id: "recipients.register",
  shownOnce: true,
  method: "post",
  path: "/recipients",
  summary: "Enters a concrete party under a recipient that the policy declares.",
  who: { by: ["staff"], deed: "recipients" },
  body: z.strictObject({ recipient: name, ...partyBody }),
  response: partyRow,
  refusals: ["recipient.undeclared", "recipient.country", "recipient.dossier", "recipient.age_key"],
  status: 201,
});

export const readRecipient = endpoint({
  id: "recipients.read",
  method: "get",
  path: "/recipients/{party}",
  summary: "A party of the register, its contact, its contracts, and what changed.",
  who: { by: ["staff"], deed: "recipients" },
  params: party,
  response: z.strictObject({
    ...partyRow.shape,
    contact: z.string().nullable(),
    contracts: z.array(contractRow),
    history: z.array(z.strictObject({ what: z.string(), fields: z.array(z.string()), at: z.iso.datetime() })),
  }),
  refusals: ["recipient.unknown"],
});

export const changeRecipient = endpoint({
  id: "recipients.change",
  shownOnce: true,
  method: "post",
  path: "/recipients/{party}:change",
  summary: "Changes a party, ends it, or takes it up again.",
  who: { by: ["staff"], deed: "recipients" },
  params: party,
  body: z.strictObject({ ...partyBody, state: z.enum(["active", "ended"]) }),
  response: partyRow,
  refusals: ["recipient.unknown", "recipient.undeclared", "recipient.country", "recipient.dossier", "recipient.age_key"],
});

export const recordContract = endpoint({
  id: "recipients.contract",
  shownOnce: true,
  method: "post",
  path: "/recipients/{party}/contracts",
  summary: "Records a contract with a party: where in it each item stands that decree 356/2025 art. 7 demands.",
  who: { by: ["staff"], deed: "recipients" },
  params: party,
  body: z.strictObject({
    number: line,
    signed_on: z.iso.date(),
    ends_on: z.iso.date().optional(),
    items: contractItems,
    sensitive_items: sensitiveItems.optional(),
    paid: z.boolean().default(false),
  }),
  response: contractRow,
  refusals: ["recipient.unknown", "contract.dates"],
  status: 201,
});

export const endContract = endpoint({
  id: "recipients.end_contract",
  method: "post",
  path: "/recipients/{party}/contracts/{contract}:end",
  summary: "Ends a contract today: nothing leaves on it any more.",
  who: { by: ["staff"], deed: "recipients" },
  params: z.strictObject({ party: z.uuid(), contract: z.uuid() }),
  response: z.strictObject({ ended_on: z.iso.date() }),
  refusals: ["recipient.unknown", "contract.unknown"],
});

export const paperTypes = ["application/pdf", "image/png", "image/jpeg"] as const;

export const keepContractDocument = endpoint({
  id: "recipients.keep_document",
  method: "post",
  path: "/recipients/{party}/contracts/{contract}/document",
  summary: "Keeps the contract itself, sealed: PDF or picture, up to 16 MiB.",
  who: { by: ["staff"], deed: "recipients" },
  params: z.strictObject({ party: z.uuid(), contract: z.uuid() }),
  upload: { types: paperTypes, most: 16_777_216 },
  body: z.strictObject({ type: z.string(), stream: z.unknown() }),
  response: z.strictObject({ contract: z.uuid(), document: z.literal(true) }),
  refusals: ["recipient.unknown", "contract.unknown", "file.too_large", "file.other_type", "file.infected"],
  status: 201,
});

export const openContractDocument = endpoint({
  id: "recipients.open_document",
  shownOnce: true,
  reads: true,
  method: "post",
  path: "/recipients/{party}/contracts/{contract}/document:open",
  summary: "The contract itself, base64.",
  who: { by: ["staff"], deed: "recipients" },
  params: z.strictObject({ party: z.uuid(), contract: z.uuid() }),
  response: z.strictObject({ type: z.string(), content: z.base64() }),
  refusals: ["recipient.unknown", "contract.unknown", "file.unknown", "sealed.damaged"],
});
