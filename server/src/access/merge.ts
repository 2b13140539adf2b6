import { record } from "../evidence/index.js";
import { type Db, newId, type PersonId, Refusal, type StaffId, type Tx } from "../platform/index.js";
import { personState } from "../vault/index.js";
import { insertMerge, type MergeEvidence, type MergeRow, markUndone, selectMerge, standingMerges } from "./store.js";

/** Everyone who is one person with this one, the person first. Without merges: the person alone. */
export async function sameAs(db: Db, person: PersonId): Promise<PersonId[]> {
  const known = new Set([person]);
  for (let asked = [person]; asked.length > 0; ) {
    const merges = await standingMerges(db, asked);
    asked = merges.flatMap((m) => [m.personId, m.otherId]).filter((p) => !known.has(p));
    for (const p of asked) known.add(p);
  }
  return [...known];
}

/**
 * Says, with evidence, that two records are one person. No value moves and no key is shared: they are read together, each by its
 * own consents, until the merge is undone. Refuses `merge.same` and `person.unknown`.
 */
export async function merge(tx: Tx, person: PersonId, other: PersonId, by: StaffId, evidence: MergeEvidence, at: Date): Promise<string> {
  if ((await sameAs(tx, person)).includes(other)) throw new Refusal("merge.same");
  for (const p of [person, other]) {
    const state = await personState(tx, p);
    if (state === undefined || state === "erased") throw new Refusal("person.unknown");
  }
  const id = newId();
  await insertMerge(tx, { id, personId: person, otherId: other, evidence, by, at });
  await record(tx, {
    type: "person.merged",
    at,
    actor: { kind: "staff", id: by },
    about: [person, other],
    detail: { merge: id, evidence },
  });
  return id;
}

/** Separates what was merged. Refuses `merge.unknown` and `merge.undone`. */
export async function undoMerge(tx: Tx, id: string, by: StaffId, at: Date): Promise<MergeRow> {
  const row = await selectMerge(tx, id);
  if (!row) throw new Refusal("merge.unknown");
  if (row.undoneAt) throw new Refusal("merge.undone");
  await markUndone(tx, row, by, at);
  await record(tx, {
    type: "person.unmerged",
    at,
    actor: { kind: "staff", id: by },
    about: [row.personId, row.otherId],
    detail: { merge: id },
  });
  return row;
}
