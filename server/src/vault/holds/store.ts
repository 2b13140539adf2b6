import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { Hold, HoldKind } from "./rules.js";

export interface HoldRow {
  readonly person_id: PersonId;
  readonly id: string;
  readonly kind: HoldKind;
  readonly fields: string[] | null;
  readonly occasion_id: string | null;
  readonly purpose: string | null;
  readonly article: string | null;
  readonly words_sealed: Buffer;
  readonly until: string;
  readonly review_on: string | null;
  readonly hidden_until: string | null;
  readonly placed_by: string;
  readonly placed_at: Date;
  readonly ended_at: Date | null;
  readonly ended_why: "due" | "released" | null;
  [column: string]: unknown;
}

const columns = `person_id, id, kind, fields, occasion_id, purpose, article, words_sealed, until, review_on, hidden_until, placed_by,
  placed_at, ended_at, ended_why`;

export function holdOf(row: HoldRow): Hold {
  return {
    id: row.id,
    person: row.person_id,
    kind: row.kind,
    fields: row.fields,
    occasion: row.occasion_id,
    purpose: row.purpose,
    article: row.article,
    until: row.until,
    review: row.review_on,
    hiddenUntil: row.hidden_until,
    by: row.placed_by,
    placedAt: row.placed_at,
  };
}

export async function insertHold(tx: Tx, h: Omit<HoldRow, "ended_at" | "ended_why">): Promise<void> {
  await tx.named(
    "vault.hold_insert",
    `insert into hold (organisation_id, person_id, id, kind, fields, occasion_id, purpose, article, words_sealed, until, review_on, hidden_until,
       placed_by, placed_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      tx.organisation,
      h.person_id,
      h.id,
      h.kind,
      h.fields,
      h.occasion_id,
      h.purpose,
      h.article,
      h.words_sealed,
      h.until,
      h.review_on,
      h.hidden_until,
      h.placed_by,
      h.placed_at,
    ],
  );
}

/** Holds of persons that have not ended, oldest first. */
export async function selectLive(db: Db, persons: readonly PersonId[]): Promise<HoldRow[]> {
  return db.named<HoldRow>(
    "vault.holds",
    `select ${columns} from hold where organisation_id = $1 and person_id = any($2::uuid[]) and ended_at is null order by person_id, id`,
    [db.organisation, persons],
  );
}

/** All holds a person ever had, oldest first. */
export async function selectHolds(db: Db, person: PersonId): Promise<HoldRow[]> {
  return db.named<HoldRow>("vault.holds_all", `select ${columns} from hold where organisation_id = $1 and person_id = $2 order by id`, [
    db.organisation,
    person,
  ]);
}

/** A person's holds that have not ended, each held against every other change until the transaction ends. */
export async function lockLive(tx: Tx, person: PersonId): Promise<HoldRow[]> {
  return tx.named<HoldRow>(
    "vault.holds_lock",
    `select ${columns} from hold where organisation_id = $1 and person_id = $2 and ended_at is null order by id for update`,
    [tx.organisation, person],
  );
}

/** One hold, held against every other change of it until the transaction ends. */
export async function lockHold(tx: Tx, person: PersonId, id: string): Promise<HoldRow | undefined> {
  const rows = await tx.named<HoldRow>(
    "vault.hold_lock",
    `select ${columns} from hold where organisation_id = $1 and person_id = $2 and id = $3 for update`,
    [tx.organisation, person, id],
  );
  return rows[0];
}

export async function moveEnd(tx: Tx, person: PersonId, id: string, until: string, review: string | null): Promise<void> {
  await tx.named(
    "vault.hold_extend",
    "update hold set until = $4, review_on = $5 where organisation_id = $1 and person_id = $2 and id = $3 and ended_at is null",
    [tx.organisation, person, id, until, review],
  );
}

export async function markEnded(tx: Tx, person: PersonId, id: string, why: "due" | "released", at: Date): Promise<void> {
  await tx.named(
    "vault.hold_end",
    "update hold set ended_at = $4, ended_why = $5 where organisation_id = $1 and person_id = $2 and id = $3 and ended_at is null",
    [tx.organisation, person, id, at, why],
  );
}

/** Holds whose last day is before `today`, soonest first. Costs what is due. */
export async function selectDue(db: Db, today: string, limit: number): Promise<HoldRow[]> {
  return db.named<HoldRow>(
    "vault.holds_due",
    `select ${columns} from hold where organisation_id = $1 and ended_at is null and until < $2::date order by until limit $3`,
    [db.organisation, today, limit],
  );
}

/** Holds in force by their end, after the one given (keyset). */
export async function selectByEnd(db: Db, limit: number, after?: { readonly until: string; readonly id: string }): Promise<HoldRow[]> {
  return db.named<HoldRow>(
    "vault.holds_by_end",
    `select ${columns} from hold where organisation_id = $1 and ended_at is null and ($2::date is null or (until, id) > ($2::date, $3::uuid))
     order by until, id limit $4`,
    [db.organisation, after?.until ?? null, after?.id ?? null, limit],
  );
}
