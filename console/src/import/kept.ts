import { z } from "zod";
import { said } from "./draft.js";

const shape = z.strictObject({
  /** What was said of the columns; null until somebody changes what the server suggested. */
  columns: z.record(z.coerce.number().int(), said).nullable(),
  language: z.enum(["vi", "en"]),
  proved: z.boolean(),
  /** The settings of the last trial, to know whether they still stand. */
  tried: z.string().nullable(),
});
export type Kept = z.output<typeof shape>;

const keyOf = (id: string) => `kept.import.${id}`;
const first: Kept = { columns: null, language: "vi", proved: false, tried: null };

/** How an import was set in this tab, so that neither a trial nor a reload loses it. It names columns by number and holds nobody's data. */
export function keptSetting(id: string): Kept {
  try {
    const read = shape.safeParse(JSON.parse(sessionStorage.getItem(keyOf(id)) ?? "null"));
    return read.success ? read.data : first;
  } catch {
    return first;
  }
}

export function keepSetting(id: string, kept: Kept): void {
  try {
    sessionStorage.setItem(keyOf(id), JSON.stringify(kept));
  } catch {
    // Storage may be closed to us; it then lasts as long as the screen.
  }
}
