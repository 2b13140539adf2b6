import type { Db } from "../platform/index.js";
import type { OpenFault } from "./keys.js";
import { type HeldValue, openValues } from "./read.js";
import { selectSample, type ValueRow, valuePages } from "./store/values.js";

/** What a random sample of sealed values showed. Ids only; what was opened is forgotten. */
export interface Sampled {
  readonly opened: number;
  readonly failed: readonly { readonly person: string; readonly value: string; readonly fault: OpenFault }[];
}

/**
 * Opens sealed values at random and tells which failed: what the check `security.at_rest` stands on. Values of the erased, whose
 * rows are about to follow, count neither way. It reads a few pages, more of them where the organisation holds a small part of the
 * table. `size`: the most values.
 */
export async function atRestSample(db: Db, size = 100): Promise<Sampled> {
  const values = await randomValues(db, size);
  const failed = values.flatMap((v) =>
    "fault" in v.value && v.value.fault !== "sealed.erased" ? [{ person: v.person, value: v.id, fault: v.value.fault }] : [],
  );
  return { opened: values.filter((v) => "content" in v.value).length, failed };
}

/** Values at random, opened, for probes that must know what to look for. Never shown, never stored. `size`: the most values. */
export async function randomValues(db: Db, size: number): Promise<HeldValue[]> {
  return openValues(db, await draw(db, size));
}

/** Sealed values at random, as they lie. `size`: the most values. */
export async function sealedSample(db: Db, size: number): Promise<readonly { readonly id: string; readonly sealed: Buffer }[]> {
  return draw(db, size);
}

async function draw(db: Db, size: number): Promise<ValueRow[]> {
  const pages = Math.max(1, await valuePages(db));
  let rows: ValueRow[] = [];
  // A page holds some twenty values; half of them from one page would be no sample.
  for (let asked = Math.max(8, size / 4); rows.length < size; asked *= 16) {
    const percent = Math.min(100, (100 * asked) / pages);
    rows = await selectSample(db, percent, size);
    if (percent >= 100) break;
  }
  return rows;
}
