import { sql } from "kysely";
import { type PersonId, Refusal } from "../../platform/index.js";
import { type Check, type CheckCall, check, judge } from "../../policy/index.js";
import { legalDate, openHeld } from "../../vault/index.js";

/**
 * Papers the law keeps are there until their day, open for their duty alone, and gone after it. What is told by events is held against the
 * rows, and some of what should still open is opened as a test.
 */
export const held: Check = check("retention.held", async (call) => {
  const gone = await goneBefore(call);
  const after = await keptAfter(call);
  const outside = await openedOutside(call);
  const closed = await notOpening(call);
  const violations = [...new Set([...gone, ...after, ...outside.wrong, ...closed])];
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from hold h
    where organisation_id = ${call.db.organisation} and kind = 'legal_duty'`.execute(call.db.q);
  const done = (rows[0]?.n ?? 0) + outside.n;
  return judge({
    done,
    refused: outside.refused,
    violations,
    explanation: {
      vi: `${rows[0]?.n ?? 0} lệnh giữ theo luật, ${outside.n} lần mở; ${violations.length} chỗ mở sai việc, mất trước ngày hoặc còn sau ngày.`,
      en: `${rows[0]?.n ?? 0} holds by law, opened ${outside.n} times; ${violations.length} opened outside the duty, gone before their date or kept after it.`,
    },
  });
});

/** An erasure says that it kept something under a hold that is not over, and it is not there; or the hold lost its key. */
async function goneBefore({ db, now }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string }>`
    select h.id from erasure e cross join lateral jsonb_to_recordset(e.kept_back) as k(hold uuid, "values" int, files int)
    join hold h on h.organisation_id = ${o} and h.person_id = e.person_id and h.id = k.hold
    where e.organisation_id = ${o} and h.kind = 'legal_duty' and h.until >= ${legalDate(now)}::date
      and (select count(*) from held d where d.organisation_id = ${o} and d.person_id = h.person_id and d.hold_id = h.id) < k."values" + k.files
    union
    select h.id from hold h where h.organisation_id = ${o} and h.kind = 'legal_duty' and h.ended_at is null
      and not exists (select 1 from person_key p where p.organisation_id = ${o} and p.person_id = h.id)
    limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}

/** A day's grace is for a server that was down. */
async function keptAfter({ db, now }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const yesterday = legalDate(new Date(now.getTime() - 86_400_000));
  const { rows } = await sql<{ id: string }>`
    select id from hold where organisation_id = ${o} and kind = 'legal_duty' and ended_at is null and until < ${yesterday}::date
    union
    select h.id from hold h join held d on d.organisation_id = ${o} and d.person_id = h.person_id and d.hold_id = h.id
    where h.organisation_id = ${o} and h.ended_at is not null
    limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}

async function openedOutside({ db, since }: CheckCall): Promise<{ n: number; refused: number; wrong: string[] }> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string; wrong: boolean; refusal: boolean }>`
    select e.id, e.type = 'hold.refused' as refusal,
      e.type = 'hold.opened' and (h.id is null or h.purpose is distinct from e.canonical::jsonb ->> 'purpose') as wrong
    from event e left join hold h on h.organisation_id = ${o} and h.id::text = e.canonical::jsonb -> 'detail' ->> 'hold'
    where e.organisation_id = ${o} and e.type in ('hold.opened', 'hold.refused') and e.at >= ${since}`.execute(db.q);
  return {
    n: rows.filter((r) => !r.refusal).length,
    refused: rows.filter((r) => r.refusal).length,
    wrong: rows.filter((r) => r.wrong).map((r) => r.id),
  };
}

/** A held thing that does not open with its hold's key is lost before its date. */
async function notOpening({ db, now }: CheckCall): Promise<string[]> {
  const { rows } = await sql<{ id: string; person: PersonId }>`
    select distinct h.id, h.person_id as person from hold h join held d on d.organisation_id = h.organisation_id and d.person_id = h.person_id and d.hold_id = h.id
    where h.organisation_id = ${db.organisation} and h.kind = 'legal_duty' and h.ended_at is null and h.until >= ${legalDate(now)}::date
    limit 20`.execute(db.q);
  const closed: string[] = [];
  for (const { id, person } of rows) {
    const things = await openHeld(db, person, id, now).catch((error: unknown) => {
      if (error instanceof Refusal) return undefined;
      throw error;
    });
    if (!things || things.some((t) => "fault" in t.value)) closed.push(id);
  }
  return closed;
}
