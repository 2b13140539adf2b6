import type pg from "pg";
import type { Db, PersonId, Tx } from "../../platform/index.js";
import type { KeyKind } from "../keyring/provider.js";

/** By organisation the keys that are not destroyed, as the owner sees them in a backup's snapshot. */
export async function keysInForce(client: pg.ClientBase): Promise<Record<string, { kind: string; number: number }[]>> {
  const { rows } = await client.query<{ organisation: string; kind: string; number: number }>(
    "select organisation_id as organisation, kind, number from vault_key where destroyed_at is null order by 1, 2, 3",
  );
  const all: Record<string, { kind: string; number: number }[]> = {};
  for (const { organisation, kind, number } of rows) {
    const keys = all[organisation] ?? [];
    keys.push({ kind, number });
    all[organisation] = keys;
  }
  return all;
}

export interface KeyRow {
  readonly person_id: PersonId;
  readonly version: number;
  readonly epoch: number;
  readonly wrapped: Buffer;
  readonly salt_root_sealed: Buffer;
  [column: string]: unknown;
}

export interface VaultKeyRow {
  readonly kind: KeyKind;
  readonly number: number;
  readonly check_value: Buffer;
  readonly created_at: Date;
  readonly destroyed_at: Date | null;
  [column: string]: unknown;
}

export async function insertPersons(tx: Tx, ids: readonly PersonId[], state: "active" | "pending", at: Date): Promise<void> {
  await tx.named(
    "vault.persons",
    "insert into person (organisation_id, id, state, created_at) select $1, id, $3, $4 from unnest($2::uuid[]) id",
    [tx.organisation, ids, state, at],
  );
}

/** True where a pending person became active. */
export async function activate(tx: Tx, person: PersonId): Promise<boolean> {
  const rows = await tx.named(
    "vault.activate",
    "update person set state = 'active' where organisation_id = $1 and id = $2 and state = 'pending' returning id",
    [tx.organisation, person],
  );
  return rows.length === 1;
}

export async function personState(db: Db, person: PersonId): Promise<"active" | "pending" | "erased" | undefined> {
  const rows = await db.named<{ state: "active" | "pending" | "erased" }>(
    "vault.person_state",
    "select state from person where organisation_id = $1 and id = $2",
    [db.organisation, person],
  );
  return rows[0]?.state;
}

/*
 * Wrapping under an epoch and destroying that epoch meet at the epoch's row: whoever writes a wrapped key shares a lock on it,
 * whoever destroys the epoch takes it alone, then counts. So no key is ever left under an epoch that is gone.
 */
const live = `with live as materialized (
    select 1 from vault_key where organisation_id = $1 and kind = 'epoch' and number = $2 and destroyed_at is null for key share)`;

/** Writes wrapped keys, all under one epoch. Answers how many: 0 where that epoch is not, or no longer, in use. */
export async function insertKeys(tx: Tx, epoch: number, rows: readonly Omit<KeyRow, "epoch">[]): Promise<number> {
  const inserted = await tx.named(
    "vault.keys_insert",
    `${live}
     insert into person_key (organisation_id, person_id, version, epoch, wrapped, salt_root_sealed)
     select $1, r.person, r.version, $2, r.wrapped, r.root
     from live cross join unnest($3::uuid[], $4::int[], $5::bytea[], $6::bytea[]) r(person, version, wrapped, root)
     returning 1`,
    [
      tx.organisation,
      epoch,
      rows.map((r) => r.person_id),
      rows.map((r) => r.version),
      rows.map((r) => r.wrapped),
      rows.map((r) => r.salt_root_sealed),
    ],
  );
  return inserted.length;
}

/** Replaces a person's key: the version before is overwritten. False where the epoch is no longer in use. */
export async function replaceKey(tx: Tx, epoch: number, row: Omit<KeyRow, "epoch">): Promise<boolean> {
  const rows = await tx.named(
    "vault.key_replace",
    `${live}
     update person_key k set version = $4, epoch = $2, wrapped = $5, salt_root_sealed = $6
     from live where k.organisation_id = $1 and k.person_id = $3 returning 1`,
    [tx.organisation, epoch, row.person_id, row.version, row.wrapped, row.salt_root_sealed],
  );
  return rows.length === 1;
}

/** The same data keys under a newer epoch. Rows re-keyed or erased meanwhile are left alone. */
export async function rewrapKeys(
  tx: Tx,
  epoch: number,
  rows: readonly Pick<KeyRow, "person_id" | "version" | "wrapped">[],
): Promise<number> {
  const updated = await tx.named(
    "vault.keys_rewrap",
    `${live}
     update person_key k set epoch = $2, wrapped = r.wrapped
     from live cross join unnest($3::uuid[], $4::int[], $5::bytea[]) r(person, version, wrapped)
     where k.organisation_id = $1 and k.person_id = r.person and k.version = r.version returning 1`,
    [tx.organisation, epoch, rows.map((r) => r.person_id), rows.map((r) => r.version), rows.map((r) => r.wrapped)],
  );
  return updated.length;
}

const keyColumns = "person_id, version, epoch, wrapped, salt_root_sealed";

export async function selectKeys(db: Db, persons: readonly PersonId[]): Promise<KeyRow[]> {
  return db.named<KeyRow>("vault.keys", `select ${keyColumns} from person_key where organisation_id = $1 and person_id = any($2::uuid[])`, [
    db.organisation,
    persons,
  ]);
}

/** A person's key, held against every writer until the transaction ends. */
export async function lockKey(tx: Tx, person: PersonId): Promise<KeyRow | undefined> {
  const rows = await tx.named<KeyRow>(
    "vault.key_lock",
    `select ${keyColumns} from person_key where organisation_id = $1 and person_id = $2 for update`,
    [tx.organisation, person],
  );
  return rows[0];
}

/** Destroys a person's key; answers its version. Waits for whoever is writing a value of theirs. */
export async function deleteKey(tx: Tx, person: PersonId): Promise<number | undefined> {
  const rows = await tx.named<{ version: number }>(
    "vault.key_delete",
    "delete from person_key where organisation_id = $1 and person_id = $2 returning version",
    [tx.organisation, person],
  );
  return rows[0]?.version;
}

/** Keys still under an epoch before `epoch`, at most `limit`, skipping those another transaction holds. */
export async function lockOlderKeys(tx: Tx, epoch: number, limit: number): Promise<KeyRow[]> {
  return tx.named<KeyRow>(
    "vault.keys_older",
    `select ${keyColumns} from person_key where organisation_id = $1 and epoch < $2 limit $3 for update skip locked`,
    [tx.organisation, epoch, limit],
  );
}

export async function countEpoch(db: Db, epoch: number): Promise<number> {
  const rows = await db.named<{ n: number }>(
    "vault.epoch_count",
    "select count(*)::int as n from person_key where organisation_id = $1 and epoch = $2",
    [db.organisation, epoch],
  );
  return rows[0]?.n ?? 0;
}

/** How many data keys are under each epoch. */
export async function countEpochs(db: Db): Promise<Map<number, number>> {
  const rows = await db.named<{ epoch: number; n: number }>(
    "vault.epoch_counts",
    "select epoch, count(*)::int as n from person_key where organisation_id = $1 group by epoch",
    [db.organisation],
  );
  return new Map(rows.map((r) => [r.epoch, r.n]));
}

export async function selectVaultKeys(db: Db): Promise<VaultKeyRow[]> {
  return db.named<VaultKeyRow>(
    "vault.vault_keys",
    "select kind, number, check_value, created_at, destroyed_at from vault_key where organisation_id = $1 order by kind, number",
    [db.organisation],
  );
}

/** False where another process named this key first. */
export async function insertVaultKey(tx: Tx, kind: KeyKind, number: number, check: Buffer, at: Date): Promise<boolean> {
  const rows = await tx.named(
    "vault.vault_key_insert",
    `insert into vault_key (organisation_id, kind, number, check_value, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing returning 1`,
    [tx.organisation, kind, number, check, at],
  );
  return rows.length === 1;
}

/** Takes an epoch's row alone: after this, nobody wraps under it until the transaction ends. */
export async function lockVaultKey(tx: Tx, kind: KeyKind, number: number): Promise<void> {
  await tx.named("vault.vault_key_lock", "select 1 from vault_key where organisation_id = $1 and kind = $2 and number = $3 for update", [
    tx.organisation,
    kind,
    number,
  ]);
}

export async function markDestroyed(tx: Tx, kind: KeyKind, number: number, at: Date): Promise<void> {
  await tx.named(
    "vault.vault_key_destroyed",
    "update vault_key set destroyed_at = $4 where organisation_id = $1 and kind = $2 and number = $3",
    [tx.organisation, kind, number, at],
  );
}

/** A person's key, held against erasure and re-keying until the transaction ends; other writers are let by. */
export async function lockKeyShared(tx: Tx, person: PersonId): Promise<KeyRow | undefined> {
  const rows = await tx.named<KeyRow>(
    "vault.key_share",
    `select ${keyColumns} from person_key where organisation_id = $1 and person_id = $2 for share`,
    [tx.organisation, person],
  );
  return rows[0];
}

/**
 * Locks a person against whoever would write about them (values, consents, submissions), until this transaction ends; answers their
 * state. What is read afterwards stays true until the commit.
 */
export async function lockPerson(tx: Tx, person: PersonId): Promise<string | undefined> {
  const rows = await tx.named<{ state: string }>(
    "vault.person_lock",
    "select state from person where organisation_id = $1 and id = $2 for update",
    [tx.organisation, person],
  );
  await lockKey(tx, person);
  return rows[0]?.state;
}

/** Persons that are not erased, in the order of their ids, after one: for walks through all. */
export async function personsAfter(db: Db, after: PersonId | null, limit: number): Promise<PersonId[]> {
  const rows = await db.named<{ id: PersonId }>(
    "vault.persons_after",
    `select id from person where organisation_id = $1 and ($2::uuid is null or id > $2) and state <> 'erased' order by id limit $3`,
    [db.organisation, after, limit],
  );
  return rows.map((r) => r.id);
}
