import { newId, type OrganisationId } from "../../platform/index.js";
import { Ledger } from "../ledger.js";

/**
 * Writes into the ledger of each organisation that a backup begins, before its snapshot is taken: a ledger without this line is older than
 * that backup, even where nobody was ever erased. Answers the id of each line.
 */
export async function noteBackup(root: string, organisations: readonly OrganisationId[], at: Date): Promise<Record<string, string>> {
  const ledger = new Ledger(root);
  const noted: Record<string, string> = {};
  for (const organisation of organisations) {
    const id = newId();
    await ledger.append(organisation, [{ id, kind: "backup", organisation, at: at.toISOString() }]);
    noted[organisation] = id;
  }
  return noted;
}
