import type { Db, PersonId } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { judge, type Standing } from "./rules.js";
import { allStandingRows, standingRows } from "./store.js";

/** May this person be used for this purpose, and why: one statement over the person and the last act about the purpose. */
export async function standing(db: Db, policy: PublishedPolicy, person: PersonId, purpose: string): Promise<Standing> {
  const found = await standingRows(db, [{ person, purpose }]);
  return judge(policy.policy, purpose, found.last(person, purpose), found.person(person), found.restrictedAt(person, purpose));
}

/** Where a person stands for every purpose of the policy, and for those of earlier versions they said something about. */
export async function standings(db: Db, policy: PublishedPolicy, person: PersonId): Promise<Standing[]> {
  const found = await allStandingRows(db, person);
  const purposes = new Set([...Object.keys(policy.policy.purposes), ...found.purposes(person)]);
  return [...purposes].map((p) => judge(policy.policy, p, found.last(person, p), found.person(person), found.restrictedAt(person, p)));
}

/** Where many persons stand for one purpose: for lists that must leave out whoever may not be used. */
export async function standingsOf(
  db: Db,
  policy: PublishedPolicy,
  persons: readonly PersonId[],
  purpose: string,
): Promise<ReadonlyMap<PersonId, Standing>> {
  const found = await standingRows(
    db,
    persons.map((person) => ({ person, purpose })),
  );
  return new Map(
    persons.map((p) => [p, judge(policy.policy, purpose, found.last(p, purpose), found.person(p), found.restrictedAt(p, purpose))]),
  );
}
