import type { PolicyPromise } from "../schema/parts.js";
import type { Both, Text } from "../schema/words.js";

/** One difference between two versions, as a person reads it. */
export type Change = Readonly<{
  kind: "added" | "changed" | "removed";
  /** The part of the notice it belongs to. */
  about: PolicyPromise["about"];
  /** Where in the file: in the newer version, or in the older where it was removed. */
  path: string;
  text: Both;
  /** What stood before and stands now, where one took the other's place. */
  before?: Both;
  after?: Both;
  /** Those touched are asked for consent again: a new purpose, recipient, channel, or newly sensitive field. */
  asks_again: boolean;
  /** The purposes whose consent is asked again; empty where nothing is. */
  purposes: readonly string[];
  /** It protects less than before, and needs a reason. */
  loosens: boolean;
}>;

type More = Readonly<{ before?: Both; after?: Both; again?: readonly string[]; loosens?: boolean }>;

/** A change; `again` lists the purposes asked again. */
export function change(kind: Change["kind"], about: Change["about"], path: string, vi: string, en: string, more: More = {}): Change {
  const { before, after, again = [], loosens = false } = more;
  return {
    kind,
    about,
    path,
    text: { vi, en },
    ...(before ? { before } : {}),
    ...(after ? { after } : {}),
    asks_again: again.length > 0,
    purposes: again,
    loosens,
  };
}

/** A text of the policy in both languages; Vietnamese stands in for missing English. */
export function both(text: Text): Both {
  return { vi: text.vi, en: text.en ?? text.vi };
}

/** Which keys are only in `b`, only in `a`, and in both. */
export function keys<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
): Readonly<{ added: [string, T][]; removed: [string, T][]; kept: [string, T, T][] }> {
  return {
    added: Object.entries(b).filter(([k]) => !Object.hasOwn(a, k)),
    removed: Object.entries(a).filter(([k]) => !Object.hasOwn(b, k)),
    kept: Object.entries(b).flatMap(([k, after]): [string, T, T][] => {
      const before = Object.hasOwn(a, k) ? a[k] : undefined;
      return before === undefined ? [] : [[k, before, after]];
    }),
  };
}

/** What `b` has and `a` has not. */
export function gained<T>(a: readonly T[], b: readonly T[]): T[] {
  return b.filter((one) => !a.includes(one));
}

/** Two texts that read the same in both languages. */
export function sameText(a: Text | undefined, b: Text | undefined): boolean {
  return a?.vi === b?.vi && a?.en === b?.en;
}

/** A list for a sentence. */
export function list(names: readonly string[]): string {
  return names.join(", ");
}
