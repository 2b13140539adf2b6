import type { KeyCaller } from "../../platform/http/index.js";
import type { Database, OrganisationId } from "../../platform/index.js";
import { keyByHash } from "./store.js";

/** How long a key found is believed without asking again: revoking acts on every process within this time. */
const staleAfter = 1000;
const most = 10_000;
const remembered = new WeakMap<Database, Map<string, { at: number; caller: Promise<KeyCaller | undefined> }>>();

/** Who an API key proves; remembered for at most a second, so that a busy client does not cost a query a call. */
export function proveKey(database: Database, organisation: OrganisationId, hash: Buffer): Promise<KeyCaller | undefined> {
  const known = remembered.get(database) ?? new Map<string, { at: number; caller: Promise<KeyCaller | undefined> }>();
  remembered.set(database, known);
  const name = `${organisation} ${hash.toString("base64url")}`;
  const now = performance.now();
  const found = known.get(name);
  if (found && now - found.at < staleAfter) return found.caller;
  const caller = database.read(organisation, async (db): Promise<KeyCaller | undefined> => {
    const key = await keyByHash(db, hash);
    return key && key.revokedAt === null ? { kind: "key", id: key.id, roles: key.roles } : undefined;
  });
  if (known.size >= most) known.clear();
  known.set(name, { at: now, caller });
  // Neither a failure nor a stranger is remembered: strangers must not fill the memory.
  caller.then(
    (c) => c ?? known.delete(name),
    () => known.delete(name),
  );
  return caller;
}

/** In this process a revoked key stops at once. */
export function forgetKeys(database: Database): void {
  remembered.delete(database);
}
