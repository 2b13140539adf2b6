import { sameAs } from "../access/index.js";
import { acknowledgementsOf, type HeldAcknowledgement, type HeldSubmission, submissionsOf } from "../collection/index.js";
import { type Restriction, restrictionsOf, type Standing, standings, wouldKeepRefusals } from "../consent/index.js";
import { type LedgerRow, receivedOf } from "../disclosure/index.js";
import type { Db, PersonId } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Ending, endings, type HeldOccasion, occasionsOf } from "../retention/index.js";
import {
  type ErasureRow,
  erasuresOf,
  filesOf,
  type HeldFile,
  type HeldValue,
  type Hold,
  history,
  holdsOf,
  type KeptBack,
  type KeptRefusal,
  legalDate,
  wouldKeep,
} from "../vault/index.js";

/** Everything an organisation holds of a person, over all records that were found to be theirs. */
export interface Holdings {
  /** The person, then the records merged with them. */
  readonly persons: readonly PersonId[];
  readonly values: readonly HeldValue[];
  readonly files: readonly (HeldFile & { readonly person: PersonId })[];
  /** The keys cannot be asked now: values and files stay closed; everything else is told. */
  readonly closed: boolean;
  readonly submissions: readonly HeldSubmission[];
  readonly occasions: readonly HeldOccasion[];
  /** When each value ends, by its id. */
  readonly endings: ReadonlyMap<string, Ending>;
  readonly acknowledgements: readonly HeldAcknowledgement[];
  readonly standings: readonly Standing[];
  readonly restrictions: readonly Restriction[];
  readonly erasures: readonly ErasureRow[];
  /** Who received data of theirs: what they may be shown of it today. */
  readonly received: readonly LedgerRow[];
  /** Holds in force that the person is told of at this moment, and what erasing everything would leave under them. */
  readonly holds: readonly Hold[];
  readonly kept: readonly KeptBack[];
  /** Refusals of advertising that erasing everything would leave as digests. */
  readonly refusals: readonly KeptRefusal[];
}

/** Opens all that is held of a person, for the person: no purpose stands between people and their own data (law 91/2025 art. 4). */
export async function holdingsOf(db: Db, policy: PublishedPolicy, person: PersonId, now: Date): Promise<Holdings> {
  const persons = await sameAs(db, person);
  const today = legalDate(now);
  const opened = await openAll(db, persons).catch(() => undefined);
  const values = opened?.values ?? [];
  const faults = values.filter((v) => "fault" in v.value && v.value.fault !== "sealed.erased").length;
  return {
    persons,
    values,
    files: opened?.files ?? [],
    closed: opened === undefined || (faults > 0 && faults === values.length),
    submissions: await each(persons, (p) => submissionsOf(db, p)),
    occasions: [...new Map((await each(persons, (p) => occasionsOf(db, p))).map((o) => [o.id, o])).values()],
    endings: await endings(db, policy, persons, now),
    acknowledgements: await each(persons, (p) => acknowledgementsOf(db, p)),
    standings: await jointStandings(db, policy, persons),
    restrictions: await each(persons, (p) => restrictionsOf(db, p)),
    erasures: await each(persons, (p) => erasuresOf(db, p)),
    received: await receivedOf(db, person, now),
    holds: (await holdsOf(db, persons)).filter((h) => h.until >= today && (h.hiddenUntil === null || h.hiddenUntil <= today)),
    refusals: await each(persons, async (p) => [await wouldKeepRefusals(db, p, now)].filter((r) => r !== undefined)),
    kept: (await each(persons, (p) => wouldKeep(db, p, now))).filter((k) => k.hidden_until === null || k.hidden_until <= today),
  };
}

/** Where the purposes stand, without any key: what must work when nothing else does. */
export async function jointStandings(db: Db, policy: PublishedPolicy, persons: readonly PersonId[]): Promise<Standing[]> {
  const joint = new Map<string, Standing>();
  for (const person of persons) {
    for (const s of await standings(db, policy, person)) {
      const known = joint.get(s.purpose);
      // Where records differ, the person is told of the one that is still used.
      if (
        !known ||
        (known.state === "may_not" && s.state === "may") ||
        (known.consent === null && s.consent !== null && known.state === s.state)
      ) {
        joint.set(s.purpose, s);
      }
    }
  }
  return [...joint.values()];
}

async function openAll(db: Db, persons: readonly PersonId[]): Promise<Pick<Holdings, "values" | "files">> {
  return {
    values: await each(persons, (p) => history(db, p)),
    files: await each(persons, async (p) => (await filesOf(db, p)).map((f) => ({ ...f, person: p }))),
  };
}

async function each<T>(persons: readonly PersonId[], of: (person: PersonId) => Promise<readonly T[]>): Promise<T[]> {
  const all: T[] = [];
  for (const person of persons) all.push(...(await of(person)));
  return all;
}
