import { sameAs } from "../../access/index.js";
import { eventsOf } from "../../evidence/index.js";
import type { Db, PersonId } from "../../platform/index.js";
import { legalDate } from "../../vault/index.js";
import { type Kind, typesOf } from "./events.js";
import { type ReadEvent, readEvent } from "./read-event.js";

export interface Page {
  readonly events: readonly ReadEvent[];
  /** Id to ask the next, older page by; null at the end. */
  readonly next: string | null;
}

/**
 * What happened to a person's data, newest first, over the records that are one with it. `before`: id of the last event of the page
 * before (keyset). `hiddenAt`: leaves out what its person is not told yet at that moment (detail `hidden_until`, a legal date).
 */
export async function timelineOf(
  db: Db,
  person: PersonId,
  asked: { readonly limit: number; readonly before?: string | undefined; readonly kind?: Kind | undefined; readonly hiddenAt?: Date },
): Promise<Page> {
  const found = new Map<string, ReadEvent>();
  for (const p of await sameAs(db, person)) {
    const some = await eventsOf(db, p, asked.limit + 1, asked.before, asked.kind && typesOf(asked.kind));
    for (const e of some) found.set(e.id, readEvent(e));
  }
  const sorted = [...found.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
  const page = sorted.slice(0, asked.limit);
  return { events: page.filter((e) => !hidden(e, asked.hiddenAt)), next: sorted.length > asked.limit ? (page.at(-1)?.id ?? null) : null };
}

/** An order of a state body may have to stay unknown to its person until a day. */
function hidden(e: ReadEvent, at: Date | undefined): boolean {
  const until = e.detail?.hidden_until;
  return at !== undefined && typeof until === "string" && until > legalDate(at);
}
