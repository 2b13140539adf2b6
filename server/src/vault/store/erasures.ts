import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { KeptRefusal } from "../erasures.js";
import type { KeptBack } from "../holds/rules.js";

export interface ErasureRow {
  readonly id: string;
  readonly person_id: PersonId;
  readonly scope: "person" | "field";
  readonly field: string | null;
  readonly cause: string;
  readonly key_version: number;
  /** The epoch its key was wrapped under: what backups of that time open with. */
  readonly epoch: number | null;
  readonly kept_back: readonly KeptBack[];
  readonly kept_refusals: readonly KeptRefusal[];
  readonly at: Date;
  readonly tried_at: Date | null;
  readonly tried: number | null;
  readonly opened: number | null;
  readonly finished_at: Date | null;
  readonly ledger_at: Date | null;
  [column: string]: unknown;
}

const columns =
  "id, person_id, scope, field, cause, key_version, epoch, kept_back, kept_refusals, at, tried_at, tried, opened, finished_at, ledger_at";

export async function insertErasure(tx: Tx, e: Omit<ErasureRow, "ledger_at" | "tried_at" | "tried" | "opened">): Promise<void> {
  await tx.named(
    "vault.erasure_insert",
    `insert into erasure (organisation_id, id, person_id, scope, field, cause, key_version, at, finished_at, kept_back, epoch, kept_refusals)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      tx.organisation,
      e.id,
      e.person_id,
      e.scope,
      e.field,
      e.cause,
      e.key_version,
      e.at,
      e.finished_at,
      JSON.stringify(e.kept_back),
      e.epoch,
      JSON.stringify(e.kept_refusals),
    ],
  );
}

/** Erasures of a person, oldest first. */
export async function selectErasures(db: Db, person: PersonId): Promise<ErasureRow[]> {
  return db.named<ErasureRow>(
    "vault.erasures",
    `select ${columns} from erasure where organisation_id = $1 and person_id = $2 order by at, id`,
    [db.organisation, person],
  );
}

/** Erasures that rows or the ledger have not followed yet, oldest first. */
export async function selectUnfinished(db: Db, limit: number): Promise<ErasureRow[]> {
  return db.named<ErasureRow>(
    "vault.erasures_open",
    `select ${columns} from erasure where organisation_id = $1 and (finished_at is null or ledger_at is null) order by at limit $2`,
    [db.organisation, limit],
  );
}

export async function markPersonErased(tx: Tx, person: PersonId): Promise<void> {
  await tx.named("vault.person_erased", "update person set state = 'erased' where organisation_id = $1 and id = $2", [
    tx.organisation,
    person,
  ]);
}

export async function markFinished(tx: Tx, e: Pick<ErasureRow, "person_id" | "id">, at: Date): Promise<void> {
  await tx.named(
    "vault.erasure_finished",
    "update erasure set finished_at = $4 where organisation_id = $1 and person_id = $2 and id = $3 and finished_at is null",
    [tx.organisation, e.person_id, e.id, at],
  );
}

export async function markInLedger(tx: Tx, e: Pick<ErasureRow, "person_id" | "id">, at: Date): Promise<void> {
  await tx.named(
    "vault.erasure_ledger",
    "update erasure set ledger_at = $4 where organisation_id = $1 and person_id = $2 and id = $3 and ledger_at is null",
    [tx.organisation, e.person_id, e.id, at],
  );
}

/** What an attempt to open the erased found. The first that opens anything stands: a later one does not hide it. */
export async function markTried(
  tx: Tx,
  e: Pick<ErasureRow, "person_id" | "id">,
  found: { readonly at: Date; readonly tried: number; readonly opened: number },
): Promise<void> {
  await tx.named(
    "vault.erasure_tried",
    `update erasure set tried_at = $4, tried = $5, opened = $6
     where organisation_id = $1 and person_id = $2 and id = $3 and (tried_at is null or (opened = 0 and $6 > 0))`,
    [tx.organisation, e.person_id, e.id, found.at, found.tried, found.opened],
  );
}

export interface EpochDates {
  readonly number: number;
  readonly created_at: Date;
  readonly destroyed_at: Date | null;
  [column: string]: unknown;
}

/** When each epoch began and ended, oldest first: what bounds what backups can still open. */
export async function epochDates(db: Db): Promise<EpochDates[]> {
  return db.named<EpochDates>(
    "vault.epoch_dates",
    "select number, created_at, destroyed_at from vault_key where organisation_id = $1 and kind = 'epoch' order by number",
    [db.organisation],
  );
}

/** Erasures of everybody, oldest first, after one of them. */
export async function erasuresAfter(
  db: Db,
  after: { readonly at: Date; readonly id: string } | undefined,
  limit: number,
): Promise<ErasureRow[]> {
  return db.named<ErasureRow>(
    "vault.erasures_after",
    `select ${columns} from erasure where organisation_id = $1 and (at, id) > ($2::timestamptz, $3::uuid) order by at, id limit $4`,
    [db.organisation, after?.at ?? new Date(0), after?.id ?? "00000000-0000-0000-0000-000000000000", limit],
  );
}
