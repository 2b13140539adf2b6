import { sql } from "kysely";
import type { Db, Tx } from "../../platform/index.js";

export interface WebhookRow {
  readonly party: string;
  readonly host: string;
  readonly address: Buffer;
  readonly secret: Buffer;
  readonly former: Buffer | null;
  readonly formerUntil: Date | null;
  readonly setAt: Date;
}

export async function webhookOf(db: Db, party: string): Promise<WebhookRow | undefined> {
  const { rows } = await sql<WebhookRow>`select party_id as party, host, address_sealed as address, secret_sealed as secret,
      former_sealed as former, former_until as "formerUntil", set_at as "setAt"
    from recipient_webhook where organisation_id = ${db.organisation} and party_id = ${party}`.execute(db.q);
  return rows[0];
}

export async function writeWebhook(tx: Tx, w: WebhookRow & { readonly by: string }): Promise<void> {
  await sql`insert into recipient_webhook (organisation_id, party_id, host, address_sealed, secret_sealed, former_sealed, former_until, set_by, set_at)
    values (${tx.organisation}, ${w.party}, ${w.host}, ${w.address}, ${w.secret}, ${w.former}, ${w.formerUntil}, ${w.by}, ${w.setAt})
    on conflict (organisation_id, party_id) do update set host = excluded.host, address_sealed = excluded.address_sealed,
      secret_sealed = excluded.secret_sealed, former_sealed = excluded.former_sealed, former_until = excluded.former_until,
      set_by = excluded.set_by, set_at = excluded.set_at`.execute(tx.q);
}

export async function deleteWebhook(tx: Tx, party: string): Promise<boolean> {
  const gone = await sql`delete from recipient_webhook where organisation_id = ${tx.organisation} and party_id = ${party}`.execute(tx.q);
  return (gone.numAffectedRows ?? 0n) > 0n;
}

export interface DeliveryRow {
  readonly id: string;
  readonly party: string;
  readonly told: string | null;
  readonly disclosure: string | null;
  readonly askedBy: string | null;
  readonly state: "waiting" | "delivered" | "dead";
  readonly attempts: number;
  readonly last: string | null;
  readonly nextAt: Date;
  readonly madeAt: Date;
}

const columns = sql`id, party_id as party, told_id as told, disclosure_id as disclosure, asked_by as "askedBy", state, attempts, last,
  next_at as "nextAt", made_at as "madeAt"`;

export async function insertDelivery(
  tx: Tx,
  d: Readonly<{ id: string; party: string; told: string | null; disclosure: string | null; by: string | null; at: Date }>,
): Promise<void> {
  await sql`insert into webhook_delivery (organisation_id, id, party_id, told_id, disclosure_id, asked_by, state, attempts, next_at, made_at)
    values (${tx.organisation}, ${d.id}, ${d.party}, ${d.told}, ${d.disclosure}, ${d.by}, 'waiting', 0, ${d.at}, ${d.at})`.execute(tx.q);
}

/** Takes a delivery for one attempt that lasts until `until` at most: nobody else tries it meanwhile. Undefined where it is not due. */
export async function takeDelivery(tx: Tx, id: string, now: Date, until: Date): Promise<DeliveryRow | undefined> {
  const { rows } = await sql<DeliveryRow>`update webhook_delivery set attempts = attempts + 1, next_at = ${until}
    where organisation_id = ${tx.organisation} and id = ${id} and state = 'waiting' and next_at <= ${now} returning ${columns}`.execute(
    tx.q,
  );
  return rows[0];
}

export async function settleDelivery(
  tx: Tx,
  id: string,
  s: Readonly<{ state: DeliveryRow["state"]; last: string; nextAt: Date; endedAt: Date | null }>,
): Promise<void> {
  await sql`update webhook_delivery set state = ${s.state}, last = ${s.last}, next_at = ${s.nextAt}, ended_at = ${s.endedAt}
    where organisation_id = ${tx.organisation} and id = ${id} and state = 'waiting'`.execute(tx.q);
}

/** Sends a dead one again, from the first attempt; false where it is not dead. */
export async function reviveDelivery(tx: Tx, id: string, now: Date): Promise<boolean> {
  const done = await sql`update webhook_delivery set state = 'waiting', attempts = 0, next_at = ${now}, ended_at = null
    where organisation_id = ${tx.organisation} and id = ${id} and state = 'dead'`.execute(tx.q);
  return (done.numAffectedRows ?? 0n) > 0n;
}

export async function deliveriesIn(db: Db, state: DeliveryRow["state"], limit = 200): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`select ${columns} from webhook_delivery
    where organisation_id = ${db.organisation} and state = ${state} order by id desc limit ${limit}`.execute(db.q);
  return rows;
}

/** Waiting ones whose time came a while ago: the process that should have sent them stopped. */
export async function overdueDeliveries(db: Db, before: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from webhook_delivery
    where organisation_id = ${db.organisation} and state = 'waiting' and next_at < ${before} order by next_at limit 500`.execute(db.q);
  return rows.map((r) => r.id);
}
