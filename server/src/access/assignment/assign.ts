import { type Actor, record } from "../../evidence/index.js";
import { isActiveStaff } from "../../identity/index.js";
import { type Db, newId, type PersonId, Refusal, type StaffId, type Tx } from "../../platform/index.js";
import { type HeldOccasion, occasionsOf, personsIn } from "../../retention/index.js";
import { personState } from "../../vault/index.js";
import { sameAs } from "../merge.js";
import { type AssignmentRow, assignedAmong, assignmentsOn, assignmentsTo, endAssignments, insertAssignment } from "./store.js";

export interface Assigning {
  readonly person: PersonId;
  /** Left out: the person alone, whatever they take part in. */
  readonly occasion?: string | undefined;
  readonly staff: StaffId;
  readonly until?: Date | undefined;
  readonly by: StaffId;
  readonly now: Date;
}

/** How many people of an occasion are told that somebody is responsible for it. */
const told = 1000;

/**
 * Says that a member of staff is responsible for a person, or for an occasion the person takes part in: then for everyone who does.
 * Refuses `person.unknown`, `staff.unknown`, `occasion.unknown`, `assignment.stands`, `assignment.past`.
 */
export async function assign(tx: Tx, a: Assigning): Promise<string> {
  const state = await personState(tx, a.person);
  if (state === undefined || state === "erased") throw new Refusal("person.unknown");
  if (!(await isActiveStaff(tx, a.staff))) throw new Refusal("staff.unknown");
  if (a.until && a.until <= a.now) throw new Refusal("assignment.past");
  if (a.occasion !== undefined && !(await occasionIds(tx, [a.person])).includes(a.occasion)) throw new Refusal("occasion.unknown");
  const id = newId();
  const subject = a.occasion === undefined ? { person: a.person } : { occasion: a.occasion };
  const row = { id, subject, staff: a.staff, by: a.by, byKind: "staff" as const, at: a.now, until: a.until ?? null };
  if (!(await insertAssignment(tx, row))) throw new Refusal("assignment.stands");
  await tell(
    tx,
    "access.assigned",
    { ...row, person: a.occasion ? null : a.person, occasion: a.occasion ?? null },
    staffActor(a.by),
    a.now,
  );
  return id;
}

/** Whoever takes down what a newcomer says is responsible for them from then on. Anybody known before is assigned by who may. */
export async function assignIntake(
  tx: Tx,
  taken: readonly { readonly staff: StaffId; readonly person: PersonId; readonly at: Date }[],
): Promise<void> {
  for (const t of taken) {
    const id = newId();
    const row = { id, subject: { person: t.person }, staff: t.staff, by: t.staff, byKind: "intake" as const, at: t.at, until: null };
    if (!(await insertAssignment(tx, row))) continue;
    await tell(tx, "access.assigned", { ...row, person: t.person, occasion: null }, staffActor(t.staff), t.at);
  }
}

/** Ends one assignment. Refuses `assignment.unknown`, where it ended before too. */
export async function endAssignment(tx: Tx, id: string, by: StaffId, now: Date): Promise<void> {
  const [ended] = await endAssignments(tx, { id }, by, now);
  if (!ended) throw new Refusal("assignment.unknown");
  await tell(tx, "access.assignment_ended", ended, staffActor(by), now);
}

/** Ends all that was assigned to somebody who left. Answers how many. */
export async function endAllOf(tx: Tx, staff: StaffId, now: Date): Promise<number> {
  const ended = await endAssignments(tx, { staff }, null, now);
  for (const row of ended) await tell(tx, "access.assignment_ended", row, { kind: "system" }, now);
  return ended.length;
}

/** Whether any of these records, which are one person, is assigned to a reader now: by itself, or by an occasion it takes part in. */
export async function isAssigned(db: Db, reader: Actor, persons: readonly PersonId[], now: Date): Promise<boolean> {
  // An API key is nobody: people are assigned to people.
  if (reader.kind !== "staff") return false;
  const held: HeldOccasion[] = [];
  for (const person of persons) held.push(...(await occasionsOf(db, person)));
  const own = held.filter((o) => o.joinedBy === reader.id);
  const others = held.filter((o) => o.joinedBy !== reader.id).map((o) => o.id);
  if ((await assignedAmong(db, reader.id, persons, others, now)).size > 0) return true;
  if (own.length === 0) return false;
  // Whoever put a person into an occasion that was theirs already has not been given the person thereby.
  const given = await assignmentsOn(
    db,
    [],
    own.map((o) => o.id),
    now,
  );
  return given.some((a) => a.staff === reader.id && own.some((o) => o.id === a.occasion && a.from > o.joinedAt));
}

/** Who is responsible for a person now: over every record that is the same, and every occasion they take part in. */
export async function responsibleFor(db: Db, person: PersonId, now: Date): Promise<AssignmentRow[]> {
  const persons = await sameAs(db, person);
  return assignmentsOn(db, persons, await occasionIds(db, persons), now);
}

/** The people assigned to a member of staff now, each once, with the assignment that says so; newest assignments first, `most` of them. */
export async function assignedTo(
  db: Db,
  staff: StaffId,
  now: Date,
  most: number,
): Promise<{ readonly person: PersonId; readonly assignment: AssignmentRow }[]> {
  const found = new Map<PersonId, AssignmentRow>();
  for (const row of await assignmentsTo(db, staff, now, most)) {
    const persons = row.person ? [row.person] : row.occasion ? await personsIn(db, row.occasion, most) : [];
    for (const person of persons) if (!found.has(person) && found.size < most) found.set(person, row);
  }
  return [...found].map(([person, assignment]) => ({ person, assignment }));
}

async function occasionIds(db: Db, persons: readonly PersonId[]): Promise<string[]> {
  const ids: string[] = [];
  for (const person of persons) ids.push(...(await occasionsOf(db, person)).map((o) => o.id));
  return ids;
}

const staffActor = (id: StaffId): Actor => ({ kind: "staff", id });

async function tell(
  tx: Tx,
  type: "access.assigned" | "access.assignment_ended",
  row: Pick<AssignmentRow, "id" | "staff" | "person" | "occasion" | "byKind">,
  actor: Actor,
  at: Date,
): Promise<void> {
  const about = row.person ? [row.person] : row.occasion ? await personsIn(tx, row.occasion, told) : [];
  await record(tx, {
    type,
    at,
    actor,
    about,
    detail: { assignment: row.id, staff: row.staff, how: row.byKind, ...(row.occasion ? { occasion: row.occasion } : {}) },
  });
}
