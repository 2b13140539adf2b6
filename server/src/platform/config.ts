import { resolve } from "node:path";
import { z } from "zod";

const role = z.enum(["web", "worker"]);
const port = z.coerce.number().int().min(1).max(65535);
const database = z.string().regex(/^postgres(ql)?:\/\//, "a PostgreSQL address starts with postgresql://");

const settings = z.object({
  PORT: port.default(4000),
  HOST: z.string().min(1).default("127.0.0.1"),
  KEPT_URL: z.url({ protocol: /^https?$/ }).optional(),
  KEPT_POLICIES: z.string().min(1).default("./policies"),
  KEPT_DATA: z.string().min(1).default("./data"),
  KEPT_KEYS: z.string().min(1).default("./keys"),
  KEPT_LEDGER: z.string().min(1).default("./ledger"),
  KEPT_EXPORT: z.string().min(1).optional(),
  KEPT_EPOCH_DAYS: z.coerce.number().int().min(1).max(3650).default(30),
  KEPT_EPOCH_KEEP_DAYS: z.coerce.number().int().min(0).max(365).default(7),
  KEPT_INDEX_DAYS: z.coerce.number().int().min(1).max(3650).default(365),
  KEPT_BACKUPS: z.string().min(1).optional(),
  KEPT_BACKUPS_HOURS: z.coerce.number().int().min(1).max(720).default(24),
  KEPT_BACKUPS_KEEP: z.coerce.number().int().min(1).max(1000).default(7),
  KEPT_ROLES: z
    .string()
    .default("web,worker")
    .transform((s) => s.split(",").map((r) => r.trim()))
    .pipe(z.array(role).min(1)),
  KEPT_TRUSTED_PROXY: z.string().optional(),
  DATABASE_URL: database.optional(),
  DATABASE_OWNER_URL: database.optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  KEPT_LOOPBACK_CALLS: z.literal("allow").optional(),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where people reach the server, without a slash at the end. */
  readonly url: string;
  readonly policies: string;
  readonly data: string;
  readonly keys: string;
  readonly ledger: string;
  /** Where the sealed export of the keys lies. */
  readonly exports: string;
  /** In days: how often an epoch begins, how long one stays after the next began, how often the index moves to a new key. */
  readonly schedule: { readonly every: number; readonly keep: number; readonly index: number };
  /** The folder the server's own backups go to; undefined: it makes none. */
  readonly backups: string | undefined;
  /** A new one after so many hours; so many stay. */
  readonly backupsHours: number;
  readonly backupsKeep: number;
  readonly roles: readonly ("web" | "worker")[];
  /** Address or CIDR of the proxy whose X-Forwarded-* headers are believed. */
  readonly trustedProxy: string | undefined;
  /** Undefined: the embedded PostgreSQL in `data`. */
  readonly databaseUrl: string | undefined;
  readonly databaseOwnerUrl: string | undefined;
  /** Undefined: mail waits in the outbox that the console shows. */
  readonly smtpUrl: string | undefined;
  /** Calls to others (identity providers, webhooks) may go to this machine: for trying out, never where people come from elsewhere. */
  readonly loopbackCalls: boolean;
}

/**
 * Reads every setting once. On faults throws one error that lists them all, by setting, never with a value
 * (an address may hold a password).
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const present = Object.fromEntries(Object.entries(env).filter(([k, v]) => k in settings.shape && v !== undefined && v !== ""));
  const read = settings.safeParse(present);
  const faults = read.success ? [] : read.error.issues.map((i) => `${i.path.join(".")}: ${i.message}`);
  if (read.success) faults.push(...together(read.data));
  if (!read.success || faults.length > 0) throw new ConfigFault(faults);
  const s = read.data;
  return {
    port: s.PORT,
    host: s.HOST,
    url: (s.KEPT_URL ?? `http://localhost:${s.PORT}`).replace(/\/+$/, ""),
    policies: resolve(s.KEPT_POLICIES),
    data: resolve(s.KEPT_DATA),
    keys: resolve(s.KEPT_KEYS),
    ledger: resolve(s.KEPT_LEDGER),
    exports: resolve(s.KEPT_EXPORT ?? `${s.KEPT_KEYS}-export`),
    schedule: { every: s.KEPT_EPOCH_DAYS, keep: s.KEPT_EPOCH_KEEP_DAYS, index: s.KEPT_INDEX_DAYS },
    backups: s.KEPT_BACKUPS === undefined ? undefined : resolve(s.KEPT_BACKUPS),
    backupsHours: s.KEPT_BACKUPS_HOURS,
    backupsKeep: s.KEPT_BACKUPS_KEEP,
    roles: s.KEPT_ROLES,
    trustedProxy: s.KEPT_TRUSTED_PROXY,
    databaseUrl: s.DATABASE_URL,
    databaseOwnerUrl: s.DATABASE_OWNER_URL ?? s.DATABASE_URL,
    smtpUrl: s.SMTP_URL,
    loopbackCalls: s.KEPT_LOOPBACK_CALLS === "allow",
  };
}

export class ConfigFault extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`Settings that cannot be used:\n${faults.map((f) => `  ${f}`).join("\n")}`);
    this.faults = faults;
  }
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

function together(s: z.infer<typeof settings>): string[] {
  const faults: string[] = [];
  if (!loopback.has(s.HOST) && !s.KEPT_TRUSTED_PROXY) {
    faults.push("HOST: a plain port outside loopback needs KEPT_TRUSTED_PROXY, the proxy that ends TLS before it");
  }
  if (!loopback.has(s.HOST) && s.KEPT_URL?.startsWith("http://")) faults.push("KEPT_URL: outside loopback people must come by https://");
  if (s.KEPT_URL?.startsWith("https://") && !s.KEPT_TRUSTED_PROXY) {
    faults.push("KEPT_URL: who comes by https comes through a proxy; name its address in KEPT_TRUSTED_PROXY");
  }
  if (s.DATABASE_OWNER_URL && !s.DATABASE_URL) faults.push("DATABASE_OWNER_URL: set DATABASE_URL too");
  const home = new URL(s.KEPT_URL ?? "http://localhost").hostname;
  if (s.KEPT_LOOPBACK_CALLS && !(loopback.has(s.HOST) && loopback.has(home))) {
    faults.push(
      "KEPT_LOOPBACK_CALLS: only where people reach the server on this machine alone; elsewhere it would open what stands beside it",
    );
  }
  const roots = [s.KEPT_DATA, s.KEPT_KEYS, s.KEPT_LEDGER, s.KEPT_EXPORT ?? `${s.KEPT_KEYS}-export`].map((p) => resolve(p));
  for (const [i, a] of roots.entries()) {
    for (const b of roots.slice(i + 1)) {
      if (a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`))
        faults.push("KEPT_DATA, KEPT_KEYS, KEPT_LEDGER, KEPT_EXPORT: each needs a root of its own, none inside another");
    }
  }
  const backups = s.KEPT_BACKUPS === undefined ? undefined : resolve(s.KEPT_BACKUPS);
  if (backups && roots.some((r) => r === backups || r.startsWith(`${backups}/`) || backups.startsWith(`${r}/`)))
    faults.push("KEPT_BACKUPS: needs a root of its own, apart from data, keys and ledger");
  return [...new Set(faults)];
}
