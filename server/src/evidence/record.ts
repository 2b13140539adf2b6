import { randomBytes } from "node:crypto";
import { newId, type PersonId, type Tx } from "../platform/index.js";
import { canonical, commitment, derivedSalt, type Happening } from "./rules.js";
import { type EventRow, insertEvents, type SubjectRow } from "./store.js";

/** Salt roots of persons, by id. A person left out has none to be asked now: the salt is then random and sealed later. */
export type SaltRoots = (tx: Tx, persons: readonly PersonId[]) => Promise<ReadonlyMap<PersonId, Uint8Array>>;

let saltRoots: SaltRoots = async () => new Map();

/** `main.ts` hands over the vault's function: evidence stands before the vault. */
export function saltsFrom(source: SaltRoots): void {
  saltRoots = source;
}

/** The salt roots of these persons, for hot paths that `prepare` events themselves. May fail where keys are out of reach. */
export async function rootsOf(tx: Tx, persons: readonly PersonId[]): Promise<ReadonlyMap<PersonId, Uint8Array>> {
  return persons.length === 0 ? new Map() : saltRoots(tx, [...new Set(persons)]);
}

/** Writes one event in the verb's own transaction. If it cannot be written, the verb fails. Returns its id. */
export async function record(tx: Tx, happening: Happening): Promise<string> {
  const [id] = await recordAll(tx, [happening]);
  if (!id) throw new Error("an event has an id");
  return id;
}

/** Writes many events in one round trip; returns their ids in the same order. */
export async function recordAll(tx: Tx, happenings: readonly Happening[], asking: { roots?: boolean } = {}): Promise<string[]> {
  if (happenings.length === 0) return [];
  const persons = [...new Set(happenings.flatMap((h) => h.about))];
  const roots = asking.roots === false || persons.length === 0 ? new Map<PersonId, Uint8Array>() : await saltRoots(tx, persons);
  const rows = happenings.map((h) => prepare(h, roots));
  await insertEvents(
    tx,
    rows.map((r) => r.event),
    rows.flatMap((r) => r.subjects),
  );
  return rows.map((r) => r.event.id);
}

/** An event and its subject rows, ready to insert: for hot paths that carry them in their own statement. */
export function prepare(h: Happening, roots: ReadonlyMap<PersonId, Uint8Array>): { event: EventRow; subjects: SubjectRow[] } {
  const id = newId();
  const subjects = h.about.map((person) => {
    const root = roots.get(person);
    const salt = root ? derivedSalt(root, id) : randomBytes(32);
    return { row: { personId: person, eventId: id, type: h.type, salt: root ? null : salt }, commitment: commitment(salt, person) };
  });
  const text = canonical(
    h,
    id,
    subjects.map((s) => s.commitment),
  );
  return { event: { id, type: h.type, at: h.at, canonical: text }, subjects: subjects.map((s) => s.row) };
}
