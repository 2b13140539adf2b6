import { sql } from "kysely";
import { type Check, check, judge, namesIn, type PublishedPolicy, versionOf } from "../../policy/index.js";

interface Kind {
  readonly version: number;
  readonly touchpoint: string;
  readonly field: string;
  readonly basis: string;
  readonly purposes: string[];
  readonly one: string;
  readonly n: number;
}

/** Every value held has a declared field, purpose and basis in the version its person was shown. */
export const declared: Check = check("collection.declared", async ({ db, parameters }) => {
  const touchpoints = namesIn(parameters, "touchpoints");
  const bases = namesIn(parameters, "bases");
  const { rows } = await sql<Kind>`
    select notice_version as version, touchpoint, field, basis, purposes, min(id::text) as one, count(*)::int as n
    from value where organisation_id = ${db.organisation} and (cardinality(${touchpoints}::text[]) = 0 or touchpoint = any(${touchpoints}))
    group by 1, 2, 3, 4, 5`.execute(db.q);
  const versions = new Map<number, PublishedPolicy | undefined>();
  for (const { version } of rows) if (!versions.has(version)) versions.set(version, await versionOf(db, version));
  const bad = rows.filter((r) => !isDeclared(versions.get(r.version), r) || (bases.length > 0 && !bases.includes(r.basis)));
  const done = rows.reduce((sum, r) => sum + r.n, 0);
  const wrong = bad.reduce((sum, r) => sum + r.n, 0);
  return judge({
    done,
    violations: bad.map((r) => r.one),
    explanation: {
      vi: `${done} giá trị đang giữ; ${wrong} không đúng với những gì đã công bố.`,
      en: `${done} values held; ${wrong} are not as declared.`,
    },
  });
});

function isDeclared(version: PublishedPolicy | undefined, kind: Kind): boolean {
  const policy = version?.policy;
  const touchpoint = policy && Object.hasOwn(policy.touchpoints, kind.touchpoint) ? policy.touchpoints[kind.touchpoint] : undefined;
  const asked = touchpoint && Object.hasOwn(touchpoint.fields, kind.field) ? touchpoint.fields[kind.field] : undefined;
  if (!policy || !asked || kind.purposes.length === 0) return false;
  return kind.purposes.every((p) => asked.purposes.includes(p)) && kind.purposes.some((p) => policy.purposes[p]?.basis === kind.basis);
}
