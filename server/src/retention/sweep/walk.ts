import type { OrganisationId, PersonId, Running } from "../../platform/index.js";
import { inForceNow } from "../../policy/index.js";
import { personsAfter } from "../../vault/index.js";
import { marked } from "../keeping/store.js";
import { lookAt } from "./look.js";
import { walkOf, writeWalk } from "./store.js";

const some = 500;

/**
 * Looks at every person, some hundred at a time, by keyset: the dates of all follow a new version of the policy, and a mark that was missed is made
 * good. Killed, it goes on where it was. What it finds due, the next sweep erases.
 */
export async function walk({ database, clock }: Pick<Running, "database" | "clock">, organisation: OrganisationId): Promise<void> {
  const policy = await database.read(organisation, inForceNow);
  const before = await database.read(organisation, walkOf);
  let after: PersonId | null = before && before.version === policy.version ? before.after : null;
  for (;;) {
    const from = after;
    const asked = await database.read(organisation, async (db) => marked(db, await personsAfter(db, from, some)));
    await lookAt(database, organisation, policy, asked, clock.now());
    after = asked.length < some ? null : (asked.at(-1)?.person ?? null);
    const done = after;
    await database.write(organisation, (tx) => writeWalk(tx, { after: done, version: policy.version, at: clock.now() }));
    if (done === null) return;
  }
}
