import type { Database, OrganisationId } from "../platform/index.js";
import { record } from "./record.js";
import type { Happening } from "./rules.js";

/**
 * Records that a gate said no. The verb's own transaction is rolled back, so this is written in one of its own, after it.
 * Only for callers we know or deeds on a known person; anonymous garbage is counted, not recorded.
 */
export async function refused(database: Database, organisation: OrganisationId, happening: Happening): Promise<void> {
  await database.write(organisation, (tx) => record(tx, happening));
}
