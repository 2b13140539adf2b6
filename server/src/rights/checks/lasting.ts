import { type PeriodUnit, periodParts } from "@kept/language";
import { sql } from "kysely";
import { z } from "zod";
import { eventsByType } from "../../evidence/index.js";
import { days, type PersonId } from "../../platform/index.js";
import { type Check, type CheckCall, check, judge, periodIn } from "../../policy/index.js";
import { history } from "../../vault/index.js";

const sample = 200;

/**
 * What was erased stays so. Of the last erasures and some older ones taken at random it asks: is the key gone, does anything still open, is
 * anything still found, are rows, files and mails gone once they should be; and can backups older than the bound still open it.
 */
export const lasting: Check = check("erasure.lasting", async (call) => {
  const persons = await sampled(call);
  const violations = new Set<string>([
    ...(await keysLeft(call, persons)),
    ...(await opening(call, persons)),
    ...(await rowsLeft(call, persons)),
  ]);
  for (const id of [...(await fieldsLeft(call)), ...(await openedOnTrial(call))]) violations.add(id);
  const bound = await pastBound(call);
  for (const id of bound.past) violations.add(id);
  const { done, unwritten } = await counted(call);
  const drill = await lastDrill(call);
  if (drill.failed) violations.add(drill.failed);
  return judge({
    done,
    violations: [...violations],
    near: unwritten || drill.old || (await forgot(call)),
    explanation: {
      vi: `Thử mở và tìm lại ${persons.length} hồ sơ đã xoá; ${violations.size} chỗ còn mở, còn tìm thấy hoặc quá hạn của bản sao lưu.`,
      en: `${persons.length} erased records were tried and looked for again; ${violations.size} still open, are found, or outlast the bound for backups.`,
    },
  });
});

interface Sampled {
  readonly erasure: string;
  readonly person: PersonId;
  readonly finished: boolean;
}

async function sampled({ db }: CheckCall): Promise<Sampled[]> {
  const o = db.organisation;
  const { rows } = await sql<Sampled>`
    (select id as erasure, person_id as person, finished_at is not null as finished from erasure
       where organisation_id = ${o} and scope = 'person' order by at desc limit ${sample})
    union
    (select id, person_id, finished_at is not null from erasure
       where organisation_id = ${o} and scope = 'person' order by random() limit ${sample})`.execute(db.q);
  return rows;
}

/** The key, or the word that they are there, came back. */
async function keysLeft({ db }: CheckCall, all: readonly Sampled[]): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ person: string }>`
    select person_id as person from person_key where organisation_id = ${o} and person_id = any(${all.map((s) => s.person)}::uuid[])
    union select id from person where organisation_id = ${o} and state <> 'erased' and id = any(${all.map((s) => s.person)}::uuid[])`.execute(
    db.q,
  );
  const found = new Set(rows.map((r) => r.person));
  return all.filter((s) => found.has(s.person)).map((s) => s.erasure);
}

/** Tries the keys there are on whatever is still stored. */
async function opening({ db }: CheckCall, all: readonly Sampled[]): Promise<string[]> {
  const opened: string[] = [];
  for (const s of all) {
    const values = await history(db, s.person);
    if (values.some((v) => "content" in v.value)) opened.push(s.erasure);
  }
  return opened;
}

/** Once the rows are said to have followed, none is found by any digest, and no value, file or mail is left. */
async function rowsLeft({ db }: CheckCall, all: readonly Sampled[]): Promise<string[]> {
  const o = db.organisation;
  const ids = all.filter((s) => s.finished).map((s) => s.person);
  const { rows } = await sql<{ person: string }>`
    select person_id as person from blind_index where organisation_id = ${o} and person_id = any(${ids}::uuid[])
    union select person_id from value where organisation_id = ${o} and person_id = any(${ids}::uuid[])
    union select person_id from file where organisation_id = ${o} and person_id = any(${ids}::uuid[])
    union select person_id from message where organisation_id = ${o} and person_id = any(${ids}::uuid[])`.execute(db.q);
  const left = new Set(rows.map((r) => r.person));
  return all.filter((s) => s.finished && left.has(s.person)).map((s) => s.erasure);
}

/** A value of an erased field from before its erasure, or an index row that speaks of a value that is not there. */
async function fieldsLeft({ db }: CheckCall): Promise<string[]> {
  const o = db.organisation;
  const { rows } = await sql<{ id: string }>`
    select distinct e.id from (
      select * from erasure where organisation_id = ${o} and scope = 'field' order by at desc limit ${sample}) e
    where exists (select 1 from value v where v.organisation_id = ${o} and v.person_id = e.person_id and v.field = e.field and v.collected_at < e.at)
      or exists (select 1 from file f where f.organisation_id = ${o} and f.person_id = e.person_id and f.field = e.field and f.received_at < e.at)
      or exists (select 1 from blind_index b where b.organisation_id = ${o} and b.person_id = e.person_id and b.field = e.field
        and not exists (select 1 from value v where v.organisation_id = ${o} and v.person_id = b.person_id and v.id = b.value_id))`.execute(
    db.q,
  );
  return rows.map((r) => r.id);
}

/** The attempt made right after an erasure opened something. */
async function openedOnTrial({ db, since }: CheckCall): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from erasure where organisation_id = ${db.organisation} and opened > 0 and at >= ${since} limit 50`.execute(db.q);
  return rows.map((r) => r.id);
}

/** Erasures whose key was wrapped under an epoch that still lives, longer than the policy says backups may open what was erased. */
async function pastBound({ db, parameters, now }: CheckCall): Promise<{ past: string[] }> {
  const bound = periodIn(parameters, "backup_bound");
  if (!bound) return { past: [] };
  const { count, unit } = periodParts(bound);
  const { rows } = await sql<{ id: string }>`
    select e.id from erasure e join vault_key k on k.organisation_id = ${db.organisation} and k.kind = 'epoch' and k.number = e.epoch
    where e.organisation_id = ${db.organisation} and k.destroyed_at is null
      and e.at < ${new Date(now.getTime() - count * unitDays[unit] * days(1))} order by e.at limit 50`.execute(db.q);
  return { past: rows.map((r) => r.id) };
}

/** The longest a unit may be: what is stated as a bound is not broken by a short month. */
const unitDays: Readonly<Record<PeriodUnit, number>> = { hour: 1 / 24, day: 1, "working day": 3, month: 31, year: 366 };

/** A restore drill must be this young, in days: once a quarter, with some days to spare. */
const drillDays = 100;

/** The last drill brought something erased back, or could not restore; or there was none for too long, where anything was erased that long ago. */
async function lastDrill({ db, now }: CheckCall): Promise<{ failed: string | undefined; old: boolean }> {
  const young = new Date(now.getTime() - days(drillDays));
  const [last] = await eventsByType(db, ["vault.drill"], new Date(0), 1);
  const passed =
    last !== undefined && z.object({ detail: z.object({ result: z.literal("passed") }) }).safeParse(JSON.parse(last.canonical)).success;
  if (last && !passed) return { failed: last.id, old: false };
  if (last && last.at >= young) return { failed: undefined, old: false };
  const { rows } = await sql`select 1 from erasure where organisation_id = ${db.organisation} and at < ${young} limit 1`.execute(db.q);
  return { failed: undefined, old: rows.length > 0 };
}

/** A ledger was lost in a restore and begun anew: who was erased after that backup is not known. */
async function forgot({ db, since }: CheckCall): Promise<boolean> {
  const rebuilt = await eventsByType(db, ["vault.ledger_rebuilt"], since, 50);
  return rebuilt.some((e) => z.object({ detail: z.object({ restored: z.literal(true) }) }).safeParse(JSON.parse(e.canonical)).success);
}

async function counted({ db, since, now }: CheckCall): Promise<{ done: number; unwritten: boolean }> {
  const { rows } = await sql<{ n: number; unwritten: number }>`
    select count(*)::int as n, (count(*) filter (where ledger_at is null and at < ${new Date(now.getTime() - days(1))}))::int as unwritten
    from erasure where organisation_id = ${db.organisation} and at >= ${since}`.execute(db.q);
  return { done: rows[0]?.n ?? 0, unwritten: (rows[0]?.unwritten ?? 0) > 0 };
}
