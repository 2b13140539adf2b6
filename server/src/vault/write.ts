import { newId, type PersonId, Refusal, type Tx } from "../platform/index.js";
import { digest, type IndexRule, termsOf } from "./blind/digest.js";
import type { PersonKey } from "./cache.js";
import { type Content, encode, textsOf } from "./content.js";
import { type OpenFault, readKeys } from "./keys.js";
import { bornKey } from "./persons.js";
import { type Place, seal } from "./seal.js";
import { vault } from "./state.js";
import { type IndexRow, insertIndex } from "./store/blind.js";
import { insertValues, type NewRow, type Origin } from "./store/values.js";

/** A value to be sealed. `rule` is what the policy says of the field: its type, and how it may be looked up. */
export interface NewValue {
  /** Made by the caller where it must be known before; UUIDv7. */
  readonly id?: string;
  readonly field: string;
  /** Which of a repeated field: home, office. */
  readonly kind?: string | null;
  readonly content: Content;
  readonly rule: IndexRule;
  readonly origin: Origin;
  /** Waits for its proof: neither counts nor is found until `verifyValue`. */
  readonly pending?: boolean;
  /** The value it takes the place of. */
  readonly replaces?: string | null;
}

/** What became of one value: its id, or why it alone was not written. */
export type Written = { readonly id: string } | { readonly refused: OpenFault };

const most = 4000;

export function valuePlace(organisation: string, person: string, field: string, id: string): Place {
  return { organisation, table: "value", person, field, id };
}

/** Seals values of one person; answers their ids in order. Refuses `sealed.erased` where the person's key is gone. */
export async function sealValues(tx: Tx, person: PersonId, values: readonly NewValue[]): Promise<string[]> {
  const written = await sealMany(
    tx,
    values.map((v) => ({ ...v, person })),
  );
  return written.map((w) => {
    if ("refused" in w) throw new Refusal(w.refused);
    return w.id;
  });
}

/**
 * Seals values of many persons, in two statements for each four thousand (values, index). Answers in order: a value whose person
 * is erased is refused alone, the others are written.
 */
export async function sealMany(tx: Tx, values: readonly (NewValue & { readonly person: PersonId })[]): Promise<Written[]> {
  const answers: Written[] = [];
  for (let at = 0; at < values.length; at += most) answers.push(...(await sealSome(tx, values.slice(at, at + most))));
  return answers;
}

type Item = NewValue & { readonly person: PersonId; readonly id: string };

async function sealSome(tx: Tx, values: readonly (NewValue & { readonly person: PersonId })[]): Promise<Written[]> {
  const items = values.map((v): Item => ({ ...v, id: v.id ?? newId() }));
  const refused = new Map<string, OpenFault>();
  let left: readonly Item[] = items;
  // Twice: a remembered key may be of a version that another process replaced.
  for (let attempt = 1; attempt <= 2 && left.length > 0; attempt++) {
    const keys = await keysToWrite(tx, new Set(left.map((i) => i.person)), attempt === 1);
    const rows: NewRow[] = [];
    for (const item of left) {
      const key = keys.get(item.person) ?? "sealed.erased";
      if (typeof key === "string") refused.set(item.id, key);
      else rows.push(rowOf(tx, item, key));
    }
    const written = rows.length > 0 ? await insertValues(tx, rows) : new Set<string>();
    left = left.filter((i) => !written.has(i.id) && !refused.has(i.id));
  }
  for (const item of left) refused.set(item.id, "sealed.erased");
  await indexValues(
    tx,
    items.filter((i) => !i.pending && !refused.has(i.id)),
  );
  return items.map((i) => {
    const why = refused.get(i.id);
    return why ? { refused: why } : { id: i.id };
  });
}

async function keysToWrite(tx: Tx, persons: ReadonlySet<PersonId>, remembered: boolean): Promise<Map<PersonId, PersonKey | OpenFault>> {
  const { cache } = vault();
  const keys = new Map<PersonId, PersonKey | OpenFault>();
  for (const person of persons) {
    const key = bornKey(tx, person) ?? (remembered ? cache.get(tx.organisation, person) : undefined);
    if (key) keys.set(person, key);
  }
  const unknown = [...persons].filter((p) => !keys.has(p));
  if (unknown.length > 0) for (const [person, key] of await readKeys(tx, unknown)) keys.set(person, key);
  return keys;
}

function rowOf(tx: Tx, item: Item, { key }: PersonKey): NewRow {
  return {
    person: item.person,
    id: item.id,
    field: item.field,
    kind: item.kind ?? null,
    sealed: seal(key, valuePlace(tx.organisation, item.person, item.field, item.id), encode(item.content)),
    keyVersion: key.version,
    pending: item.pending ?? false,
    replaces: item.replaces ?? null,
    origin: item.origin,
  };
}

/**
 * Writes the index rows of values that count, under every live index key: while the index moves to a new key, whoever still looks under
 * the old one finds them too. The values were written in this transaction, so nobody erases them meanwhile.
 */
export async function indexValues(
  tx: Tx,
  values: readonly { person: PersonId; id: string; field: string; content: Content; rule: IndexRule }[],
): Promise<void> {
  const found = values
    .map((value) => ({ value, terms: termsOf(value.field, value.rule, textsOf(value.content)) }))
    .filter((f) => f.terms.length > 0);
  if (found.length === 0) return;
  const keys = await vault().keys.digestKeys(tx.organisation, "index");
  const rows = found.flatMap(({ value, terms }) =>
    terms.flatMap((term) =>
      keys.map(
        (key): IndexRow => ({
          digest: digest(key.key, term),
          person: value.person,
          value: value.id,
          field: value.field,
          kind: term.kind,
          keyVersion: key.version,
        }),
      ),
    ),
  );
  await insertIndex(tx, rows);
}
