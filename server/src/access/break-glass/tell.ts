import { type StaffAddress, staffAddresses } from "../../identity/index.js";
import type { Tx } from "../../platform/index.js";
import type { PublishedPolicy } from "../../policy/index.js";
import { lockGrant } from "./store.js";

export interface GrantTold {
  readonly purpose: string;
  readonly minutes: number;
  readonly at: Date;
  /** Everyone who watches reading, but whoever asked for it: they settle no alarm about themselves. */
  readonly to: readonly StaffAddress[];
}

/** What to tell those who watch reading of emergency access that was agreed to; nothing where it was not, or went with its person. */
export async function grantToTell(tx: Tx, { policy }: PublishedPolicy, id: string): Promise<GrantTold | undefined> {
  const grant = await lockGrant(tx, id);
  if (!grant?.agreed || !grant.decidedAt) return undefined;
  const watching = Object.entries(policy.roles).flatMap(([name, role]) => (role.may.includes("watch") ? [name] : []));
  const to = (await staffAddresses(tx, watching)).filter((a) => a.staff !== grant.staff);
  return { purpose: grant.purpose, minutes: grant.minutes, at: grant.decidedAt, to };
}
