import { sql } from "kysely";
import { type Check, check, judge } from "../../policy/index.js";

/**
 * What was given is kept as given until it is erased: a value that took another's place has that former value, sealed and dated, and an
 * event that tells of it; a proved value has one as well.
 */
export const asGiven: Check = check("collection.as_given", async ({ db, since }) => {
  const o = db.organisation;
  const { rows } = await sql<{ id: string; bad: boolean }>`
    select v.id,
      (v.replaces is not null and not v.pending and (f.id is null or f.replaced_at is null)
        and not exists (select 1 from erasure e where e.organisation_id = ${o} and e.person_id = v.person_id and (e.field is null or e.field = v.field)))
      or not exists (select 1 from event_person p where p.organisation_id = ${o} and p.person_id = v.person_id
        and p.type = any(${telling})) as bad
    from value v left join value f on f.organisation_id = ${o} and f.person_id = v.person_id and f.id = v.replaces
    where v.organisation_id = ${o} and (v.replaces is not null or v.verified_at is not null)
      and greatest(v.collected_at, v.verified_at) >= ${since}`.execute(db.q);
  const { rows: given } = await sql<{ n: number }>`
    select count(*)::int as n from submission where organisation_id = ${o} and at >= ${since}`.execute(db.q);
  const violations = rows.filter((r) => r.bad).map((r) => r.id);
  return judge({
    done: rows.length + (given[0]?.n ?? 0),
    violations,
    explanation: {
      vi: `${rows.length} lần sửa hoặc xác nhận; ${violations.length} lần không còn giá trị cũ hoặc không có ghi nhận.`,
      en: `${rows.length} corrections or proofs; ${violations.length} without the former value or a record.`,
    },
  });
});

/** Events that tell of a correction or a proof. */
const telling = [
  "value.corrected",
  "value.verified",
  "identity.contact_confirmed",
  "identity.contact_changed",
  "person.joined",
  "submission.confirmed",
];
