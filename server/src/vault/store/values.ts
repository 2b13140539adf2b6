import type { Db, PersonId, Tx } from "../../platform/index.js";

/** Where a value came from, and under what. `until`: a legal date, `YYYY-MM-DD`. */
export interface Origin {
  readonly submissionId: string | null;
  readonly occasionId: string | null;
  readonly touchpoint: string;
  readonly channel: string;
  readonly purposes: readonly string[];
  readonly basis: string;
  readonly noticeVersion: number;
  readonly language: "vi" | "en";
  readonly shownDigest: Uint8Array;
  readonly collectedAt: Date;
  readonly verifiedAt: Date | null;
  readonly until: string | null;
}

/** A sealed value with the key row it was read with, in one statement: `key_version` is null once the person is erased. */
export interface ValueRow {
  readonly person_id: PersonId;
  readonly id: string;
  readonly field: string;
  readonly kind: string | null;
  readonly sealed: Buffer;
  readonly submission_id: string | null;
  readonly occasion_id: string | null;
  readonly touchpoint: string;
  readonly channel: string;
  readonly purposes: string[];
  readonly basis: string;
  readonly notice_version: number;
  readonly language: "vi" | "en";
  readonly shown_digest: Buffer;
  readonly collected_at: Date;
  readonly verified_at: Date | null;
  readonly until: string | null;
  readonly pending: boolean;
  readonly replaces: string | null;
  readonly replaced_at: Date | null;
  readonly replaced_by: string | null;
  readonly key_version: number | null;
  readonly epoch: number | null;
  readonly wrapped: Buffer | null;
  [column: string]: unknown;
}

export interface NewRow {
  readonly person: PersonId;
  readonly id: string;
  readonly field: string;
  readonly kind: string | null;
  readonly sealed: Buffer;
  readonly keyVersion: number;
  readonly pending: boolean;
  readonly replaces: string | null;
  readonly origin: Origin;
}

/**
 * Writes sealed values of any number of persons in one statement; answers the ids written. A row is left out, alone, where its
 * person has no key any more, or another version of it than the row was sealed with. The lock shared on the key row keeps
 * erasure and re-keying out until this transaction ends.
 */
export async function insertValues(tx: Tx, rows: readonly NewRow[]): Promise<Set<string>> {
  const written = await tx.named<{ id: string }>(
    "vault.values_insert",
    `insert into value (organisation_id, person_id, id, field, kind, sealed, pending, replaces, submission_id, occasion_id, touchpoint, channel,
       purposes, basis, notice_version, language, shown_digest, collected_at, verified_at, until)
     select $1, r.person, r.id, r.field, r.kind, r.sealed, r.pending, r.replaces, r.submission, r.occasion, r.touchpoint, r.channel,
       string_to_array(r.purposes, ' '), r.basis, r.notice, r.language, r.shown, r.collected, r.verified, r.until
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::bytea[], $7::int[], $8::boolean[], $9::uuid[], $10::uuid[], $11::uuid[],
       $12::text[], $13::text[], $14::text[], $15::text[], $16::int[], $17::text[], $18::bytea[], $19::timestamptz[], $20::timestamptz[], $21::date[])
       r(person, id, field, kind, sealed, version, pending, replaces, submission, occasion, touchpoint, channel, purposes, basis, notice, language,
         shown, collected, verified, until)
     join person_key k on k.organisation_id = $1 and k.person_id = r.person and k.version = r.version
     for share of k
     returning id`,
    [
      tx.organisation,
      rows.map((r) => r.person),
      rows.map((r) => r.id),
      rows.map((r) => r.field),
      rows.map((r) => r.kind),
      rows.map((r) => r.sealed),
      rows.map((r) => r.keyVersion),
      rows.map((r) => r.pending),
      rows.map((r) => r.replaces),
      rows.map((r) => r.origin.submissionId),
      rows.map((r) => r.origin.occasionId),
      rows.map((r) => r.origin.touchpoint),
      rows.map((r) => r.origin.channel),
      rows.map((r) => r.origin.purposes.join(" ")),
      rows.map((r) => r.origin.basis),
      rows.map((r) => r.origin.noticeVersion),
      rows.map((r) => r.origin.language),
      rows.map((r) => r.origin.shownDigest),
      rows.map((r) => r.origin.collectedAt),
      rows.map((r) => r.origin.verifiedAt),
      rows.map((r) => r.origin.until),
    ],
  );
  return new Set(written.map((w) => w.id));
}

const columns = `v.person_id, v.id, v.field, v.kind, v.sealed, v.submission_id, v.occasion_id, v.touchpoint, v.channel, v.purposes, v.basis,
  v.notice_version, v.language, v.shown_digest, v.collected_at, v.verified_at, v.until, v.pending, v.replaces, v.replaced_at, v.replaced_by,
  k.version as key_version, k.epoch, k.wrapped`;
const withKey = `value v left join person_key k on k.organisation_id = v.organisation_id and k.person_id = v.person_id`;

/** A person's values that count now, oldest first. */
export async function selectCurrent(db: Db, persons: readonly PersonId[]): Promise<ValueRow[]> {
  return db.named<ValueRow>(
    "vault.current",
    `select ${columns} from ${withKey}
     where v.organisation_id = $1 and v.person_id = any($2::uuid[]) and v.replaced_at is null and not v.pending order by v.person_id, v.id`,
    [db.organisation, persons],
  );
}

/** All of a person's values: current, pending and former, oldest first. */
export async function selectAll(db: Db, person: PersonId): Promise<ValueRow[]> {
  return db.named<ValueRow>(
    "vault.all",
    `select ${columns} from ${withKey} where v.organisation_id = $1 and v.person_id = $2 order by v.id`,
    [db.organisation, person],
  );
}

/** Some of a person's values, whatever their state. */
export async function sampleOf(db: Db, person: PersonId, limit: number): Promise<ValueRow[]> {
  return db.named<ValueRow>("vault.some", `select ${columns} from ${withKey} where v.organisation_id = $1 and v.person_id = $2 limit $3`, [
    db.organisation,
    person,
    limit,
  ]);
}

/** A person's values, former ones too, in these fields and of these occasions (null: any). */
export async function valuesUnder(
  db: Db,
  person: PersonId,
  of: { readonly fields: readonly string[] | null; readonly occasions: readonly string[] | null },
): Promise<ValueRow[]> {
  return db.named<ValueRow>(
    "vault.under",
    `select ${columns} from ${withKey} where v.organisation_id = $1 and v.person_id = $2 and not v.pending
       and ($3::text[] is null or v.field = any($3)) and ($4::uuid[] is null or v.occasion_id = any($4)) order by v.id`,
    [db.organisation, person, of.fields, of.occasions],
  );
}

export async function selectValues(db: Db, of: readonly { person: PersonId; id: string }[]): Promise<ValueRow[]> {
  return db.named<ValueRow>(
    "vault.by_id",
    `select ${columns} from unnest($2::uuid[], $3::uuid[]) w(person, id)
     join value v on v.organisation_id = $1 and v.person_id = w.person and v.id = w.id
     left join person_key k on k.organisation_id = v.organisation_id and k.person_id = v.person_id`,
    [db.organisation, of.map((o) => o.person), of.map((o) => o.id)],
  );
}

/** How many pages the table of values has, all organisations together. */
export async function valuePages(db: Db): Promise<number> {
  const rows = await db.named<{ pages: number }>(
    "vault.pages",
    "select (pg_relation_size('value') / current_setting('block_size')::int)::int as pages",
    [],
  );
  return rows[0]?.pages ?? 0;
}

/** Up to `limit` values at random out of a share of the table's pages, in percent: costs those pages, not what is stored. */
export async function selectSample(db: Db, percent: number, limit: number): Promise<ValueRow[]> {
  return db.named<ValueRow>(
    "vault.sample",
    `select ${columns} from (select * from value tablesample system ($2) where organisation_id = $1 order by random() limit $3) v
     left join person_key k on k.organisation_id = v.organisation_id and k.person_id = v.person_id`,
    [db.organisation, percent, limit],
  );
}

/** Marks a value as replaced. False where it no longer counted. */
export async function markReplaced(tx: Tx, person: PersonId, id: string, by: string, at: Date): Promise<boolean> {
  const rows = await tx.named(
    "vault.replaced",
    `update value set replaced_at = $4, replaced_by = $5
     where organisation_id = $1 and person_id = $2 and id = $3 and replaced_at is null and not pending returning 1`,
    [tx.organisation, person, id, at, by],
  );
  return rows.length === 1;
}

export async function markVerified(tx: Tx, person: PersonId, id: string, at: Date): Promise<boolean> {
  const rows = await tx.named(
    "vault.verified",
    `update value set verified_at = $4, pending = false
     where organisation_id = $1 and person_id = $2 and id = $3 and replaced_at is null returning 1`,
    [tx.organisation, person, id, at],
  );
  return rows.length === 1;
}

/** The same values under a new key. */
export async function resealValues(tx: Tx, person: PersonId, rows: readonly { id: string; sealed: Buffer }[]): Promise<void> {
  await tx.named(
    "vault.reseal",
    `update value v set sealed = r.sealed from unnest($3::uuid[], $4::bytea[]) r(id, sealed)
     where v.organisation_id = $1 and v.person_id = $2 and v.id = r.id`,
    [tx.organisation, person, rows.map((r) => r.id), rows.map((r) => r.sealed)],
  );
}

/** Deletes a person's values of one field, former ones too. */
export async function deleteField(tx: Tx, person: PersonId, field: string): Promise<number> {
  const rows = await tx.named(
    "vault.field_delete",
    "delete from value where organisation_id = $1 and person_id = $2 and field = $3 returning 1",
    [tx.organisation, person, field],
  );
  return rows.length;
}

/** Deletes up to `limit` of a person's values; answers how many. */
export async function deleteSome(tx: Tx, person: PersonId, limit: number): Promise<number> {
  const rows = await tx.named(
    "vault.values_delete",
    `delete from value where organisation_id = $1 and person_id = $2
     and ctid = any(array(select ctid from value where organisation_id = $1 and person_id = $2 limit $3)) returning 1`,
    [tx.organisation, person, limit],
  );
  return rows.length;
}

/** Where every value of these persons came from, former and waiting ones too: what decides how long it is kept. Nothing sealed is read. */
export interface OriginRow {
  readonly person: PersonId;
  readonly id: string;
  readonly field: string;
  readonly occasion: string | null;
  readonly touchpoint: string;
  readonly purposes: string[];
  readonly collectedAt: Date;
  /** Neither replaced nor waiting. */
  readonly counts: boolean;
  [column: string]: unknown;
}

export async function selectOrigins(db: Db, persons: readonly PersonId[]): Promise<OriginRow[]> {
  return db.named<OriginRow>(
    "vault.origins",
    `select person_id as person, id, field, occasion_id as occasion, touchpoint, purposes, collected_at as "collectedAt",
       replaced_at is null and not pending as counts
     from value where organisation_id = $1 and person_id = any($2::uuid[]) order by person_id, id`,
    [db.organisation, persons],
  );
}

/** The language in which a person last gave something. */
export async function languageOf(db: Db, person: PersonId): Promise<"vi" | "en" | undefined> {
  const rows = await db.named<{ language: "vi" | "en" }>(
    "vault.language",
    "select language from value where organisation_id = $1 and person_id = $2 order by collected_at desc, id desc limit 1",
    [db.organisation, person],
  );
  return rows[0]?.language;
}
