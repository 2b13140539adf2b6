import { createHash, createHmac } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import type { Database, Tx } from "./database.js";
import type { Answered, Once } from "./http/api.js";
import { sameBytes } from "./ids.js";
import { Refusal } from "./refusal.js";

interface Row {
  body_digest: Buffer;
  status: number | null;
  answer: unknown;
}

/**
 * Idempotency-Key: the claim, everything the call writes, and its answer are one transaction. So a crash leaves all or nothing: the call
 * made again finds the first answer, or runs as if it had never been made. Another body is refused (422); while the first still
 * runs, the second is told so (409); an answer that may not be kept is not given again (409). A call that is refused leaves no claim.
 * The key is not stored, only its digest, and what was sent only under the key: short texts, such as a telephone number, could be tried
 * out against a bare digest.
 */
export function onceBy(database: Database): Once {
  return async (given, work) => {
    const call = { ...given, key: digestOf(given.key), digest: createHmac("sha256", given.key).update(given.digest).digest() };
    const outcome = await database.together(call.organisation, async (tx): Promise<Outcome> => {
      const before = await claim(tx, call);
      if (before) return { was: before };
      try {
        const answered = await work();
        const kept = call.keep ? JSON.stringify(answered.body ?? null) : null;
        await sql`update idempotency set status = ${answered.status}, answer = ${kept}::jsonb where ${own(call)}`.execute(tx.q);
        return { is: answered };
      } catch (because) {
        // What the call recorded of its own refusal stands; the claim does not.
        await sql`delete from idempotency where ${own(call)}`.execute(tx.q);
        return { because };
      }
    });
    if ("because" in outcome) throw outcome.because;
    if ("is" in outcome) return outcome.is;
    if (!sameBytes(outcome.was.body_digest, call.digest)) throw new Refusal("request.other_body");
    if (outcome.was.status === null) throw new Refusal("request.in_flight");
    if (!call.keep && outcome.was.status !== 204) throw new Refusal("request.answered");
    return { status: outcome.was.status, body: outcome.was.answer };
  };
}

type Outcome = { readonly was: Row } | { readonly is: Answered } | { readonly because: unknown };
type Claimed = Parameters<Once>[0];

/** Answers the row that stood; undefined where the key is now ours. Whoever still holds it makes the insert wait, which is how it is seen. */
async function claim(tx: Tx, call: Claimed): Promise<Row | undefined> {
  await sql`select set_config('lock_timeout', '100', true)`.execute(tx.q);
  const mine = await sql`insert into idempotency (organisation_id, holder, key, body_digest, at)
    values (${call.organisation}, ${call.holder}, ${call.key}, ${call.digest}, ${call.now}) on conflict do nothing returning 1`
    .execute(tx.q)
    .catch((error: unknown) => {
      if (error instanceof pg.DatabaseError && error.code === "55P03") throw new Refusal("request.in_flight");
      throw error;
    });
  await sql`select set_config('lock_timeout', '10000', true)`.execute(tx.q);
  if (mine.rows.length > 0) return undefined;
  const { rows } = await sql<Row>`select body_digest, status, answer from idempotency where ${own(call)}`.execute(tx.q);
  return rows[0] ?? { body_digest: call.digest, status: null, answer: null };
}

const own = (c: Claimed) => sql`organisation_id = ${c.organisation} and holder = ${c.holder} and key = ${c.key}`;

function digestOf(key: string): string {
  return createHash("sha256").update(`kept idempotency\0${key}`).digest("base64url");
}

/** Removes answers given before an instant: who repeats a call does so within a day. */
export async function forgetAnswers(tx: Tx, before: Date): Promise<void> {
  await sql`delete from idempotency where organisation_id = ${tx.organisation} and at < ${before}`.execute(tx.q);
}
