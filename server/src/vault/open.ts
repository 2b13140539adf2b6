import { type Database, enqueue, nameInstallation, type OrganisationId, Organisations, readInstallation } from "../platform/index.js";
import type { Schedule } from "./bound.js";
import { KeyCache } from "./cache.js";
import { destroyRetired, newestOf, openOrganisation, renewKeysExport } from "./epochs.js";
import { FileKeyring } from "./keyring/file.js";
import { type KeyProvider, KeyringFault, type KnownKey, keyKinds } from "./keyring/provider.js";
import { Ledger } from "./ledger.js";
import { reindexTask } from "./reindex.js";
import { useVault, type Vault } from "./state.js";
import { insertVaultKey, lockVaultKey, selectVaultKeys, type VaultKeyRow } from "./store/keys.js";

export interface VaultRoots {
  readonly data: string;
  readonly keys: string;
  readonly ledger: string;
  /** Where the sealed export of the keys lies; beside the keys by default. */
  readonly exports?: string;
  readonly schedule?: Schedule;
}

const usual: Schedule = { every: 30, keep: 7, index: 365 };

/**
 * Opens the vault at start, after the migrations. The keys must be the very ones this database was sealed with: where they are
 * missing, wrong, another installation's, or older than a destroyed epoch, it throws {@link KeyringFault} with what to do, and
 * makes no key. Only an empty database gets new ones.
 */
export async function openVault(database: Database, roots: VaultRoots, at: Date, provider?: KeyProvider): Promise<Vault> {
  const keys: KeyProvider = provider ?? (await FileKeyring.open(roots.keys));
  await answerForInstallation(database, keys);
  for (const { id } of await new Organisations(database).all()) await answerForOrganisation(database, keys, id, at);
  await beginInstallation(database, keys, at);
  const opened: Vault = {
    keys,
    cache: new KeyCache(),
    ledger: new Ledger(roots.ledger),
    data: roots.data,
    keysFolder: roots.keys,
    exportsFolder: roots.exports ?? `${roots.keys}-export`,
    schedule: roots.schedule ?? usual,
  };
  useVault(opened);
  if (!keys.looking) for (const { id } of await new Organisations(database).all()) await completeKeys(database, id, at);
  // Where the export cannot be written now, what should be destroyed is at least out of use; the hourly job tries again.
  for (const { id } of await new Organisations(database).all()) await destroyRetired(database, id, at).catch(() => {});
  await renewKeysExport(at).catch(() => {});
  return opened;
}

/**
 * Whether keys in a folder are a database's, before they count. False where the database has no installation yet; throws
 * {@link KeyringFault} where it has another's, or keys that the folder lacks. `database` sees every organisation: its owner's, or no row-level role.
 */
export async function checkKeys(database: Database, folder: string): Promise<boolean> {
  const there = await database.query<{ there: boolean }>("select to_regclass('public.installation') is not null as there");
  if (!there[0]?.there || !(await readInstallation(database))) return false;
  const keys = await FileKeyring.open(folder);
  await answerForInstallation(database, keys);
  for (const { id } of await new Organisations(database).all()) {
    const known = await keys.known(id);
    for (const row of (await database.read(id, selectVaultKeys)).filter((r) => !r.destroyed_at)) demandKey(row, known, id);
  }
  return true;
}

async function answerForInstallation(database: Database, keys: KeyProvider): Promise<void> {
  const row = await readInstallation(database);
  if (!row) return;
  const ours = await keys.installation();
  if (!ours) {
    throw new KeyringFault(
      "keys.missing",
      "This database has sealed data, and KEPT_KEYS is empty. Put the saved copy of KEPT_KEYS back; without it nothing can be opened. No new keys were made.",
    );
  }
  if (row.id !== ours.id) {
    throw new KeyringFault(
      "keys.other_installation",
      `KEPT_KEYS belongs to installation ${ours.id}, the database to ${row.id}. Check KEPT_KEYS and DATABASE_URL: one of them is another installation's.`,
    );
  }
  if (!row.check.equals(ours.check)) {
    throw new KeyringFault(
      "keys.wrong",
      "installation.json in KEPT_KEYS is not the one this database was made with. Put the saved copy of KEPT_KEYS back.",
    );
  }
}

/** Names the installation in a database that has none. Of two processes that start at once, one does it and both agree. */
async function beginInstallation(database: Database, keys: KeyProvider, at: Date): Promise<void> {
  if (await readInstallation(database)) return;
  const ours = (await keys.installation()) ?? (await keys.createInstallation());
  await nameInstallation(database, { id: ours.id, check: Buffer.from(ours.check) }, at);
  await answerForInstallation(database, keys);
}

async function answerForOrganisation(database: Database, keys: KeyProvider, organisation: OrganisationId, at: Date): Promise<void> {
  const rows = await database.read(organisation, selectVaultKeys);
  const known = await keys.known(organisation);
  for (const row of rows) {
    const key = known.find((k) => k.kind === row.kind && k.number === row.number);
    if (row.destroyed_at) {
      // A crash between the commit and the deed left it; nothing is wrapped under it. Destroyed once the export is without it.
      if (key && key.state !== "destroyed") await keys.retire(organisation, row.kind, row.number, row.destroyed_at);
      continue;
    }
    demandKey(row, known, organisation);
    if (key?.state === "pending") await keys.promote(organisation, row.kind, row.number);
  }
  // A database restored from before a rotation does not know the newest keys yet; they are ours, and in use.
  for (const key of known) {
    const newest = Math.max(0, ...rows.filter((r) => r.kind === key.kind).map((r) => r.number));
    const check = key.check;
    if (key.state !== "live" || !check || rows.length === 0 || key.number <= newest) continue;
    await database.write(organisation, async (tx) => {
      await insertVaultKey(tx, key.kind, key.number, check, at);
      if (key.kind === "index") await enqueue(tx, reindexTask, {}, { key: `${reindexTask}:${organisation}` });
    });
  }
}

/**
 * Makes the first key of a kind that came into the product after the organisation did. Of two processes that start at once, one does
 * it. One without any key yet is not touched: it gets all of them when it is opened.
 */
async function completeKeys(database: Database, organisation: OrganisationId, at: Date): Promise<void> {
  const lacks = (rows: readonly VaultKeyRow[]) => rows.length > 0 && keyKinds.some((kind) => !rows.some((r) => r.kind === kind));
  if (!lacks(await database.read(organisation, selectVaultKeys))) return;
  await database.write(organisation, async (tx) => {
    const epoch = newestOf(await selectVaultKeys(tx), "epoch");
    if (epoch) await lockVaultKey(tx, "epoch", epoch.number);
    await openOrganisation(tx, at);
  });
}

/** Throws {@link KeyringFault} where a key that the database needs is not among those known, or is another. */
function demandKey(row: VaultKeyRow, known: readonly KnownKey[], organisation: OrganisationId): void {
  const key = known.find((k) => k.kind === row.kind && k.number === row.number);
  const name = `${row.kind} key ${row.number} of organisation ${organisation}`;
  if (!key) throw new KeyringFault("keys.missing", `The ${name} is not in KEPT_KEYS. Put the saved copy back. No new key was made.`);
  const gone = key.state === "destroyed" || key.state === "retired";
  // A backup from before the index moved on: its values open, and its index is made anew from them, under the key of now.
  if (gone && row.kind === "index" && known.some((k) => k.kind === "index" && k.number > row.number && k.state === "live")) return;
  if (gone) {
    throw new KeyringFault(
      "keys.epoch_destroyed",
      `The database needs the ${name}, which was destroyed for good. It is a backup from before that epoch ended, and is meant never to open again. Restore a newer one.`,
    );
  }
  if (!key.check?.equals(row.check_value)) {
    throw new KeyringFault("keys.wrong", `The ${name} in KEPT_KEYS is not the one this database was sealed with. Put the saved copy back.`);
  }
}
