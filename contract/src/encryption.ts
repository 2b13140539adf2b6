import { z } from "zod";
import { endpoint } from "./endpoint.js";

const moment = z.iso.datetime();
const both = z.strictObject({ vi: z.string(), en: z.string() });

const span = {
  number: z.number().int(),
  began_at: moment,
  /** When the next one began. */
  ended_at: moment.nullable(),
  destroyed_at: moment.nullable(),
};

/** The keys above the data keys, as they stand: numbers and dates, never a key. */
export const encryptionStatus = z.strictObject({
  epochs: z.array(z.strictObject({ ...span, under: z.number().int() })),
  index: z.array(z.strictObject(span)),
  recovery: z.strictObject({ mark: z.string(), made_at: moment }).nullable(),
  exported: z.strictObject({ mark: z.string(), made_at: moment, fresh: z.boolean() }).nullable(),
  schedule: z.strictObject({ every: z.number().int(), keep: z.number().int(), index: z.number().int() }),
  /** Until when a backup can open what is erased now. */
  bound: z.strictObject({ by: z.iso.date(), days: z.number().int(), state: z.enum(["destroyed", "scheduled", "overdue"]), text: both }),
});

export const getEncryption = endpoint({
  id: "encryption.status",
  method: "get",
  path: "/encryption",
  summary:
    "The epochs and index keys of the organisation, the recovery key and the export, and until when backups open what is erased now.",
  who: { by: ["staff"], deed: "keys" },
  response: encryptionStatus,
});
