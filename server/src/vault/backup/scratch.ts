import { randomBytes } from "node:crypto";
import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { BackupFault } from "../../platform/backup/index.js";
import { isErrno } from "../keyring/durable.js";
import type { KeyProvider } from "../keyring/provider.js";
import type { VaultRoots } from "../open.js";

/** Somewhere to restore to that nobody else sees: a database on the same server, and folders beside it. All of it goes with `drop`. */
export interface Scratch {
  readonly url: string;
  readonly ownerUrl: string;
  /** Data, ledger (a copy), exports, and a place for recovered keys. */
  readonly roots: VaultRoots & { readonly exports: string };
  readonly folder: string;
  /** Takes the ledger as it is now. */
  copyLedger(): Promise<void>;
  drop(): Promise<void>;
}

export async function makeScratch(of: { readonly url: string; readonly ownerUrl: string }, ledger: string): Promise<Scratch> {
  const name = `kept_drill_${randomBytes(6).toString("hex")}`;
  const login = decodeURIComponent(new URL(of.url).username);
  await asOwner(of.ownerUrl, `create database ${name} template template0`).catch((error: unknown) => {
    throw new BackupFault(
      "backup.drill",
      `No scratch database could be made: ${error instanceof Error ? error.message : "?"}. The owner of the database needs the right to create databases.`,
    );
  });
  const folder = await mkdtemp(join(tmpdir(), "kept-drill-"));
  const at = (place: string) => join(folder, place);
  // The replay writes into it: never into the one that counts.
  const copyLedger = async () => {
    await mkdir(at("ledger"), { recursive: true, mode: 0o700 });
    await cp(ledger, at("ledger"), { recursive: true, force: true }).catch((error: unknown) => {
      if (!isErrno(error, "ENOENT")) throw error;
    });
  };
  const drop = async () => {
    await rm(folder, { recursive: true, force: true });
    await asOwner(of.ownerUrl, `drop database if exists ${name} with (force)`);
  };
  try {
    await asOwner(of.ownerUrl, `revoke all on database ${name} from public`);
    await asOwner(of.ownerUrl, `grant connect on database ${name} to "${login.replaceAll('"', '""')}"`);
    await mkdir(at("data"), { mode: 0o700 });
    await copyLedger();
  } catch (error) {
    await drop();
    throw error;
  }
  return {
    url: inDatabase(of.url, name),
    ownerUrl: inDatabase(of.ownerUrl, name),
    roots: { data: at("data"), keys: at("keys"), ledger: at("ledger"), exports: at("exports") },
    folder,
    copyLedger,
    drop,
  };
}

/** The same keys, for looking: whatever would change them does nothing or fails. */
export function readOnly(keys: KeyProvider): KeyProvider {
  const never = async (): Promise<never> => {
    throw new Error("a drill makes no keys");
  };
  const nothing = async () => {};
  return new Proxy(keys, {
    get(target, name) {
      if (name === "looking") return true;
      if (name === "prepare" || name === "createInstallation") return never;
      if (name === "promote" || name === "retire" || name === "destroy") return nothing;
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}

async function asOwner(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(text).finally(() => client.end());
}
