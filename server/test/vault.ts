import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OrganisationId } from "../src/platform/index.js";
import { newId } from "../src/platform/index.js";
import { type Content, type IndexRule, type NewValue, openOrganisation, openVault, type VaultRoots } from "../src/vault/index.js";
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

/** A value as a form gave it, at a fixed moment. */
export function aValue(field: string, content: Content, rule: IndexRule = { index: "none", type: "line" }): NewValue {
  const origin = {
    submissionId: newId(),
    occasionId: null,
    touchpoint: "contact",
    channel: "form",
    purposes: ["advice", "survey"],
    basis: "consent",
    noticeVersion: 3,
    language: "vi" as const,
    shownDigest: Buffer.alloc(32, 7),
    collectedAt: new Date("2026-11-21T08:00:00Z"),
    verifiedAt: null,
    until: "2028-02-29",
  };
  return { field, content, rule, origin };
}

/** Every row of every table, as text, by table: to compare a whole database before and after. */
export async function everything(t: TestDatabase): Promise<Map<string, string[]>> {
  const tables = await t.owner<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' order by 1",
  );
  const all = new Map<string, string[]>();
  for (const { name } of tables) {
    const rows = await t.owner<{ row: string }>(`select to_jsonb(x)::text as row from "${name}" x order by 1`);
    all.set(
      name,
      rows.map((r) => r.row),
    );
  }
  return all;
}

/** Everything an async iterable gives. */
export async function gather<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}
