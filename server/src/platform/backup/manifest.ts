import { z } from "zod";

const name = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.number().int().min(0);

/** The first part: what this backup is, and what a reader must be able to do with it. */
export const head = z.strictObject({
  kept: z.literal("backup 1"),
  /** The installation it is of, and the check value of its keys. */
  installation: z.uuid(),
  key_check: z.string(),
  /** When its snapshot was taken. */
  at: z.iso.datetime(),
  organisations: z.array(z.strictObject({ id: z.uuid(), slug: z.string() })),
  /** Migrations that had run, with the SHA-256 of each. */
  migrations: z.array(z.strictObject({ name: z.string(), digest })),
  /** In the order in which they are loaded. */
  tables: z.array(z.strictObject({ name, columns: z.array(name).min(1) })),
  /** By organisation: the line of the ledger that a replay must find. */
  ledger: z.record(z.uuid(), z.uuid()),
  /** By organisation: the keys it needs. */
  keys: z.record(z.uuid(), z.array(z.strictObject({ kind: z.string(), number: z.number().int() }))),
});
export type Head = z.infer<typeof head>;

const unsigned = z.strictObject({
  kept: z.literal("manifest 1"),
  head: digest,
  tables: z.array(z.strictObject({ name, rows: count, bytes: count, sha256: digest })),
  /** SHA-256 over the lines `name sha256`, one for each file in order. `gone`: erased while the backup ran. */
  files: z.strictObject({ count, bytes: count, gone: count, sha256: digest }),
});
/** The last part: what stood before it, counted and summed, and authenticated by a key that only the installation's server holds. */
export const manifest = unsigned.extend({ mac: digest });
export type Manifest = z.infer<typeof manifest>;

/** What `mac` is over: through the sums in it, the whole archive. */
export function authenticated({ kept, head, tables, files }: Omit<Manifest, "mac">): Buffer {
  return Buffer.from(JSON.stringify(unsigned.parse({ kept, head, tables, files })));
}

export const headName = "kept-backup.json";
export const manifestName = "manifest.json";
