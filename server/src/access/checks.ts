import { sql } from "kysely";
import { type Check, type CheckCall, check, judge, namesIn, type PublishedPolicy, versionOf } from "../policy/index.js";
import { callerCheck } from "./calls/checks.js";
import { fieldsFor } from "./rules.js";
import { segmentsConsented } from "./segments/checks.js";

/** Readings alike in who, what and under which version: judged once, however many they are. */
interface Alike {
  readonly one: string;
  readonly n: number;
  readonly roles: string[];
  readonly purpose: string | null;
  readonly fields: string[];
  readonly version: number | null;
}

/**
 * A value was opened only by a role, for a purpose and in a field that the policy in force at that moment grants. Assignment of people to
 * staff is not enforced yet, so where a promise demands it (`assigned`) the control is not built.
 */
export const roles: Check = check(
  "access.roles",
  async (call) => {
    const named = namesIn(call.parameters, "roles");
    const spoken = namesIn(call.parameters, "fields");
    const readings = await readingsOf(call);
    const versions = await versionsOf(
      call,
      readings.map((r) => r.version),
    );
    const violations = readings.filter((r) => {
      const policy = r.version === null ? undefined : versions.get(r.version)?.policy;
      const holding = r.roles.filter((role) => named.length === 0 || named.includes(role));
      const granted = policy && r.purpose !== null ? fieldsFor(policy, holding, r.purpose) : undefined;
      const opened = spoken.length === 0 ? r.fields : r.fields.filter((f) => spoken.includes(f));
      if (spoken.length > 0 && opened.length === 0) return false;
      return granted === undefined || (granted !== "*" && opened.some((f) => !granted.has(f)));
    });
    return judge({
      done: readings.reduce((sum, r) => sum + r.n, 0),
      refused: await refusedReadings(call),
      violations: violations.map((r) => r.one),
      explanation: {
        vi: `${readings.reduce((sum, r) => sum + r.n, 0)} lần đọc; ${violations.reduce((sum, r) => sum + r.n, 0)} lần ngoài vai trò hoặc ngoài mục được đọc.`,
        en: `${readings.reduce((sum, r) => sum + r.n, 0)} readings; ${violations.reduce((sum, r) => sum + r.n, 0)} outside the role or its fields.`,
      },
    });
  },
  demandsAssignment,
);

function demandsAssignment(parameters: CheckCall["parameters"]): boolean {
  return parameters.assigned === true;
}

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
    select min(e.id::text) as one, count(*)::int as n, e.roles, e.purpose, e.fields, e.version from (
      select id, canonical::jsonb ->> 'purpose' as purpose,
        array(select jsonb_array_elements_text(coalesce(canonical::jsonb -> 'detail' -> 'roles', '[]'))) as roles,
        array(select jsonb_array_elements_text(coalesce(canonical::jsonb -> 'fields', '[]'))) as fields,
        (select max(v.version) from policy_version v where v.organisation_id = ${o} and v.published_at <= event.at) as version
      from event where organisation_id = ${o} and type = 'value.read' and at >= ${since}) e
    group by e.roles, e.purpose, e.fields, e.version`.execute(db.q);
  return rows;
}

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
