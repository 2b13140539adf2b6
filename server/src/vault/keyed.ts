import { createHmac } from "node:crypto";
import type { Db } from "../platform/index.js";
import { vault } from "./state.js";

/**
 * HMAC-SHA-256 of a text under the organisation's digest keys, newest first, apart by `use`: for other domains that must recognise
 * a text (an e-mail of staff, a name that is guessed at) without keeping it. Write the first, look under all.
 */
export async function keyedDigests(db: Db, use: string, text: string): Promise<Buffer[]> {
  const keys = await vault().keys.digestKeys(db.organisation, "digest");
  return keys.map((k) =>
    createHmac("sha256", k.key)
      .update(JSON.stringify(["kept keyed digest 1", use, text]))
      .digest(),
  );
}
