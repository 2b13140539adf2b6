import { sql } from "kysely";
import type { Erasing } from "../vault/index.js";

/**
 * Tables that no backup holds: whoever was signed in signs in again, and a link or code that was used does not work a second time
 * because the database has forgotten that it was.
 */
export const identityPassing: readonly string[] = ["session", "code", "ceremony", "staff_session", "staff_link"];

/**
 * What identity does when a person is erased: at once the account closes, so that no session and no code opens it; the rows go
 * in the background. A code sealed by a person's key is worth ten minutes: a field's erasure lets it die with the key.
 */
export const identityErasing: Erasing = {
  async now(tx, person) {
    await sql`delete from account where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  },
  async later(tx, person) {
    let gone = 0;
    for (const table of ["session", "device", "code", "passkey", "account"]) {
      const rows = await sql`delete from ${sql.table(table)} where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(
        tx.q,
      );
      gone += Number(rows.numAffectedRows ?? 0n);
    }
    return gone > 0;
  },
  async reseal(tx, person) {
    await sql`delete from code where organisation_id = ${tx.organisation} and person_id = ${person}`.execute(tx.q);
  },
};
