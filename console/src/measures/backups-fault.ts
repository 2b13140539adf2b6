import type { backupsFound } from "@kept/contract";
import type { Both } from "@kept/language";
import type { z } from "zod";
import { words } from "./backups-words.js";

export type Backups = z.output<typeof backupsFound>;

/** The worst that is wrong with backups and drills, if anything is. */
export function faultOf(b: Backups): { readonly tone: "broken" | "risk"; readonly head: Both; readonly text: Both } | undefined {
  if (b.late) return { tone: "broken", ...(b.last ? words.late : words.none) };
  if (b.drill && !b.drill.passed) return { tone: "broken", ...words.failed };
  if (b.drill_late) return { tone: "risk", ...(b.drill ? words.drillLate : words.noDrill) };
  return undefined;
}
