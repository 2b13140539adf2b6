import { z } from "zod";
import { type Draft, said } from "./draft.js";

const shape = z.record(z.coerce.number().int(), said);
const keyOf = (id: string) => `kept.import.${id}`;

/** What was said of an import's columns in this tab, so that a reload does not lose it. It names columns by number and holds nobody's data. */
export function keptDraft(id: string): Draft | undefined {
  try {
    const read = shape.safeParse(JSON.parse(sessionStorage.getItem(keyOf(id)) ?? "null"));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

export function keepDraft(id: string, draft: Draft): void {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(draft));
  } catch {
    // Storage may be closed to us; the draft then lasts as long as the screen.
  }
}
