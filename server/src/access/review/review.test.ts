import { listReviews, readReview, sweepStatus } from "@kept/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiHouse, type TestApi, testApi, without } from "../../../test/api.js";
import { runDue } from "../../../test/jobs.js";
import { withOrders } from "../../../test/ordered.js";
import { registerErasures } from "../../main.js";
import { minutes, type PersonId, personId } from "../../platform/index.js";
import { personState } from "../../vault/index.js";

let t: TestApi;
let house: ApiHouse;
let secret: string;
let me: { id: string; cookie: string };

beforeAll(async () => {
  t = await testApi();
  registerErasures();
  house = await t.house("xetclub", (d) => {
    withOrders(d);
    d.fields.diet = { category: "basic", basic: 11, type: "line", text: { vi: "Món ăn", en: "Diet" } };
    const text = { vi: "Bệnh (dữ liệu nhạy cảm)", en: "Illness (sensitive)" };
    d.fields.illness = { type: "line", text, category: "sensitive", sensitive: "health", sensitive_notice: text };
    const join = d.touchpoints.join;
    if (join) {
      Object.assign(join.fields, { diet: { purposes: ["newsletter"] }, illness: { purposes: ["newsletter"] } });
      join.occasion = "order";
    }
  });
  ({ secret } = await house.key());
  me = await house.staff();
}, 60_000);
afterAll(() => t.db.close());

let n = 0;
async function joined(fields: Record<string, string> = {}): Promise<PersonId> {
  n += 1;
  const sent = await t.ask("POST", "/submissions", secret, {
    touchpoint: "join",
    fields: { full_name: `Nguyễn Rút ${n}`, email: `rut${n}@mau.example`, ...fields },
    consents: { newsletter: "given" },
    notice_version: house.policy.version,
    contact_proved: true,
  });
  expect(sent.status, sent.text).toBe(201);
  return personId.parse(sent.body.person);
}
const jobs = (task: string) => t.jobs.filter((j) => j.task === task);
const sweepNow = async () => {
  for (const job of jobs("retention.sweep")) await job.run(house.id, {});
};
const list = async (state = "open") => {
  const answer = await t.ask("GET", `/reviews?limit=100&state=${state}`, me.cookie);
  expect(answer.status, answer.text).toBe(200);
  return listReviews.response.parse(answer.body);
};
const lineOf = async (person: PersonId, state?: string) => (await list(state)).reviews.find((r) => r.person === person);
/** Somebody who gave this for the newsletter alone, and withdrew: their line of the queue. */
async function queued(fields: Record<string, string> = { diet: "ăn chay" }) {
  const person = await joined(fields);
  const gone = await t.ask("POST", `/people/${person}/consents`, secret, { purpose: "newsletter", act: "withdrawn" });
  expect(gone.status, gone.text).toBe(201);
  await runDue(t.db, jobs("retention.look"));
  const line = await lineOf(person);
  if (!line) throw new Error("it went to the queue");
  return { ...line, person, at: `/people/${person}/reviews/${line.review}` };
}
const events = (type: string, about?: string) =>
  t.db.owner<{ canonical: string }>(
    `select e.canonical from event e where e.organisation_id = $1 and e.type = $2 and ($3::uuid is null or exists (
       select 1 from event_person p where p.event_id = e.id and p.person_id = $3)) order by e.id`,
    [house.id, type, about ?? null],
  );
const day = (after: number) => new Date(t.clock.now().getTime() + after * 86_400_000).toISOString().slice(0, 10);

describe("The review queue", () => {
  it("lists what has no purpose left with its reason, its term and what it could be kept for, and no value", async () => {
    const line = await queued();
    expect(line).toMatchObject({ field: "diet", reason: "withdrawn", state: "open", owner: null, purposes: [] });
    expect(line.term).toBe(day(10));
    expect((await t.ask("GET", "/reviews", me.cookie)).text).not.toContain("ăn chay");
  });

  it("is open to nobody without the deed", async () => {
    const { at } = await queued();
    const { cookie } = await house.staff([without("review")]);
    for (const [method, path, body] of [
      ["GET", "/reviews", undefined],
      ["GET", "/retention/sweep", undefined],
      ["GET", "/retention/ahead", undefined],
      ["POST", `${at}:read`, undefined],
      ["POST", `${at}:decide`, { decision: "erase" }],
      ["POST", `${at}:undo`, undefined],
      ["POST", `${at}:own`, { staff: null }],
    ] as const)
      expect((await t.ask(method, path, cookie, body)).body, path).toMatchObject({ status: 403, code: "access.forbidden" });
  });

  it("pages by the last day to decide, and names each line once", async () => {
    for (let i = 0; i < 3; i++) await queued();
    const all = (await list()).reviews.map((r) => r.review);
    const seen: string[] = [];
    for (let after: string | null = ""; after !== null; ) {
      const answer = await t.ask("GET", `/reviews?limit=2${after ? `&after=${after}` : ""}`, me.cookie);
      const page = listReviews.response.parse(answer.body);
      seen.push(...page.reviews.map((r) => r.review));
      after = page.next;
    }
    expect(seen).toEqual(all);
    expect((await t.ask("GET", "/reviews?after=nonsense", me.cookie)).body.code).toBe("request.invalid");
  });

  it("gives a line to somebody who may decide it, and to nobody else", async () => {
    const { at, person } = await queued();
    const other = await house.staff([without("review")]);
    expect((await t.ask("POST", `${at}:own`, me.cookie, { staff: other.id })).body.code).toBe("review.owner");
    expect((await list()).reviewers.map((r) => r.staff)).not.toContain(other.id);
    expect((await t.ask("POST", `${at}:own`, me.cookie, { staff: me.id })).status).toBe(200);
    expect((await lineOf(person))?.owner?.staff).toBe(me.id);
    expect(await events("review.owned", person)).toHaveLength(1);
    await t.ask("POST", `${at}:own`, me.cookie, { staff: null });
    expect((await lineOf(person))?.owner).toBeNull();
  });
});

describe("A value in review", () => {
  it("is closed to every reader in the gate, and opens to whoever decides, with an event its person sees", async () => {
    const { at, person } = await queued();
    const read = await t.ask("POST", `/people/${person}:read`, me.cookie, { purpose: "membership" });
    expect(read.text).not.toContain("ăn chay");
    const opened = await t.ask("POST", `${at}:read`, me.cookie);
    expect(opened.status, opened.text).toBe(200);
    expect(readReview.response.parse(opened.body).values).toMatchObject([{ value: "ăn chay", purposes: ["newsletter"] }]);
    const [event] = await events("review.read", person);
    expect(event?.canonical).toContain(`"${me.id}"`);
    expect(event?.canonical).not.toContain("ăn chay");
    const timeline = await t.ask("GET", `/people/${person}/timeline`, me.cookie);
    expect(timeline.text).toContain("để quyết định giữ hay xoá");
  });

  it("does not open where its purpose lives again, nor by another person's line; the refusals are events", async () => {
    const [again, other] = [await queued(), await queued()];
    const said = { purpose: "newsletter", act: "given", touchpoint: "join", language: "vi", notice_version: house.policy.version };
    expect((await t.ask("POST", `/people/${again.person}/consents`, secret, said)).status).toBe(201);
    const before = (await events("review.refused")).length;
    expect((await t.ask("POST", `${again.at}:read`, me.cookie)).body.code).toBe("review.unknown");
    // One person's line does not open another's data.
    const crossed = `/people/${again.person}/reviews/${other.review}:read`;
    expect((await t.ask("POST", crossed, me.cookie)).body.code).toBe("review.unknown");
    expect(await events("review.refused")).toHaveLength(before + 2);
  });

  it("that is sensitive asks for a fresh proof", async () => {
    const { at, field } = await queued({ illness: "hen suyễn" });
    expect(field).toBe("illness");
    const stale = await house.staff(undefined, new Date(t.clock.now().getTime() - minutes(11)));
    expect((await t.ask("POST", `${at}:read`, stale.cookie)).body.code).toBe("access.step_up");
    expect((await t.ask("POST", `${at}:read`, me.cookie)).text).toContain("hen suyễn");
  });
});

describe("A decision", () => {
  it("to erase may be taken back for half an hour, then the sweep carries it out and the value is gone", async () => {
    const { at, person } = await queued();
    const erase = () => t.ask("POST", `${at}:decide`, me.cookie, { decision: "erase" });
    expect((await erase()).body.state).toBe("erasing");
    expect((await t.ask("POST", `${at}:undo`, me.cookie)).body).toEqual({ state: "open" });
    expect((await t.ask("POST", `${at}:undo`, me.cookie)).body.code).toBe("review.unknown");
    expect((await erase()).status).toBe(200);
    t.clock.advance(minutes(31));
    me = await house.staff();
    expect((await t.ask("POST", `${at}:undo`, me.cookie)).body.code).toBe("review.acted");
    await sweepNow();
    expect(await lineOf(person)).toBeUndefined();
    const rows = await t.db.owner("select 1 from value where person_id = $1 and field = 'diet'", [person]);
    expect(rows).toHaveLength(0);
    expect(await t.db.database.read(house.id, (db) => personState(db, person))).toBe("active");
  });

  it("asks for a fresh proof", async () => {
    const { at } = await queued();
    const stale = await house.staff(undefined, new Date(t.clock.now().getTime() - minutes(11)));
    expect((await t.ask("POST", `${at}:decide`, stale.cookie, { decision: "erase" })).body.code).toBe("access.step_up");
  });

  it("to keep names a purpose that the policy declares for the field and that stands; what is refused is recorded", async () => {
    const { at } = await queued();
    const keep = (purpose: string, next: string) => ({ decision: "keep", purpose, next_look: next });
    const before = (await events("review.refused")).length;
    for (const [body, code] of [
      [keep("membership", day(30)), "review.purpose"],
      [keep("newsletter", day(30)), "review.purpose"],
      [keep("membership", day(0)), "review.next_look"],
    ] as const)
      expect((await t.ask("POST", `${at}:decide`, me.cookie, body)).body.code).toBe(code);
    expect(await events("review.refused")).toHaveLength(before + 3);
  });

  it("to keep for a duty becomes a hold, and needs whoever may place one", async () => {
    const { at, person } = await queued();
    const body = { decision: "hold", article: "88/2015/QH13 điều 41", until: day(300), next_look: day(90) };
    const lacking = await house.staff([without("hold")]);
    expect((await t.ask("POST", `${at}:decide`, lacking.cookie, body)).body.code).toBe("access.forbidden");
    const kept = await t.ask("POST", `${at}:decide`, me.cookie, body);
    expect(kept.body, kept.text).toEqual({ state: "kept", acts_at: null });
    // Decided: the way in is closed again.
    expect((await t.ask("POST", `${at}:read`, me.cookie)).body.code).toBe("review.unknown");
    expect(await lineOf(person)).toBeUndefined();
    expect(await lineOf(person, "kept")).toMatchObject({ keep_why: body.article, next_look: day(90) });
    expect((await t.ask("GET", `/people/${person}/holds`, me.cookie)).text).toContain("điều 41");
  });
});

describe("The sweep's status", () => {
  const status = async () => sweepStatus.response.parse((await t.ask("GET", "/retention/sweep", me.cookie)).body);

  it("says when it ran, that it stopped once it has not run for hours, and why it refused", async () => {
    await sweepNow();
    expect(await status()).toMatchObject({ stopped: false, last: { fault: null } });
    t.clock.advance(minutes(200));
    me = await house.staff();
    expect((await status()).stopped).toBe(true);
    await t.db.owner(`insert into sweep (organisation_id, id, at, ended_at, fault) values ($1, $2, $3, $3, 'clock')`, [
      house.id,
      "ffffffff-ffff-7fff-bfff-ffffffffffff",
      t.clock.now(),
    ]);
    expect(await status()).toMatchObject({ stopped: true, last: { fault: "clock" } });
  });

  it("counts ahead whose data ends in which week, by rule, and what is later", async () => {
    const person = await joined();
    await t.ask("POST", "/occasions", secret, { kind: "vacancy", reference: "DOT-3", person });
    const ends = day(9);
    await t.db.owner(
      `insert into keeping (organisation_id, person_id, ends_on, rule) values ($1, $2, $3, 'vacancy_closed')
       on conflict (organisation_id, person_id) do update set ends_on = excluded.ends_on, rule = excluded.rule`,
      [house.id, person, ends],
    );
    const ahead = async (weeks: number) => (await t.ask("GET", `/retention/ahead?weeks=${weeks}`, me.cookie)).body;
    const near = await ahead(3);
    const monday = (Array.isArray(near.weeks) ? near.weeks.map(String) : []).findLast((w) => w <= ends);
    expect(near.counts).toContainEqual({ rule: "vacancy_closed", week: monday, people: 1 });
    const none = await ahead(1);
    expect(none.counts).not.toContainEqual(expect.objectContaining({ rule: "vacancy_closed" }));
    expect(Number(none.later)).toBeGreaterThan(Number(near.later));
  });
});
