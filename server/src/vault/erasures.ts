import type { PersonId, Tx } from "../platform/index.js";
import type { Place } from "./seal.js";

/** Seals anew, under the person's new key, what was sealed under the old one at a place in a domain's own table. */
export type Reseal = (at: Pick<Place, "table" | "field" | "id">, sealed: Uint8Array) => Buffer;

/** Refusals that stay after an erasure, as digests under a key of the organisation's: as the certificate tells them. */
export interface KeptRefusal {
  readonly channels: readonly string[];
  readonly purposes: readonly string[];
  readonly article: string;
  /** The last day they are kept, a legal date. */
  readonly until: string;
}

/** What a domain does when a person, or a field of theirs, is erased. It touches only its own tables. */
export interface Erasing {
  /**
   * In the transaction, while the person's key still opens: what the law keeps beyond the person (a refusal of mail) goes under a key of
   * its own, and is told. `field`: only that field is erased. Must cost what is kept, not what is stored.
   */
  readonly before?: (tx: Tx, person: PersonId, at: Date, field?: string) => Promise<KeptRefusal | undefined>;
  /** In the transaction that destroys the key. Must cost the same however much is stored. */
  readonly now?: (tx: Tx, person: PersonId) => Promise<void>;
  /** Afterwards, in transactions of its own: deletes some rows, answers true while more remain. Repeated until false, and after a crash. */
  readonly later?: (tx: Tx, person: PersonId) => Promise<boolean>;
  /** In the transaction that erases one field. */
  readonly field?: (tx: Tx, person: PersonId, field: string) => Promise<void>;
  /** In the same transaction: whatever the domain has sealed with `sealFor` must move to the new key, or it is lost. */
  readonly reseal?: (tx: Tx, person: PersonId, reseal: Reseal) => Promise<void>;
}

const registered = new Map<string, Erasing>();

/** Each domain names what it must erase, once, in `main.ts`. */
export function registerErasure(name: string, erasing: Erasing): void {
  if (registered.has(name)) throw new Error(`${name} is registered already`);
  registered.set(name, erasing);
}

export function erasings(): readonly Erasing[] {
  return [...registered.values()];
}

/** Asks every domain what it must keep before the key goes. */
export async function keepBefore(tx: Tx, person: PersonId, at: Date, field?: string): Promise<KeptRefusal[]> {
  const kept: KeptRefusal[] = [];
  for (const erasing of erasings()) {
    const one = await erasing.before?.(tx, person, at, field);
    if (one) kept.push(one);
  }
  return kept;
}
