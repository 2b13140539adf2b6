import { sameAs } from "../../access/index.js";
import { eventsOf } from "../../evidence/index.js";
import type { Db, PersonId } from "../../platform/index.js";
import { type Kind, typesOf } from "./events.js";
import { type ReadEvent, readEvent } from "./read-event.js";

export interface Page {
  readonly events: readonly ReadEvent[];
  /** Id to ask the next, older page by; null at the end. */
  readonly next: string | null;
}

/**
 * What happened to a person's data, newest first, over the records that are one with it. `before`: id of the last event of the page
 * before (keyset).
 */
export async function timelineOf(
  db: Db,
  person: PersonId,
  asked: { readonly limit: number; readonly before?: string | undefined; readonly kind?: Kind | undefined },
): Promise<Page> {
  const found = new Map<string, ReadEvent>();
  for (const p of await sameAs(db, person)) {
    const some = await eventsOf(db, p, asked.limit + 1, asked.before, asked.kind && typesOf(asked.kind));
    for (const e of some) found.set(e.id, readEvent(e));
  }
  const sorted = [...found.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  const events = sorted.slice(0, asked.limit);
  return { events, next: sorted.length > asked.limit ? (events.at(-1)?.id ?? null) : null };
}
