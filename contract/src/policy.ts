import { policy } from "@kept/language";
import { z } from "zod";
import { endpoint } from "./endpoint.js";

const source = z.string().max(1_048_576);
const head = {
  version: z.number().int().positive(),
  digest: z.string(),
  published_at: z.iso.datetime(),
  /** `system`, `staff:<id>` or `key:<id>`. */
  published_by: z.string(),
  note: z.string(),
};
const done = z.strictObject({ done: z.literal(true) });

/** A published version, without its text. */
export const policyHead = z.strictObject(head);

/** The text being worked on. `etag` changes with every save. */
export const policyDraft = z.strictObject({
  etag: z.uuid(),
  source,
  /** The version in force when the draft was begun. */
  based_on: z.number().int().nonnegative(),
  saved_at: z.iso.datetime(),
  saved_by: z.string(),
});

export const readPolicyInForce = endpoint({
  id: "policy.in_force",
  method: "get",
  path: "/policy",
  summary: "The version in force: what it declares, as data.",
  who: { by: ["staff", "key"], deed: "self" },
  response: z.strictObject({ ...head, policy }),
});

export const listPolicyVersions = endpoint({
  id: "policy.versions",
  method: "get",
  path: "/policy/versions",
  summary: "Every version ever published, newest first.",
  who: { by: ["staff", "key"], deed: "self" },
  response: z.strictObject({ versions: z.array(policyHead) }),
});

export const readPolicyVersion = endpoint({
  id: "policy.version",
  method: "get",
  path: "/policy/versions/{version}",
  summary: "One version with its file as it was written.",
  who: { by: ["staff", "key"], deed: "self" },
  params: z.strictObject({ version: z.coerce.number().int().positive() }),
  response: z.strictObject({ ...head, source }),
  refusals: ["policy.version_unknown"],
});

export const readPolicyDraft = endpoint({
  id: "policy.draft",
  method: "get",
  path: "/policy/draft",
  summary: "The one draft of the organisation, if there is one.",
  who: { by: ["staff"], deed: "publish" },
  response: z.strictObject({ draft: policyDraft.nullable() }),
});

export const savePolicyDraft = endpoint({
  id: "policy.save_draft",
  method: "put",
  path: "/policy/draft",
  summary:
    "Saves the draft. `over` is the etag it was begun from; someone else's save in between is refused, so that nobody's words are lost.",
  who: { by: ["staff"], deed: "publish" },
  body: z.strictObject({ source, over: z.uuid().optional() }),
  response: policyDraft,
  refusals: ["policy.draft_moved"],
});

export const discardPolicyDraft = endpoint({
  id: "policy.discard_draft",
  method: "post",
  path: "/policy/draft:discard",
  summary: "Throws the draft away, if it is still the one that was seen.",
  who: { by: ["staff"], deed: "publish" },
  body: z.strictObject({ over: z.uuid() }),
  response: done,
  refusals: ["policy.draft_moved"],
});

export const touchedByPolicy = endpoint({
  id: "policy.touches",
  reads: true,
  method: "post",
  path: "/policy:touches",
  summary: "How many people a text would touch if it were published now: told of the change, and asked for consent again, by purpose.",
  who: { by: ["staff"], deed: "publish" },
  body: z.strictObject({ source }),
  response: z.strictObject({
    told: z.number().int().nonnegative(),
    asked_again: z.array(z.strictObject({ purpose: z.string(), people: z.number().int().nonnegative() })),
  }),
  refusals: ["policy.errors"],
});

export const publishPolicy = endpoint({
  id: "policy.publish",
  method: "post",
  path: "/policy:publish",
  summary: "Publishes a text as the next version. `over` is the version it follows, as the publisher saw it.",
  who: { by: ["staff"], deed: "publish", fresh: true },
  body: z.strictObject({ source, over: z.number().int().nonnegative(), note: z.string().max(500).optional() }),
  response: policyHead,
  refusals: ["policy.errors", "policy.other_organisation", "policy.unchanged", "policy.moved"],
  status: 201,
});
