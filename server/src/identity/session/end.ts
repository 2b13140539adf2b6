import { record } from "../../evidence/index.js";
import type { PersonId, Tx } from "../../platform/index.js";
import { type EndedBy, endSessionRows } from "./store.js";

/** Ends one session of a person. Nothing happens where it is not theirs or has ended. */
export async function endSession(tx: Tx, person: PersonId, session: string, by: EndedBy, now: Date): Promise<boolean> {
  const ended = await endSessionRows(tx, person, { id: session }, by, now);
  await tell(tx, person, ended, by, now);
  return ended.length > 0;
}

/** Ends every session of a person, or every other: after a factor changed, when the account is locked or cancelled. */
export async function endSessions(tx: Tx, person: PersonId, except: string | undefined, by: EndedBy, now: Date): Promise<number> {
  const ended = await endSessionRows(tx, person, { except }, by, now);
  await tell(tx, person, ended, by, now);
  return ended.length;
}

async function tell(tx: Tx, person: PersonId, sessions: readonly string[], by: EndedBy, now: Date): Promise<void> {
  if (sessions.length === 0) return;
  await record(tx, {
    type: "identity.session_ended",
    at: now,
    actor: { kind: "person", id: person },
    about: [person],
    detail: { sessions, by },
  });
}
