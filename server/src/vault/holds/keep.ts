import { type Db, type PersonId, personId, Refusal, type Tx } from "../../platform/index.js";
import { fileKeyPlace, fileNamePlace } from "../files/places.js";
import { openKeys } from "../keys.js";
import { sealFor } from "../other.js";
import { bornKey } from "../persons.js";
import { open, type Place, type VersionedKey } from "../seal.js";
import { dropFileRows, type FileRow, filesUnder } from "../store/files.js";
import { type HeldRow, insertHeld } from "../store/held.js";
import type { KeyRow } from "../store/keys.js";
import { type ValueRow, valuesUnder } from "../store/values.js";
import { valuePlace } from "../write.js";
import { heldAt, heldNameAt } from "./places.js";
import { type Hold, heldBy, type KeptBack, legalDate } from "./rules.js";
import { type HoldRow, holdOf, lockLive, selectLive } from "./store.js";

/**
 * Seals anew, under the keys of the holds in force, what they cover of a person (of one field): before the person's own key goes, in the
 * same transaction. Costs what is held. Fails whole where something held does not open: a hold wins over an erasure. `broken: goes`: keeps what opens.
 */
export async function keepHeld(tx: Tx, row: KeyRow, at: Date, field?: string, broken: "fails" | "goes" = "fails"): Promise<KeptBack[]> {
  const person = row.person_id;
  const all = await coveredBy(tx, inForce(await lockLive(tx, person), at), person, field);
  if (all.length === 0) return [];
  const key = bornKey(tx, person) ?? (await openKeys(tx, [{ ...row, key_version: row.version }])).get(person) ?? "sealed.erased";
  if (typeof key === "string") {
    if (broken === "goes") return [];
    throw new Refusal(key);
  }
  const covered = broken === "goes" ? all.map((c) => opening(tx, c, key.key)).filter((c) => c.values.length + c.files.length > 0) : all;
  for (const c of covered) await moveUnder(tx, c, key.key, at);
  return covered.map(tell);
}

/** What an erasure of a person (of one field) would leave behind if it happened now. */
export async function wouldKeep(db: Db, person: PersonId, at: Date, field?: string): Promise<KeptBack[]> {
  return (await coveredBy(db, inForce(await selectLive(db, [person]), at), person, field)).map(tell);
}

interface Covered {
  readonly hold: Hold;
  readonly values: ValueRow[];
  readonly files: FileRow[];
}

function inForce(rows: readonly HoldRow[], at: Date): Hold[] {
  return rows.map(holdOf).filter((h) => h.until >= legalDate(at));
}

async function coveredBy(db: Db, holds: readonly Hold[], person: PersonId, field: string | undefined): Promise<Covered[]> {
  const scope = scopeOf(holds, field);
  if (!scope) return [];
  const found = new Map(holds.map((hold): [string, Covered] => [hold.id, { hold, values: [], files: [] }]));
  const under = (row: ValueRow | FileRow) => {
    const hold = heldBy(holds, { person, field: row.field, occasion: row.occasion_id });
    return hold && found.get(hold.id);
  };
  for (const value of await valuesUnder(db, person, scope)) under(value)?.values.push(value);
  for (const file of await filesUnder(db, person, scope)) under(file)?.files.push(file);
  return [...found.values()].filter((c) => c.values.length + c.files.length > 0);
}

/** Of what a hold covers, that which opens. */
function opening(db: Db, { hold, values, files }: Covered, from: VersionedKey): Covered {
  const o = db.organisation;
  const opens = (place: Place, sealed: Uint8Array): boolean => {
    const opened = open(from, place, sealed);
    if ("fault" in opened) return false;
    opened.plain.fill(0);
    return true;
  };
  return {
    hold,
    values: values.filter((v) => opens(valuePlace(o, v.person_id, v.field, v.id), v.sealed)),
    files: files.filter(
      (f) => opens(fileKeyPlace(o, f.person_id, f.id), f.key_sealed) && opens(fileNamePlace(o, f.person_id, f.id), f.name_sealed),
    ),
  };
}

function tell({ hold, values, files }: Covered): KeptBack {
  return {
    hold: hold.id,
    kind: hold.kind,
    article: hold.article,
    until: hold.until,
    hidden_until: hold.hiddenUntil,
    fields: [...new Set([...values, ...files].map((r) => r.field))].sort(),
    values: values.length,
    files: files.length,
  };
}

/** The fields and occasions that any of the holds covers, so that nothing else is read. Undefined: none of this field. */
function scopeOf(holds: readonly Hold[], field: string | undefined): { fields: string[] | null; occasions: string[] | null } | undefined {
  const of = field === undefined ? holds : holds.filter((h) => h.fields === null || h.fields.includes(field));
  if (of.length === 0) return undefined;
  const fields = of.some((h) => h.fields === null) ? null : of.flatMap((h) => h.fields ?? []);
  const occasions = of.some((h) => h.occasion === null) ? null : of.flatMap((h) => h.occasion ?? []);
  return { fields: field === undefined ? fields : [field], occasions };
}

async function moveUnder(tx: Tx, { hold, values, files }: Covered, from: VersionedKey, at: Date): Promise<void> {
  const o = tx.organisation;
  const plain = (place: Place, sealed: Uint8Array): Buffer => {
    const opened = open(from, place, sealed);
    if ("fault" in opened) throw new Refusal(opened.fault);
    return opened.plain;
  };
  const things = [
    ...values.map((v) => ({ at: heldAt(v.field, v.id), bytes: plain(valuePlace(o, v.person_id, v.field, v.id), v.sealed) })),
    ...files.flatMap((f) => [
      { at: heldAt(f.field, f.id), bytes: plain(fileKeyPlace(o, f.person_id, f.id), f.key_sealed) },
      { at: heldNameAt(f.id), bytes: plain(fileNamePlace(o, f.person_id, f.id), f.name_sealed) },
    ]),
  ];
  const sealed = await sealFor(tx, holderOf(hold.id), things);
  for (const { bytes } of things) bytes.fill(0);
  const next = sealed.values();
  const take = (): Buffer => next.next().value ?? Buffer.alloc(0);
  const rows: HeldRow[] = [
    ...values.map(
      (v): HeldRow => ({ ...common(v, hold, at), what: "value", kind: v.kind, sealed: take(), ...none, collected_at: v.collected_at }),
    ),
    ...files.map(
      (f): HeldRow => ({
        ...common(f, hold, at),
        what: "file",
        kind: null,
        sealed: take(),
        name_sealed: take(),
        stored: f.stored,
        type: f.type,
        size: Number(f.size),
        collected_at: f.received_at,
      }),
    ),
  ];
  await insertHeld(tx, rows);
  // The file on disk now belongs to the hold; whatever deletes the person's files must not meet it.
  await dropFileRows(
    tx,
    hold.person,
    files.map((f) => f.id),
  );
}

const none = { name_sealed: null, stored: null, type: null, size: null };

function common(row: ValueRow | FileRow, hold: Hold, at: Date) {
  return { person_id: row.person_id, hold_id: hold.id, id: row.id, field: row.field, occasion_id: row.occasion_id, held_at: at };
}

/** A hold is the holder of its own key. */
export function holderOf(hold: string): PersonId {
  return personId.parse(hold);
}
