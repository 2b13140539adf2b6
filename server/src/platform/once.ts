import { createHash, createHmac } from "node:crypto";
import { sql } from "kysely";
import type { Database, Tx } from "./database.js";
import type { Once } from "./http/api.js";
import { sameBytes } from "./ids.js";
import { Refusal } from "./refusal.js";

interface Row {
  body_digest: Buffer;
  status: number | null;
  answer: unknown;
  stale: boolean;
}

/**
 * Idempotency-Key: the first call claims the key, runs, and leaves its answer; the same body gets that answer again,
 * another body is refused (422), and while the first still runs the second is told so (409). A claim whose
 * process died is free again after a minute. The key is not stored, only its digest, and what was sent only under the key: short
 * texts, such as a telephone number, could be tried out against a bare digest.
 */
export function onceBy(database: Database): Once {
  return async (organisation, holder, given, body, now, work) => {
    const key = createHash("sha256").update(`kept idempotency\0${given}`).digest("base64url");
    const digest = createHmac("sha256", given).update(body).digest();
    const claimed = await database.write(organisation, async (tx) => {
      const mine = await sql`insert into idempotency (organisation_id, holder, key, body_digest, at)
        values (${organisation}, ${holder}, ${key}, ${digest}, ${now}) on conflict do nothing returning 1`.execute(tx.q);
      if (mine.rows.length > 0) return undefined;
      const found = await sql<Row>`select body_digest, status, answer, at < ${new Date(now.getTime() - 60_000)} as stale from idempotency
        where organisation_id = ${organisation} and holder = ${holder} and key = ${key} for update`.execute(tx.q);
      const row = found.rows[0];
      if (row?.status === null && row.stale) {
        await sql`update idempotency set at = ${now}, body_digest = ${digest} where organisation_id = ${organisation} and holder = ${holder} and key = ${key}`.execute(
          tx.q,
        );
        return undefined;
      }
      return row;
    });
    if (claimed) {
      if (!sameBytes(claimed.body_digest, digest)) throw new Refusal("request.other_body");
      if (claimed.status === null) throw new Refusal("request.in_flight");
      return { status: claimed.status, body: claimed.answer };
    }
    const where = sql`organisation_id = ${organisation} and holder = ${holder} and key = ${key}`;
    try {
      const answered = await work();
      await database.write(organisation, (tx) =>
        sql`update idempotency set status = ${answered.status}, answer = ${JSON.stringify(answered.body ?? null)}::jsonb where ${where}`.execute(
          tx.q,
        ),
      );
      return answered;
    } catch (error) {
      await database.write(organisation, (tx) => sql`delete from idempotency where ${where} and status is null`.execute(tx.q));
      throw error;
    }
  };
}

/** Removes answers given before an instant: who repeats a call does so within a day. */
export async function forgetAnswers(tx: Tx, before: Date): Promise<void> {
  await sql`delete from idempotency where organisation_id = ${tx.organisation} and at < ${before}`.execute(tx.q);
}
