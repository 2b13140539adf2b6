import type { StaffCaller } from "../../platform/http/index.js";
import type { Database, OrganisationId } from "../../platform/index.js";
import { isFresh, isLive, seenEvery, staffSession } from "../rules.js";
import { readOwnToken } from "../session/token.js";
import { seeStaffSession, staffSessionByHash } from "./session-store.js";

/** Who a staff cookie proves. Whoever was disabled a moment ago is nobody. */
export async function proveStaff(
  database: Database,
  cookie: string | undefined,
  now: Date,
): Promise<{ organisation: OrganisationId; caller: StaffCaller } | undefined> {
  const token = readOwnToken(cookie);
  if (!token) return undefined;
  const row = await database.read(token.organisation, (db) => staffSessionByHash(db, token.hash));
  if (!row || !isLive(row, staffSession, now) || row.endsAt <= now) return undefined;
  if (now.getTime() - row.seenAt.getTime() >= seenEvery) {
    await database.write(token.organisation, (tx) => seeStaffSession(tx, row.id, now));
  }
  return {
    organisation: token.organisation,
    caller: { kind: "staff", id: row.staffId, sessionId: row.id, roles: row.roles, fresh: isFresh(row.provedAt, now) },
  };
}
