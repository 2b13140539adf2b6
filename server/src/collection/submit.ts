import { type Database, Group, type OrganisationId } from "../platform/index.js";
import type { Ready } from "./ready.js";
import { type Taken, takeSubmissions } from "./take.js";

/**
 * Submissions that arrive together, one organisation at a time, in one transaction. Each caller is answered only after its own is
 * durable; one that fails, fails alone.
 */
export class Submissions {
  readonly #group: Group<Ready, Taken>;

  constructor(database: Database) {
    this.#group = new Group({
      run: (organisation, all) => database.write(organisation, (tx) => takeSubmissions(tx, all)),
      keys: (ready) => [ready.person],
      most: 64,
    });
  }

  /** Throws `notice.stale`, `person.unknown`, `occasion.unknown`, or `server.busy` where too many wait. */
  take(organisation: OrganisationId, ready: Ready): Promise<Taken> {
    return this.#group.add(organisation, ready);
  }
}
