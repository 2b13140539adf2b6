import type { encryptionStatus } from "@kept/contract";
import type { Both } from "@kept/language";
import type { z } from "zod";
import { words } from "./words.js";

export type Status = z.output<typeof encryptionStatus>;

/** The worst that is wrong with the keys, if anything is. */
export function faultOf(status: Status): { readonly tone: "broken" | "risk"; readonly head: Both; readonly text: Both } | undefined {
  if (status.bound.state === "overdue") return { tone: "broken", head: words.overdue, text: words.overdueText };
  if (!status.recovery) return { tone: "risk", head: words.noRecovery, text: words.noRecoveryText };
  if (!status.exported?.fresh) return { tone: "risk", head: words.stale, text: words.staleText };
  return undefined;
}
