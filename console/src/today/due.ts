import type { Standing } from "../kit/icon.js";
import { useAccessDue } from "./due/access.js";
import { useAuthoritiesDue } from "./due/authorities.js";
import { useBackupsDue } from "./due/backups.js";
import { useDisclosuresDue } from "./due/disclosures.js";
import type { Due } from "./due/due.js";
import { useEncryptionDue } from "./due/encryption.js";
import { useOutboxDue } from "./due/outbox.js";
import { usePolicyDue } from "./due/policy.js";
import { usePromisesDue } from "./due/promises.js";
import { useRetentionDue } from "./due/retention.js";

/** Everything that waits for someone, the worst first; only what the roles of who looks may open. */
export function useDue(): { due: readonly Due[]; standings: ReadonlyMap<Standing, number> | undefined; settled: boolean } {
  const { broken, risk, standings, settled } = usePromisesDue();
  const others = [
    ...useAccessDue(),
    ...useOutboxDue(),
    ...usePolicyDue(),
    ...useAuthoritiesDue(),
    ...useDisclosuresDue(),
    ...useEncryptionDue(),
    ...useBackupsDue(),
    ...useRetentionDue(),
  ];
  const of = (tone: Due["tone"]) => others.filter((d) => d.tone === tone);
  return { due: [...broken, ...of("broken"), ...risk, ...of("risk"), ...of("soft")], standings, settled };
}
