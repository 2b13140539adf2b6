import type { Schedule } from "./bound.js";
import type { KeyCache } from "./cache.js";
import type { KeyProvider } from "./keyring/provider.js";
import type { Ledger } from "./ledger.js";

/** What the verbs share in one process: who holds the keys, what is remembered of them, where files and ledger lie. */
export interface Vault {
  readonly keys: KeyProvider;
  readonly cache: KeyCache;
  readonly ledger: Ledger;
  /** KEPT_DATA: sealed files lie in `files/<organisation>` under it. */
  readonly data: string;
  /** KEPT_KEYS: beside the keys it holds the public half of the recovery key. */
  readonly keysFolder: string;
  /** KEPT_EXPORT: the sealed export of the keys. */
  readonly exportsFolder: string;
  readonly schedule: Schedule;
}

let opened: Vault | undefined;

/** Called once by `openVault`, before anything is sealed. */
export function useVault(vault: Vault): void {
  opened = vault;
}

export function vault(): Vault {
  if (!opened) throw new Error("the vault is not open");
  return opened;
}
