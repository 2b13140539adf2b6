import type { Db, PersonId } from "../platform/index.js";
import { type Content, decode } from "./content.js";
import { type OpenFault, openKeys } from "./keys.js";
import { open } from "./seal.js";
import { type Origin, selectAll, selectCurrent, selectValues, type ValueRow } from "./store/values.js";
import { valuePlace } from "./write.js";

/** A value, opened or with the reason why it is not. One that fails says nothing of the others. */
export interface HeldValue {
  readonly person: PersonId;
  readonly id: string;
  readonly field: string;
  readonly kind: string | null;
  readonly value: { readonly content: Content } | { readonly fault: OpenFault };
  readonly origin: Origin;
  /** Waits for its proof and does not count yet. */
  readonly pending: boolean;
  readonly replaces: string | null;
  readonly replacedAt: Date | null;
  readonly replacedBy: string | null;
}

/** The sealed values that count now, of many persons: choose among them, then {@link openValues} in the same transaction. */
export async function sealedValues(db: Db, persons: readonly PersonId[]): Promise<ValueRow[]> {
  return selectCurrent(db, persons);
}

/** Opens sealed values read in this transaction. Reading is a decision: callers outside the vault come through the read gate. */
export async function openValues(db: Db, rows: readonly ValueRow[]): Promise<HeldValue[]> {
  const keys = await openKeys(db, rows);
  return rows.map((row) => ({
    person: row.person_id,
    id: row.id,
    field: row.field,
    kind: row.kind,
    value: openOne(db, row, keys.get(row.person_id) ?? "sealed.erased"),
    origin: originOf(row),
    pending: row.pending,
    replaces: row.replaces,
    replacedAt: row.replaced_at,
    replacedBy: row.replaced_by,
  }));
}

/** A person's values that count now, oldest first. */
export async function current(db: Db, person: PersonId): Promise<HeldValue[]> {
  return openValues(db, await selectCurrent(db, [person]));
}

/** All that is held of a person, former and waiting values too, oldest first. */
export async function history(db: Db, person: PersonId): Promise<HeldValue[]> {
  return openValues(db, await selectAll(db, person));
}

/** Values by their ids; those that do not exist are left out. */
export async function valuesById(db: Db, of: readonly { person: PersonId; id: string }[]): Promise<HeldValue[]> {
  return openValues(db, await selectValues(db, of));
}

function openOne(db: Db, row: ValueRow, key: OpenFault | { readonly key: Parameters<typeof open>[0] }): HeldValue["value"] {
  if (typeof key === "string") return { fault: key };
  const opened = open(key.key, valuePlace(db.organisation, row.person_id, row.field, row.id), row.sealed);
  if ("fault" in opened) return opened;
  const content = decode(opened.plain);
  opened.plain.fill(0);
  return content === undefined ? { fault: "sealed.damaged" } : { content };
}

function originOf(row: ValueRow): Origin {
  return {
    submissionId: row.submission_id,
    occasionId: row.occasion_id,
    touchpoint: row.touchpoint,
    channel: row.channel,
    purposes: row.purposes,
    basis: row.basis,
    noticeVersion: row.notice_version,
    language: row.language,
    shownDigest: row.shown_digest,
    collectedAt: row.collected_at,
    verifiedAt: row.verified_at,
    until: row.until,
  };
}
