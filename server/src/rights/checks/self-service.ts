import { sql } from "kysely";
import { type Check, type CheckCall, check, judge, namesIn } from "../../policy/index.js";
import { lawfulReasons } from "../undone.js";

/** What a right, done by the person, leaves in the evidence. */
const deeds: Readonly<Record<string, readonly string[]>> = {
  see: ["account.viewed"],
  copy: ["account.exported", "file.downloaded"],
  correct: ["value.corrected"],
  erase: ["field.erased", "person.erased"],
  withdraw: ["consent.withdrawn"],
  object: ["consent.objected"],
};

/** A right asked in the account ended done, or undone for a reason that stands; and what was recorded as done really holds. */
export const selfService: Check = check("rights.self_service", async (call) => {
  const named = namesIn(call.parameters, "rights");
  const rights = named.length > 0 ? named : Object.keys(deeds);
  const done = await countDone(call, rights);
  const undone = await undoneRights(call, rights);
  const without = rights.includes("withdraw") || rights.includes("object") ? await stopsWithoutEffect(call) : [];
  const violations = [...undone.unlawful, ...without];
  return judge({
    done,
    refused: undone.lawful,
    violations,
    explanation: {
      vi: `${done} lần người dùng tự làm trong tài khoản; ${violations.length} lần không làm được mà không có lý do chính đáng.`,
      en: `People did it themselves in the account ${done} times; ${violations.length} ended undone without a lawful reason.`,
    },
  });
});

async function countDone({ db, since }: CheckCall, rights: readonly string[]): Promise<number> {
  const types = rights.flatMap((r) => deeds[r] ?? []);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
    where organisation_id = ${db.organisation} and type = any(${types}) and at >= ${since}
      and canonical::jsonb -> 'actor' ->> 'kind' = 'person'`.execute(db.q);
  return rows[0]?.n ?? 0;
}

async function undoneRights({ db, since }: CheckCall, rights: readonly string[]): Promise<{ lawful: number; unlawful: string[] }> {
  const { rows } = await sql<{ id: string; reason: string | null }>`
    select id, canonical::jsonb -> 'detail' ->> 'reason' as reason from event
    where organisation_id = ${db.organisation} and type = 'right.undone' and at >= ${since}
      and canonical::jsonb -> 'detail' ->> 'right' = any(${rights})`.execute(db.q);
  const unlawful = rows.filter((r) => r.reason === null || !lawfulReasons.includes(r.reason));
  return { lawful: rows.length - unlawful.length, unlawful: unlawful.map((r) => r.id) };
}

/** A stop that is told of and stands nowhere, while its person is still here. */
async function stopsWithoutEffect({ db, since }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string }>`
    select e.id from event e join event_person p on p.organisation_id = ${o} and p.event_id = e.id
    where e.organisation_id = ${o} and e.type in ('consent.withdrawn', 'consent.objected') and e.at >= ${since}
      and exists (select 1 from person_key k where k.organisation_id = ${o} and k.person_id = p.person_id)
      and not exists (select 1 from consent c where c.organisation_id = ${o} and c.person_id = p.person_id
        and c.purpose = e.canonical::jsonb ->> 'purpose' and c.at >= e.at)
      and not exists (select 1 from consent c where c.organisation_id = ${o} and c.event_id = e.id)
    limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}
