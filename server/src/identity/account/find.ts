import type { Policy } from "@kept/language";
import type { Db, PersonId } from "../../platform/index.js";
import { findByIndex } from "../../vault/index.js";
import { type AccountRow, accountsOf } from "./store.js";
import { accountWays } from "./ways.js";

const order = { active: 0, locked: 1, pending: 2, cancelled: 3 } as const;

/**
 * The account that a typed username or e-mail names, through the blind index. An e-mail that is proved goes before one that
 * somebody merely typed; among equals the oldest account. Undefined where there is none.
 */
export async function findAccount(db: Db, policy: Policy, typed: string): Promise<AccountRow | undefined> {
  const text = typed.trim();
  if (text === "" || text.length > 254) return undefined;
  const verified = new Map<PersonId, boolean>();
  for (const { name, field } of accountWays(policy).names) {
    if (field.type === "email" && !text.includes("@")) continue;
    const found = await findByIndex(db, [{ field: name, rule: { index: field.index, type: field.type }, text }]);
    if (found.outcome !== "found") continue;
    for (const m of found.matches) verified.set(m.person, (verified.get(m.person) ?? false) || m.verified || field.type === "username");
  }
  const accounts = (await accountsOf(db, [...verified.keys()])).filter((a) => a.state !== "cancelled");
  const rank = (a: AccountRow) => (verified.get(a.personId) ? 0 : 10) + order[a.state];
  return accounts.sort((a, b) => rank(a) - rank(b))[0];
}

/** Whether an account other than this person's already goes by a proved contact or a username: asked before one is taken. */
export async function isNameTaken(db: Db, policy: Policy, typed: string, person: PersonId | undefined): Promise<boolean> {
  const found = await findAccount(db, policy, typed);
  return found !== undefined && found.personId !== person && found.state !== "pending";
}
