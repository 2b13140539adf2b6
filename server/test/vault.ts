import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrganisationId } from "../src/platform/index.js";
import { openOrganisation, openVault, type VaultRoots } from "../src/vault/index.js";
import { type TestDatabase, testDatabase } from "./database.js";

export interface TestVault extends TestDatabase {
  readonly roots: VaultRoots;
  /** Where the roots lie. */
  readonly folder: string;
}

/** A fresh database with an open vault beside it; its organisations have their keys. */
export async function testVault(): Promise<TestVault> {
  const t = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), "vault-"));
  const roots = { data: join(folder, "data"), keys: join(folder, "keys"), ledger: join(folder, "ledger") };
  await openVault(t.database, roots, new Date());
  return {
    ...t,
    roots,
    folder,
    async organisation(slug?: string): Promise<OrganisationId> {
      const organisation = await t.organisation(slug);
      await t.database.write(organisation, (tx) => openOrganisation(tx, new Date()));
      return organisation;
    },
    async close() {
      await t.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
