import { sql } from "kysely";
import { type AskPage, type Check, type CheckCall, check, judge, namesIn } from "../policy/index.js";

/** What consent checks of itself. `ask` fetches a page of this server: forms are looked at as they are drawn. */
export function consentChecks(ask: AskPage): Check[] {
  return [
    check("consent.per_purpose", async (call) => {
      const counts = await countActs(call);
      const violations = [...(await actsWithoutProof(call)), ...(await valuesWithoutConsent(call)), ...(await presetForms(call, ask))];
      return judge({
        ...counts,
        violations,
        explanation: {
          vi: `${counts.done} lần đồng ý và ${counts.refused} lần không đồng ý, mỗi lần cho một mục đích; ${violations.length} chỗ sai.`,
          en: `${counts.done} consents and ${counts.refused} refusals, each for one purpose; ${violations.length} at fault.`,
        },
      });
    }),
  ];
}

/** Purposes the promise speaks of, or all. */
function purposesOf(call: CheckCall): string[] | null {
  const named = namesIn(call.parameters, "purposes");
  return named.length > 0 ? named : null;
}

async function countActs(call: CheckCall): Promise<{ done: number; refused: number }> {
  const { rows } = await sql<{ done: number; refused: number }>`
    select count(*) filter (where act = 'given')::int as done, count(*) filter (where act = 'refused')::int as refused
    from consent where organisation_id = ${call.db.organisation} and at >= ${call.since}
      and (${purposesOf(call)}::text[] is null or purpose = any(${purposesOf(call)}))`.execute(call.db.q);
  return rows[0] ?? { done: 0, refused: 0 };
}

/** A consent stands on an event of its own and on words that can still be shown (decree 356/2025 art. 6.1). */
async function actsWithoutProof(call: CheckCall): Promise<string[]> {
  const o = call.db.organisation;
  const { rows } = await sql<{ id: string }>`
    select c.id from consent c
    left join event e on e.organisation_id = ${o} and e.id = c.event_id
    left join shown_text t on t.organisation_id = ${o} and t.digest = c.shown_digest
    where c.organisation_id = ${o} and c.act = 'given' and c.at >= ${call.since}
      and (e.id is null or e.type <> 'consent.given' or t.digest is null
        or e.canonical::jsonb ->> 'purpose' is distinct from c.purpose)
    limit 50`.execute(call.db.q);
  return rows.map((r) => r.id);
}

/** A value that rests on consent was collected after one of its person (law 91/2025 art. 11.1). */
async function valuesWithoutConsent(call: CheckCall): Promise<string[]> {
  const o = call.db.organisation;
  const { rows } = await sql<{ id: string }>`
    select v.id from value v
    where v.organisation_id = ${o} and v.basis = 'consent' and v.collected_at >= ${call.since}
      and (${purposesOf(call)}::text[] is null or v.purposes && ${purposesOf(call)}::text[])
      and not exists (select 1 from consent c where c.organisation_id = ${o} and c.person_id = v.person_id
        and c.act = 'given' and c.purpose = any(v.purposes) and c.at <= v.collected_at)
    limit 50`.execute(call.db.q);
  return rows.map((r) => r.id);
}

/** Forms that choose for the person: anything checked or selected in a form as it is drawn. */
async function presetForms(call: CheckCall, ask: AskPage): Promise<string[]> {
  const { touchpoints, organisation } = call.policy.policy;
  const preset: string[] = [];
  for (const [name, touchpoint] of Object.entries(touchpoints)) {
    if (!touchpoint.channels.includes("form")) continue;
    const answer = await ask(`/${organisation.id}/forms/${name}`);
    if (answer.ok && hasPreset(await answer.text())) preset.push(name);
  }
  return preset;
}

/** Whether any choice of a drawn page is made beforehand. An empty first option of a list chooses nothing. */
export function hasPreset(html: string): boolean {
  return [...html.matchAll(/<(?:input|option)\b[^>]*>/gi)].some(([tag]) => /\s(?:checked|selected)(?=[\s=/>])/i.test(tag));
}
