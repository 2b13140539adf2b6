import type { Db, PersonId, Tx } from "../platform/index.js";
import type { StopEntry } from "../vault/index.js";
import type { ConsentRow } from "./store.js";

/** A stop that the ledger does not hold yet. */
export interface WaitingStop {
  readonly personId: PersonId;
  /** Of the act, or of the restriction. */
  readonly consentId: string;
  readonly purpose: string;
  readonly act: "withdrawn" | "objected" | "restricted";
  readonly method: string;
  /** Null of a restriction. */
  readonly policyVersion: number | null;
  readonly at: Date;
}

/** Notes stops for the ledger, in the transaction that writes them. */
export async function insertWaiting(tx: Tx, rows: readonly ConsentRow[]): Promise<void> {
  const stops = rows.filter((r) => r.act === "withdrawn" || r.act === "objected");
  if (stops.length === 0) return;
  await tx.named(
    "consent.stops_wait",
    `insert into stop_waiting (organisation_id, person_id, consent_id, purpose, act, method, policy_version, at)
     select $1, * from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::int[], $8::timestamptz[]) on conflict do nothing`,
    [
      tx.organisation,
      stops.map((s) => s.personId),
      stops.map((s) => s.id),
      stops.map((s) => s.purpose),
      stops.map((s) => s.act),
      stops.map((s) => s.method),
      stops.map((s) => s.policyVersion),
      stops.map((s) => s.at),
    ],
  );
}

/** Notes a restriction for the ledger, in the transaction that writes it. */
export async function waitRestriction(
  tx: Tx,
  r: { readonly id: string; readonly person: PersonId; readonly purpose: string; readonly method: string; readonly at: Date },
): Promise<void> {
  await tx.named(
    "consent.restriction_waits",
    `insert into stop_waiting (organisation_id, person_id, consent_id, purpose, act, method, policy_version, at)
     values ($1, $2, $3, $4, 'restricted', $5, null, $6) on conflict do nothing`,
    [tx.organisation, r.person, r.id, r.purpose, r.method, r.at],
  );
}

export async function selectWaiting(db: Db, limit: number): Promise<WaitingStop[]> {
  return db.named<WaitingStop & { [column: string]: unknown }>(
    "consent.stops_waiting",
    `select person_id as "personId", consent_id as "consentId", purpose, act, method, policy_version as "policyVersion", at
     from stop_waiting where organisation_id = $1 order by at, consent_id limit $2`,
    [db.organisation, limit],
  );
}

export async function deleteWaiting(tx: Tx, stops: readonly Pick<WaitingStop, "personId" | "consentId">[]): Promise<void> {
  await tx.named(
    "consent.stops_written",
    `delete from stop_waiting s using unnest($2::uuid[], $3::uuid[]) w(person, consent)
     where s.organisation_id = $1 and s.person_id = w.person and s.consent_id = w.consent`,
    [tx.organisation, stops.map((s) => s.personId), stops.map((s) => s.consentId)],
  );
}

/** Stops of an erased person: there is nothing left that they could stop. */
export async function deleteWaitingOf(tx: Tx, person: PersonId): Promise<void> {
  await tx.named("consent.stops_gone", "delete from stop_waiting where organisation_id = $1 and person_id = $2", [tx.organisation, person]);
}

/** A newcomer's stops now stand with another person, and wait for the ledger under that one. */
export async function copyWaiting(tx: Tx, from: PersonId, to: PersonId): Promise<void> {
  await tx.named(
    "consent.stops_copied",
    `insert into stop_waiting (organisation_id, person_id, consent_id, purpose, act, method, policy_version, at)
     select organisation_id, $3::uuid, id, purpose, act, method, policy_version, at from consent
     where organisation_id = $1 and person_id = $2 and act in ('withdrawn', 'objected')
     union all
     select organisation_id, $3::uuid, id, purpose, 'restricted', 'staff', null, at from restriction
     where organisation_id = $1 and person_id = $2 and lifted_at is null on conflict do nothing`,
    [tx.organisation, from, to],
  );
}

/** Every stop that the database knows waits for the ledger once more: it is to hold them again. Answers how many. */
export async function allWait(tx: Tx): Promise<number> {
  const rows = await tx.named(
    "consent.stops_again",
    `insert into stop_waiting (organisation_id, person_id, consent_id, purpose, act, method, policy_version, at)
     select c.organisation_id, c.person_id, c.id, c.purpose, c.act, c.method, c.policy_version, c.at from consent c
       join person p on p.organisation_id = c.organisation_id and p.id = c.person_id and p.state <> 'erased'
     where c.organisation_id = $1 and c.act in ('withdrawn', 'objected')
     union all
     select organisation_id, person_id, id, purpose, 'restricted', 'staff', null, at from restriction
     where organisation_id = $1 and lifted_at is null on conflict do nothing returning consent_id`,
    [tx.organisation],
  );
  return rows.length;
}

/** Of these entries those that are later than the last word the database knows of that person and purpose, and not that word itself. */
export async function unknownStops<E extends StopEntry>(db: Db, entries: readonly E[]): Promise<E[]> {
  if (entries.length === 0) return [];
  const rows = await db.named<{ place: number }>(
    "consent.stops_unknown",
    `select w.place::int from unnest($2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[]) with ordinality w(id, person, purpose, at, place)
     left join lateral (
       select c.at from consent c where c.organisation_id = $1 and c.person_id = w.person and c.purpose = w.purpose order by c.seq desc limit 1
     ) l on true
     where (l.at is null or l.at < w.at) and not exists (
       select from consent c where c.organisation_id = $1 and c.person_id = w.person and c.purpose = w.purpose and c.id = w.id)
     order by w.place`,
    [db.organisation, entries.map((e) => e.id), entries.map((e) => e.person), entries.map((e) => e.name), entries.map((e) => e.at)],
  );
  return rows.flatMap((r) => entries[r.place - 1] ?? []);
}
