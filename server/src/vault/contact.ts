import { createHmac } from "node:crypto";
import type { Db } from "../platform/index.js";
import { foldEmail, foldPhone } from "./blind/fold.js";
import { vault } from "./state.js";

/** An e-mail address or a telephone number, as it was written. */
export interface Contact {
  readonly channel: "email" | "phone";
  readonly text: string;
}

/**
 * Digests of contacts in their normal form under the organisation's digest keys, which are not the index keys and do not rotate with
 * them: newest first, none where it is no contact. Write the first, look under all.
 */
export async function contactDigests(db: Db, use: string, contacts: readonly Contact[]): Promise<Buffer[][]> {
  const keys = await vault().keys.digestKeys(db.organisation, "digest");
  return contacts.map(({ channel, text }) => {
    const folded = channel === "email" ? foldEmail(text) : foldPhone(text);
    if (!folded) return [];
    const said = JSON.stringify(["kept contact digest 1", use, channel, folded]);
    return keys.map((k) => createHmac("sha256", k.key).update(said).digest());
  });
}
