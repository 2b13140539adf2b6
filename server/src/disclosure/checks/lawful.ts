import { sql } from "kysely";
import { dayOf } from "../../platform/page/index.js";
import { type Check, type CheckCall, check, judge, namesIn } from "../../policy/index.js";
import { covers } from "../authority/rules.js";
import { type CountedOrder, listOrderRows, orderById, personsOfOrder } from "../authority/store.js";
import { refusedTo } from "./made.js";

/**
 * What left for a state body stayed within a decision on a written demand that cites its basis, and the violation where that is the reason; and
 * every demand got its reply by its day. At risk: a reply is due within two days.
 */
export const lawful: Check = check("disclosure.lawful", async (call) => {
  const named = namesIn(call.parameters, "recipients");
  const reasons = namesIn(call.parameters, "reasons");
  const made = await madeToBodies(call, named);
  const orders = await ordersOf(call, "disclosure", named);
  const beyond: string[] = [];
  for (const m of made) if (!(await lawfullyMade(call, m, reasons))) beyond.push(m.id);
  const late = orders.filter((o) => lateBy(o, dayOf(call.now)));
  return judge({
    done: made.length + orders.filter((o) => o.state === "answered").length,
    refused: (await refusedTo(call, named)) + (await refusedDemands(call, named)),
    violations: [...beyond, ...late.map((o) => o.id)],
    near: orders.some((o) => soon(o, call.now)),
    explanation: {
      vi: `${orders.length} yêu cầu của cơ quan, ${made.length} lần cung cấp về một người; ${beyond.length} lần ngoài quyết định, ${late.length} yêu cầu trả lời quá hạn.`,
      en: `${orders.length} demands of state bodies, ${made.length} disclosures about a person; ${beyond.length} beyond a decision, ${late.length} demands answered late.`,
    },
  });
});

/** An erasure that a state body asks for is decided, executed as decided, and answered by its day. */
export const orderedErasure: Check = check("erasure.ordered", async (call) => {
  const bodies = namesIn(call.parameters, "bodies");
  const all = await ordersOf(call, "erasure", namesIn(call.parameters, "recipients"));
  const orders = bodies.length === 0 ? all : all.filter((o) => bodies.includes(o.body) || bodies.includes("other"));
  const undecided = await erasedWithoutOrder(call);
  const late = orders.filter((o) => lateBy(o, dayOf(call.now)));
  const unexecuted = orders.filter((o) => o.state === "answered" && o.answer !== "refused" && o.erased < o.covered);
  return judge({
    done: orders.filter((o) => o.state === "answered").length,
    refused: orders.filter((o) => o.decision === "refused").length,
    violations: [...undecided, ...late.map((o) => o.id), ...unexecuted.map((o) => o.id)],
    near: orders.some((o) => soon(o, call.now)),
    explanation: {
      vi: `${orders.length} yêu cầu xoá của cơ quan; ${late.length} quá hạn, ${unexecuted.length} báo xong khi chưa xong, ${undecided.length} lần xoá không có quyết định.`,
      en: `${orders.length} demands for erasure; ${late.length} late, ${unexecuted.length} answered before they were done, ${undecided.length} erasures without a decision.`,
    },
  });
});

interface MadeTo {
  readonly id: string;
  readonly person: string | null;
  readonly recipient: string;
  readonly purpose: string;
  readonly fields: string[];
  readonly order: string | null;
}

async function madeToBodies(call: CheckCall, named: readonly string[]): Promise<MadeTo[]> {
  const { rows } = await sql<MadeTo>`
    select e.id, p.person_id as person, c ->> 'recipient' as recipient, c ->> 'purpose' as purpose,
      array(select jsonb_array_elements_text(coalesce(c -> 'fields', '[]'))) as fields, c #>> '{detail,authority}' as order
    from (select id, canonical::jsonb as c from event where organisation_id = ${call.db.organisation} and type = 'disclosure.made'
      and at >= ${call.since}) e
    left join event_person p on p.organisation_id = ${call.db.organisation} and p.event_id = e.id
    where c ->> 'recipient' = any(${[...named]}::text[])`.execute(call.db.q);
  return rows;
}

async function lawfullyMade(call: CheckCall, m: MadeTo, reasons: readonly string[]): Promise<boolean> {
  const order = m.order === null ? undefined : await orderById(call.db, m.order);
  if (!order?.file || order.basis === "" || order.decidedBy === null) return false;
  if (reasons.length > 0 && !reasons.includes(order.reason)) return false;
  if ((order.reason === "violation" || order.reason === "criminal_inquiry") && !order.violation) return false;
  // Whoever was erased since is no longer known by name; the rest of the scope is still looked at.
  const persons = m.person === null ? ["erased"] : [m.person];
  const covered = (await personsOfOrder(call.db, order.id)).filter((p) => p.covered).map((p): string => p.person);
  return covers(order, new Set(m.person === null ? [...covered, "erased"] : covered), { ...m, persons });
}

async function ordersOf(call: CheckCall, kind: "disclosure" | "erasure", named: readonly string[]): Promise<CountedOrder[]> {
  const since = dayOf(call.since);
  return (await listOrderRows(call.db)).filter(
    (o) =>
      o.kind === kind && (named.length === 0 || named.includes(o.recipient)) && (o.state !== "answered" || (o.answeredOn ?? "") >= since),
  );
}

function lateBy(o: CountedOrder, today: string): boolean {
  return (o.answeredOn ?? today) > o.replyBy;
}

function soon(o: CountedOrder, now: Date): boolean {
  return o.state !== "answered" && o.replyBy <= dayOf(new Date(now.getTime() + 2 * 86_400_000));
}

async function refusedDemands(call: CheckCall, named: readonly string[]): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from event where organisation_id = ${call.db.organisation}
    and type = 'authority.refused' and at >= ${call.since} and canonical::jsonb ->> 'recipient' = any(${[...named]}::text[])`.execute(
    call.db.q,
  );
  return rows[0]?.n ?? 0;
}

/** Erasures whose cause is an order, of somebody whom no decided order covers. */
async function erasedWithoutOrder(call: CheckCall): Promise<string[]> {
  const { rows } = await sql<{
    id: string;
  }>`select e.id from erasure e where e.organisation_id = ${call.db.organisation} and e.cause = 'ordered'
    and e.at >= ${call.since} and not exists (select from authority_order_person p join authority_order o on o.organisation_id = p.organisation_id
      and o.id = p.order_id where p.organisation_id = ${call.db.organisation} and p.person_id = e.person_id and p.covered and o.kind = 'erasure'
      and o.decided_at <= e.at) limit 50`.execute(call.db.q);
  return rows.map((r) => r.id);
}
