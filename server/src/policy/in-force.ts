import { policy } from "@kept/language";
import { type Database, type Db, type OrganisationId, Refusal } from "../platform/index.js";
import type { PublishedPolicy } from "./check-type.js";
import { newestVersion, type VersionHead, type VersionRow, versionHeads, versionRow } from "./store.js";

/** How stale a remembered version may be, in milliseconds. */
const staleAfter = 1000;
const remembered = new Map<OrganisationId, { at: number; policy: Promise<PublishedPolicy> }>();

/**
 * The policy in force, remembered for at most a second. Refuses with `organisation.unknown` where nothing is published.
 * Inside a transaction that must not miss a newer version, use `inForceNow`.
 */
export function inForce(from: Database | { readonly database: Database }, organisation: OrganisationId): Promise<PublishedPolicy> {
  const database = "database" in from ? from.database : from;
  const now = performance.now();
  const known = remembered.get(organisation);
  if (known && now - known.at < staleAfter) return known.policy;
  const asked = database.read(organisation, inForceNow);
  remembered.set(organisation, { at: now, policy: asked });
  // A failure is not remembered: the next caller asks again.
  asked.catch(() => remembered.delete(organisation));
  return asked;
}

/** The policy in force, as this transaction sees it. */
export async function inForceNow(db: Db): Promise<PublishedPolicy> {
  const row = await newestVersion(db);
  if (!row) throw new Refusal("organisation.unknown");
  return published(row);
}

/** The file in force as it was written: for findings with their lines. */
export async function sourceInForce(db: Db): Promise<string> {
  const row = await newestVersion(db);
  if (!row) throw new Refusal("organisation.unknown");
  return row.source;
}

/** A version by its number, or nothing. */
export async function versionOf(db: Db, version: number): Promise<PublishedPolicy | undefined> {
  const row = await versionRow(db, version);
  return row && published(row);
}

/** Every version without its text, newest first. */
export function versions(db: Db): Promise<VersionHead[]> {
  return versionHeads(db);
}

/** Called after a version is durable: this process sees it at once, others within a second. */
export function forgetInForce(organisation: OrganisationId): void {
  remembered.delete(organisation);
}

function published(row: VersionRow): PublishedPolicy {
  return { version: row.version, digest: row.digest, policy: policy.parse(JSON.parse(row.content)), publishedAt: row.published_at };
}
