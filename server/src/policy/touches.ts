import { checkText, diff } from "@kept/language";
import { type Db, Refusal } from "../platform/index.js";
import { countPersons } from "../vault/index.js";
import { inForceNow } from "./in-force.js";

/** How many persons' last word on each purpose is yes. */
export type Given = (db: Db, purposes: readonly string[]) => Promise<ReadonlyMap<string, number>>;

export interface Touched {
  /** Persons to be told: everyone whose data is held, when anything differs. */
  readonly told: number;
  readonly asked_again: { purpose: string; people: number }[];
}

/** Whom a text would touch if it were published now. Refuses with `policy.errors` what is no policy. */
export async function touches(db: Db, source: string, given: Given): Promise<Touched> {
  const { policy, findings } = checkText(source);
  if (!policy) {
    throw new Refusal(
      "policy.errors",
      findings.map((f) => ({ path: f.path, text: f.text })),
    );
  }
  const changes = diff((await inForceNow(db)).policy, policy);
  const purposes = [...new Set(changes.flatMap((c) => c.purposes))];
  const counts = await given(db, purposes);
  return {
    told: changes.length > 0 ? await countPersons(db) : 0,
    asked_again: purposes.map((purpose) => ({ purpose, people: counts.get(purpose) ?? 0 })),
  };
}
