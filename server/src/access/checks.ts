import { sql } from "kysely";
import { type Check, type CheckCall, check, judge, namesIn, type PublishedPolicy, versionOf } from "../policy/index.js";
import { callerCheck } from "./calls/checks.js";
import { fieldsFor, needsAssignment } from "./rules.js";
import { segmentsConsented } from "./segments/checks.js";

/** Readings alike in who, what and under which version: judged once, however many they are. */
interface Alike {
  readonly one: string;
  readonly n: number;
  readonly roles: string[];
  readonly purpose: string | null;
  readonly fields: string[];
  readonly version: number | null;
  /** The person was assigned to the reader at that moment. True where nobody can say any more, because the person is erased. */
  readonly assigned: boolean;
  /** A second person had let the reader past role and assignment, for this purpose, and the time was not over. */
  readonly granted: boolean;
}

/**
 * A value was opened only by a role, for a purpose and in a field that the policy in force at that moment grants; by a role that reads its
 * own people alone, only of people assigned to the reader at that moment; past both only by a grant to which a second person agreed.
 */
export const roles: Check = check("access.roles", async (call) => {
  const named = namesIn(call.parameters, "roles");
  const spoken = namesIn(call.parameters, "fields");
  const readings = await readingsOf(call);
  const versions = await versionsOf(
    call,
    readings.map((r) => r.version),
  );
  const violations = readings.filter((r) => {
    const policy = r.version === null ? undefined : versions.get(r.version)?.policy;
    const opened = spoken.length === 0 ? r.fields : r.fields.filter((f) => spoken.includes(f));
    if (spoken.length > 0 && opened.length === 0) return false;
    if (!policy || r.purpose === null) return true;
    const holding = r.roles.filter(
      (role) => (named.length === 0 || named.includes(role)) && (r.assigned || !needsAssignment(policy, role)),
    );
    const granted = fieldsFor(policy, r.granted ? Object.keys(policy.roles) : holding, r.purpose);
    return granted === undefined || (granted !== "*" && opened.some((f) => !granted.has(f)));
  });
  const done = readings.reduce((sum, r) => sum + r.n, 0);
  const past = readings.reduce((sum, r) => sum + (r.granted ? r.n : 0), 0);
  const wrong = violations.reduce((sum, r) => sum + r.n, 0);
  return judge({
    done,
    refused: await refusedReadings(call),
    violations: violations.map((r) => r.one),
    explanation: {
      vi: `${done} lần đọc, ${past} lần theo lệnh mở khẩn có người thứ hai đồng ý; ${wrong} lần ngoài vai trò, ngoài mục được đọc hoặc ngoài phân công.`,
      en: `${done} readings, ${past} of them by emergency access that a second person agreed to; ${wrong} outside the role, its fields or its assignment.`,
    },
  });
});

/** Nothing was read, written or passed on for a purpose that is not promised, or was not declared at that moment. */
export const limited: Check = check("purpose.limited", async (call) => {
  const named = namesIn(call.parameters, "purposes");
  const o = call.db.organisation;
  const { rows } = await sql<{ one: string; n: number; purpose: string | null; service: boolean; version: number | null }>`
    select min(e.id::text) as one, count(*)::int as n, e.purpose, e.service, e.version from (
      select id, canonical::jsonb ->> 'purpose' as purpose,
        type = 'message.queued' and canonical::jsonb -> 'detail' ->> 'kind' ~ '^(code|alert)\\.' as service,
        (select max(v.version) from policy_version v where v.organisation_id = ${o} and v.published_at <= event.at) as version
      from event where organisation_id = ${o} and type = any(${deeds}) and at >= ${call.since}) e
    group by e.purpose, e.service, e.version`.execute(call.db.q);
  const versions = await versionsOf(
    call,
    rows.map((r) => r.version),
  );
  // Codes and alerts are how an account is kept safe; they serve no purpose of the organisation's.
  const violations = rows.filter((r) => {
    if (r.purpose === null) return !r.service;
    const declared = r.version === null ? undefined : versions.get(r.version)?.policy.purposes;
    return !named.includes(r.purpose) || declared === undefined || !Object.hasOwn(declared, r.purpose);
  });
  const done = rows.reduce((sum, r) => sum + (r.purpose === null && r.service ? 0 : r.n), 0);
  return judge({
    done,
    refused: await refusedReadings(call),
    violations: violations.map((r) => r.one),
    explanation: {
      vi: `${done} lần dùng dữ liệu; ${violations.reduce((sum, r) => sum + r.n, 0)} lần ngoài những việc đã nêu.`,
      en: `Data was used ${done} times; ${violations.reduce((sum, r) => sum + r.n, 0)} outside the purposes named.`,
    },
  });
});

/** What access checks of itself. */
export const accessChecks: readonly Check[] = [roles, limited, callerCheck, segmentsConsented];

const deeds = ["value.read", "message.queued", "disclosure.made"];

async function readingsOf({ db, since }: CheckCall): Promise<Alike[]> {
  const o = db.organisation;
  const { rows } = await sql<Alike>`
    with r as (
      select id, at, canonical::jsonb ->> 'purpose' as purpose, canonical::jsonb -> 'actor' ->> 'id' as reader,
        canonical::jsonb -> 'detail' ->> 'break_glass' as grant_id,
        array(select jsonb_array_elements_text(coalesce(canonical::jsonb -> 'detail' -> 'roles', '[]'))) as roles,
        array(select jsonb_array_elements_text(coalesce(canonical::jsonb -> 'fields', '[]'))) as fields,
        (select max(v.version) from policy_version v where v.organisation_id = ${o} and v.published_at <= event.at) as version
      from event where organisation_id = ${o} and type = 'value.read' and at >= ${since}
    ), judged as (
      select r.id, bool_or(s.person_id is null or ${isAssignedThen}) as assigned,
        bool_or(r.grant_id is not null and (s.person_id is null or ${isGrantedThen})) as granted
      from r left join event_person s on s.organisation_id = ${o} and s.event_id = r.id and s.type = 'value.read'
      group by r.id
    )
    select min(r.id::text) as one, count(*)::int as n, r.roles, r.purpose, r.fields, r.version, j.assigned, j.granted
    from r join judged j on j.id = r.id
    group by r.roles, r.purpose, r.fields, r.version, j.assigned, j.granted`.execute(db.q);
  return rows;
}

const whileAssigned = sql`a.from_at <= r.at and (a.until is null or r.at < a.until) and (a.ended_at is null or r.at <= a.ended_at)`;
const here = sql`current_setting('kept.organisation')::uuid`;

const isAssignedThen = sql`exists (
    select 1 from assigned_person a
    where a.organisation_id = ${here} and a.person_id = s.person_id and a.staff_id::text = r.reader and ${whileAssigned}
  ) or exists (
    select 1 from occasion_person p join assigned_occasion a on a.organisation_id = ${here} and a.occasion_id = p.occasion_id
    where p.organisation_id = ${here} and p.person_id = s.person_id and p.joined_at <= r.at
      and a.staff_id::text = r.reader and ${whileAssigned}
  )`;

const isGrantedThen = sql`exists (
    select 1 from break_glass b
    where b.organisation_id = ${here} and b.person_id = s.person_id and b.id::text = r.grant_id and b.staff_id::text = r.reader
      and b.purpose = r.purpose and b.agreed and b.decided_by <> b.staff_id and b.decided_at <= r.at and r.at < b.until
      and (b.ended_at is null or r.at <= b.ended_at)
  )`;

async function versionsOf({ db }: CheckCall, wanted: readonly (number | null)[]): Promise<ReadonlyMap<number, PublishedPolicy>> {
  const found = new Map<number, PublishedPolicy>();
  for (const version of new Set(wanted)) {
    const published = version === null ? undefined : await versionOf(db, version);
    if (published) found.set(published.version, published);
  }
  return found;
}

async function refusedReadings({ db, since }: CheckCall): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
    where organisation_id = ${db.organisation} and type = 'value.read_refused' and at >= ${since}`.execute(db.q);
  return rows[0]?.n ?? 0;
}
