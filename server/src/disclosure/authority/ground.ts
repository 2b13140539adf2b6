import type { Db, PersonId } from "../../platform/index.js";
import { covers } from "./rules.js";
import { orderById, personsOfOrder } from "./store.js";

export interface AuthorityAsk {
  readonly order: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly persons: readonly PersonId[];
}

/**
 * Whether a decided demand of an authority covers what is asked to leave, and until which day its persons are not shown it: the gate asks at the
 * asking, and again when it leaves.
 */
export async function groundOfAuthority(db: Db, ask: AuthorityAsk): Promise<{ readonly hiddenUntil: string | null } | undefined> {
  const order = await orderById(db, ask.order);
  if (!order) return undefined;
  const covered = new Set<string>((await personsOfOrder(db, order.id)).filter((p) => p.covered).map((p) => p.person));
  return covers(order, covered, ask) ? { hiddenUntil: order.hiddenUntil } : undefined;
}
