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

/** Whether what is lost can be brought back: the last backup and the last drill, and what of it is older than it should be. */
export const backupsFound = z.strictObject({
  /** The server makes them itself, this often; null: whoever runs it does. */
  every_hours: z.number().nullable(),
  /** Where a backup is older than this it is late: many hours after the last. */
  within_hours: z.number(),
  last: z.strictObject({ at: z.iso.datetime(), bytes: z.number().int(), rows: z.number().int(), files: z.number().int() }).nullable(),
  late: z.boolean(),
  drill: z.strictObject({ at: z.iso.datetime(), passed: z.boolean(), keys: z.enum(["export", "live"]).nullable() }).nullable(),
  drill_late: z.boolean(),
  /** The ledger was lost and begun anew: who was erased between the backup and that moment is not known. */
  rebuilt: z.strictObject({ at: z.iso.datetime(), backup_at: z.iso.datetime().nullable() }).nullable(),
});

const board = z.strictObject({
  backups: backupsFound,
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
