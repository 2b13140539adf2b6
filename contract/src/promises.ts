import { z } from "zod";
import { endpoint } from "./endpoint.js";
import { measureName } from "./measures.js";

const both = z.strictObject({ vi: z.string(), en: z.string() });
const text = z.strictObject({ vi: z.string(), en: z.string().optional() });
const promise = z.strictObject({ promise: z.string().regex(/^[a-z][a-z0-9-]*-\d{1,3}$/) });

/** How a promise or a control stands, from the best to what does not run. */
export const promiseStanding = z.enum(["kept", "at_risk", "broken", "not_exercised", "attested", "not_built"]);

/** A control of a promise with what its check found. Violations are ids of events or rows. */
export const promiseControl = z.strictObject({
  control: z.string(),
  text: both.nullable(),
  standing: promiseStanding,
  done: z.number().int().nonnegative(),
  refused: z.number().int().nonnegative(),
  violations: z.array(z.string()),
  explanation: both,
  checked_at: z.iso.datetime().nullable(),
  since: z.iso.datetime().nullable(),
});

export const promiseOnBoard = z.strictObject({
  id: z.string(),
  text,
  about: z.string(),
  standing: promiseStanding,
  controls: z.array(promiseControl),
  /** What `check` finds missing in this promise of the policy. */
  gaps: z.array(z.strictObject({ code: z.string(), line: z.number().int(), text: both, mend: both })),
});

const board = z.strictObject({
  policy_version: z.number().int().positive(),
  checked_at: z.iso.datetime().nullable(),
  promises: z.array(promiseOnBoard),
});

export const readPromises = endpoint({
  id: "promises.board",
  method: "get",
  path: "/promises",
  summary: "Every promise of the policy in force: how it stands, by which controls, with what was found of each.",
  who: { by: ["staff", "key"], deed: "self" },
  response: board,
});

export const checkPromises = endpoint({
  id: "promises.check",
  method: "post",
  path: "/promises:check",
  summary: "Runs every check now and answers with the board.",
  who: { by: ["staff"], deed: "publish" },
  response: board,
});

export const readPromiseHistory = endpoint({
  id: "promises.history",
  method: "get",
  path: "/promises/{promise}/changes",
  summary: "When a promise changed its standing, newest first: what broke it, how long it lasted, when it was mended.",
  who: { by: ["staff", "key"], deed: "self" },
  params: promise,
  response: z.strictObject({
    changes: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        control: z.string(),
        policy_version: z.number().int(),
        was: promiseStanding.nullable(),
        became: promiseStanding,
        violations: z.array(z.string()),
        explanation: both,
      }),
    ),
  }),
  refusals: ["promise.unknown"],
});

export const attestPromise = endpoint({
  id: "promises.attest",
  method: "post",
  path: "/promises/{promise}/attestations",
  summary: "A member of staff confirms, until a day, what no query can prove. The document is named, not sent.",
  who: { by: ["staff"], deed: "publish", fresh: true },
  params: promise,
  body: z.strictObject({
    until: z.iso.date(),
    document: z.string().min(1).max(200),
    /** Of a promise that names measures: the one that is attested. */
    measure: measureName.optional(),
  }),
  response: z.strictObject({ id: z.uuid(), until: z.iso.date(), attested_at: z.iso.datetime() }),
  refusals: ["promise.unknown", "promise.not_attested", "promise.attested_until"],
  status: 201,
});
