import { type Database, Group, type OrganisationId } from "../platform/index.js";
import { type Recorded, recordActs } from "./record.js";
import type { Act } from "./rules.js";

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
