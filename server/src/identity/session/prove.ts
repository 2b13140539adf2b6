import type { PersonCaller } from "../../platform/http/index.js";
import type { Database, OrganisationId } from "../../platform/index.js";
import { isFresh, isLive, personSession, seenEvery } from "../rules.js";
import { sessionByHash, touchSession } from "./store.js";
import { readPersonToken } from "./token.js";

/** Who a session cookie proves, in this organisation. Another organisation's cookie proves nobody. */
export async function provePerson(
  database: Database,
  organisation: OrganisationId,
  cookie: string | undefined,
  now: Date,
): Promise<PersonCaller | undefined> {
  const token = readPersonToken(cookie);
  if (!token || token.organisation !== organisation) return undefined;
  const row = await database.read(organisation, (db) => sessionByHash(db, token.person, token.hash));
  if (!row || !isLive(row, personSession, now)) return undefined;
  if (now.getTime() - row.seenAt.getTime() >= seenEvery) {
    await database.write(organisation, (tx) => touchSession(tx, token.person, row.id, now));
  }
  return { kind: "person", id: token.person, sessionId: row.id, fresh: isFresh(row.provedAt, now) };
}
