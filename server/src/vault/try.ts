import type { Database, OrganisationId } from "../platform/index.js";
import { openValues } from "./read.js";
import { vault } from "./state.js";
import { type ErasureRow, markTried } from "./store/erasures.js";
import { sampleOf } from "./store/values.js";

const most = 20;

/**
 * Tries to open what an erasure of a person left sealed, with every key there is, and writes down what came of it: what the certificate
 * says of it is an attempt, not a belief. Of an erased field nothing is left to try; its attempt was made in its own transaction.
 */
export async function tryErased(
  database: Database,
  organisation: OrganisationId,
  erasure: Pick<ErasureRow, "id" | "person_id" | "scope" | "tried_at">,
  at: Date,
): Promise<void> {
  if (erasure.scope !== "person" || erasure.tried_at) return;
  vault().cache.sweep();
  await database.write(organisation, async (tx) => {
    const rows = await sampleOf(tx, erasure.person_id, most);
    const opened = (await openValues(tx, rows)).filter((v) => "content" in v.value).length;
    await markTried(tx, erasure, { at, tried: rows.length, opened });
  });
}
