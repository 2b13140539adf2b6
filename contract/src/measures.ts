import { z } from "zod";
import { endpoint } from "./endpoint.js";

const both = z.strictObject({ vi: z.string(), en: z.string() });

export const measureName = z.enum(["firewall", "access_control", "encryption", "restore_drill", "integrity", "experts"]);

/** One look at the running deployment. */
export const probeFound = z.strictObject({
  probe: z.string(),
  text: both,
  /** Null: not carried out yet. `stale`: too long ago to prove anything. */
  result: z.enum(["passed", "failed", "unknown", "stale"]).nullable(),
  found: both.nullable(),
  probed_at: z.iso.datetime().nullable(),
  since: z.iso.datetime().nullable(),
});

const board = z.strictObject({
  measures: z.array(
    z.strictObject({
      measure: measureName,
      text: both,
      /** Promises that name it. */
      promises: z.array(z.string()),
      probes: z.array(probeFound),
      /** Part of it no probe can see. */
      attestable: z.boolean(),
      attestations: z.array(
        z.strictObject({
          promise: z.string(),
          by: z.string().nullable(),
          until: z.iso.date(),
          over: z.boolean(),
          document: z.string(),
          attested_at: z.iso.datetime(),
        }),
      ),
    }),
  ),
});

export const readMeasures = endpoint({
  id: "measures.list",
  method: "get",
  path: "/measures",
  summary: "The technical measures the policy claims, with what each probe of this deployment found and when, and who attests the rest.",
  who: { by: ["staff"], deed: "self" },
  response: board,
});

export const probeMeasures = endpoint({
  id: "measures.probe",
  method: "post",
  path: "/measures:probe",
  summary: "Probes the running deployment now and answers with what was found.",
  who: { by: ["staff"], deed: "publish" },
  response: board,
  shownOnce: true,
});
