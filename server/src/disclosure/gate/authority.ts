import type { Db, PersonId } from "../../platform/index.js";

export interface AuthorityAsk {
  readonly order: string;
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: readonly string[];
  readonly persons: readonly PersonId[];
  readonly now: Date;
}

/** Whether a decided demand of an authority covers what is asked, and until which day its persons are not shown it. */
export type GroundOfAuthority = (db: Db, ask: AuthorityAsk) => Promise<{ readonly hiddenUntil: string | null } | undefined>;

// Until somebody who keeps such orders says otherwise, no demand covers anything.
let source: GroundOfAuthority = async () => undefined;

/** Whoever keeps authorities' demands names how to look one up; said once a process. */
export function authorityFrom(of: GroundOfAuthority): void {
  source = of;
}

export function groundOfAuthority(db: Db, ask: AuthorityAsk): ReturnType<GroundOfAuthority> {
  return source(db, ask);
}
