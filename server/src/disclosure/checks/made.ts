import type { Policy } from "@kept/language";
import { sql } from "kysely";
import { type CheckCall, versionOf } from "../../policy/index.js";

/** Disclosures alike in everything a check looks at: judged once, however many they are. */
export interface Made {
  /** Id of one of their events. */
  readonly one: string;
  readonly n: number;
  readonly recipient: string | null;
  readonly purpose: string | null;
  readonly fields: string[];
  readonly version: number | null;
  readonly ground: string | null;
  readonly party: string | null;
  readonly contract: string | null;
  readonly country: string | null;
  readonly article: string | null;
  readonly term: string | null;
  readonly evidence: boolean;
  readonly approver: string | null;
  readonly disclosure: string | null;
  /** Legal days of the first and the last. */
  readonly first: string;
  readonly last: string;
}

/** What left in the time that is looked at. */
export async function madeIn(call: CheckCall): Promise<Made[]> {
  const { rows } = await sql<Made>`
    select min(id::text) as one, count(*)::int as n, recipient, purpose, array(select jsonb_array_elements_text(coalesce(e.fields, '[]'))) as fields,
      version::int as version, ground, party, contract, country, article, term, coalesce(evidence::boolean, false) as evidence, approver,
      disclosure, min(day)::text as first, max(day)::text as last
    from (select id, (at at time zone 'Asia/Ho_Chi_Minh')::date as day, c ->> 'recipient' as recipient, c ->> 'purpose' as purpose,
        c -> 'fields' as fields, c ->> 'policy_version' as version, d ->> 'ground' as ground, d ->> 'party' as party,
        d ->> 'contract' as contract, d ->> 'country' as country, d ->> 'article' as article, d ->> 'term' as term,
        d ->> 'evidence' as evidence, d ->> 'approver' as approver, d ->> 'disclosure' as disclosure
      from (select id, at, canonical::jsonb as c, coalesce(canonical::jsonb -> 'detail', '{}') as d from event
        where organisation_id = ${call.db.organisation} and type = 'disclosure.made' and at >= ${call.since}) raw) e
    group by recipient, purpose, e.fields, version, ground, party, contract, country, article, term, evidence, approver, disclosure`.execute(
    call.db.q,
  );
  return rows;
}

/** How often the gate said no to these recipients (none named: to any). */
export async function refusedTo(call: CheckCall, recipients: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event
    where organisation_id = ${call.db.organisation} and type in ('disclosure.refused', 'disclosure.left_out') and at >= ${call.since}
      and (${recipients.length === 0} or canonical::jsonb ->> 'recipient' = any(${[...recipients]}::text[]))`.execute(call.db.q);
  return rows[0]?.n ?? 0;
}

/** One of a disclosure to a person, with what that person had given by then. */
export interface Given {
  readonly one: string;
  readonly n: number;
  readonly recipient: string | null;
  readonly purpose: string | null;
  readonly fields: string[];
  readonly version: number | null;
  /** The last act on the purpose before it, and the version it agreed to. */
  readonly act: string | null;
  readonly agreed: number | null;
  /** A paper of the person covered it on that day. */
  readonly paper: boolean;
  /** The occasion it names is the person's; of this kind. */
  readonly theirs: boolean;
  readonly kind: string | null;
}

/** What left, with what stood behind it at that moment. Persons erased since are no longer known, and are left out. */
export async function givenFor(call: CheckCall): Promise<Given[]> {
  const o = call.db.organisation;
  const { rows } = await sql<Given>`
    select min(e.id::text) as one, count(*)::int as n, e.recipient, e.purpose,
      array(select jsonb_array_elements_text(coalesce(e.fields, '[]'))) as fields, e.version, l.act, l.policy_version as agreed,
      w.id is not null as paper, op.person_id is not null as theirs, oc.kind
    from (select id, at, canonical::jsonb ->> 'recipient' as recipient, canonical::jsonb ->> 'purpose' as purpose,
        canonical::jsonb -> 'fields' as fields, (canonical::jsonb ->> 'policy_version')::int as version, canonical::jsonb -> 'detail' as d
      from event where organisation_id = ${o} and type = 'disclosure.made' and at >= ${call.since}) e
    join event_person p on p.organisation_id = ${o} and p.event_id = e.id
    left join lateral (select c.act, c.policy_version from consent c where c.organisation_id = ${o} and c.person_id = p.person_id
      and c.purpose = e.purpose and c.at <= e.at order by c.seq desc limit 1) l on true
    left join disclosure_paper w on w.organisation_id = ${o} and w.person_id = p.person_id and w.id = (e.d ->> 'paper')::uuid
      and w.recipient = e.recipient and e.purpose = any(w.purposes) and w.fields @> array(select jsonb_array_elements_text(e.fields))
      and w.signed_on <= (e.at at time zone 'Asia/Ho_Chi_Minh')::date and (w.until is null or w.until >= (e.at at time zone 'Asia/Ho_Chi_Minh')::date)
      and (w.withdrawn_at is null or w.withdrawn_at > e.at)
    left join occasion oc on oc.organisation_id = ${o} and oc.id = (e.d ->> 'occasion')::uuid
    left join occasion_person op on op.organisation_id = ${o} and op.person_id = p.person_id and op.occasion_id = oc.id
    group by e.recipient, e.purpose, e.fields, e.version, l.act, l.policy_version, w.id is not null, op.person_id is not null, oc.kind`.execute(
    call.db.q,
  );
  return rows;
}

/** The policies of these versions. */
export async function policiesOf(
  call: CheckCall,
  versions: readonly (number | null)[],
): Promise<(version: number | null) => Policy | undefined> {
  const found = new Map<number, Policy>();
  for (const version of new Set(versions)) {
    const one = version === null ? undefined : await versionOf(call.db, version);
    if (version !== null && one) found.set(version, one.policy);
  }
  return (version) => (version === null ? undefined : found.get(version));
}

export function sum(rows: readonly { readonly n: number }[]): number {
  return rows.reduce((all, r) => all + r.n, 0);
}
