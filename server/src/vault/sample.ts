import { randomBytes } from "node:crypto";
import type { Db } from "../platform/index.js";
import type { OpenFault } from "./keys.js";
import { openValues } from "./read.js";
import { selectFrom, valueBounds } from "./store/values.js";

/** What a random sample of sealed values showed. Ids only; what was opened is forgotten. */
export interface Sampled {
  readonly opened: number;
  readonly failed: readonly { readonly person: string; readonly value: string; readonly fault: OpenFault }[];
}

const each = 4;

/**
 * Opens sealed values at random places of the table and tells which failed: what the check `security.at_rest` stands on. Values of the
 * erased, whose rows are about to follow, count neither way. Costs what it takes, not what is stored. `size`: about how many.
 */
export async function atRestSample(db: Db, size = 100): Promise<Sampled> {
  const bounds = await valueBounds(db);
  if (!bounds) return { opened: 0, failed: [] };
  const places = Array.from({ length: Math.ceil(size / each) }, () => between(bounds.first, bounds.last));
  const rows = await selectFrom(db, places, each);
  const values = await openValues(db, [...new Map(rows.map((r) => [r.id, r])).values()]);
  const failed = values.flatMap((v) =>
    "fault" in v.value && v.value.fault !== "sealed.erased" ? [{ person: v.person, value: v.id, fault: v.value.fault }] : [],
  );
  return { opened: values.filter((v) => "content" in v.value).length, failed };
}

/** A random id between two, both included; ids are ordered by time, so this is a random moment. */
function between(first: string, last: string): string {
  const [from, to] = [first, last].map((id) => BigInt(`0x${id.replaceAll("-", "")}`));
  if (from === undefined || to === undefined || to <= from) return first;
  const at = from + (BigInt(`0x${randomBytes(20).toString("hex")}`) % (to - from + 1n));
  const hex = at.toString(16).padStart(32, "0");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
