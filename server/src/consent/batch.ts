import { type Database, Group, type OrganisationId, type PersonId } from "../platform/index.js";
import type { PublishedPolicy } from "../policy/index.js";
import { type Recorded, recordActs } from "./record.js";
import { type Act, judge, type Standing } from "./rules.js";
import { standingRows } from "./store.js";

/**
 * Consent acts of requests that arrive together, one organisation at a time, in one transaction. Each caller is answered only after its
 * own act is durable; an act that is refused (a stale notice, an unknown person) fails alone.
 */
export class Consents {
  readonly #group: Group<Act, Recorded>;

  constructor(database: Database) {
    this.#group = new Group({
      run: (organisation, acts) => database.write(organisation, (tx) => recordActs(tx, acts)),
      keys: (act) => [`${act.person} ${act.purpose}`],
    });
  }

  /** Throws `person.unknown`, `notice.stale`, or `server.busy` where too many wait. */
  record(organisation: OrganisationId, act: Act): Promise<Recorded> {
    return this.#group.add(organisation, act);
  }
}

interface Question {
  readonly policy: PublishedPolicy;
  readonly person: PersonId;
  readonly purpose: string;
}

/** Questions of requests that arrive together, one organisation at a time, read by one statement that begins after they were asked. */
export class Standings {
  readonly #group: Group<Question, Standing>;

  constructor(database: Database) {
    this.#group = new Group({
      run: (organisation, asked) =>
        database.read(organisation, async (db) => {
          const found = await standingRows(db, asked);
          return asked.map(({ policy, person, purpose }) => ({
            state: "done" as const,
            answer: judge(policy.policy, purpose, found.last(person, purpose), found.person(person), found.restrictedAt(person, purpose)),
          }));
        }),
      keys: () => [],
    });
  }

  /** May this person be used for this purpose, and why. Throws `server.busy` where too many wait. */
  of(organisation: OrganisationId, policy: PublishedPolicy, person: PersonId, purpose: string): Promise<Standing> {
    return this.#group.add(organisation, { policy, person, purpose });
  }
}
