import type { Db, Tx } from "../../platform/index.js";

export interface RefusalRow {
  readonly digest: Buffer;
  readonly purpose: string;
  readonly channel: "email" | "phone";
  readonly at: Date;
  readonly until: string;
}

/** Keeps refusals; of the same contact and purpose the later end counts. */
export async function insertRefusals(tx: Tx, rows: readonly RefusalRow[]): Promise<void> {
  await tx.named(
    "consent.refusals_keep",
    `insert into refusal_kept (organisation_id, digest, purpose, channel, at, until)
     select $1, * from unnest($2::bytea[], $3::text[], $4::text[], $5::timestamptz[], $6::date[])
     on conflict (organisation_id, digest, purpose)
       do update set at = greatest(refusal_kept.at, excluded.at), until = greatest(refusal_kept.until, excluded.until)`,
    [
      tx.organisation,
      rows.map((r) => r.digest),
      rows.map((r) => r.purpose),
      rows.map((r) => r.channel),
      rows.map((r) => r.at),
      rows.map((r) => r.until),
    ],
  );
}

/** What is kept of any of these digests and not over on `today`. */
export async function selectRefusals(db: Db, digests: readonly Buffer[], today: string): Promise<RefusalRow[]> {
  return db.named<RefusalRow & Record<string, unknown>>(
    "consent.refusals_of",
    `select digest, purpose, channel, at, until::text as until from refusal_kept
     where organisation_id = $1 and digest = any($2::bytea[]) and until >= $3::date`,
    [db.organisation, digests, today],
  );
}

/** Destroys what was kept until before `today`. Answers how many. */
export async function deleteOver(tx: Tx, today: string): Promise<number> {
  const rows = await tx.named(
    "consent.refusals_over",
    "delete from refusal_kept where organisation_id = $1 and until < $2::date returning 1",
    [tx.organisation, today],
  );
  return rows.length;
}
