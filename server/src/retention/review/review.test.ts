import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../../test/club.js";
import { runDue, waitingJobs } from "../../../test/jobs.js";
import { ordering, withOrders } from "../../../test/ordered.js";
import { testRunning } from "../../../test/running.js";
import { aValue } from "../../../test/vault.js";
import { answer } from "../../consent/give.js";
import { object, recordActs, shownIn, withdrawConsent } from "../../consent/index.js";
import { days, hours, minutes, type PersonId, type Running, TestClock } from "../../platform/index.js";
import { current, heldUnder, personState, registerErasure, sealValues } from "../../vault/index.js";
import { type Choice, decideReview, endings, lookBy, recordEvent, retentionErasing, setOutcome, sweep, undoReview } from "../index.js";
import { retentionJobs } from "../jobs.js";
import { carryOutOne } from "./carry-out.js";
import { queue, type ReviewRow } from "./store.js";

let club: Club;
let running: Running;
const clock = new TestClock(new Date());
beforeAll(async () => {
  club = await testClub((d) => {
    withOrders(d);
    d.fields.notes = { type: "lines", text: { vi: "Ghi chú", en: "Notes" }, category: "basic", basic: 11 };
    if (d.touchpoints.join) d.touchpoints.join.fields.notes = { purposes: ["newsletter", "membership"] };
  });
  registerErasure("retention", retentionErasing);
  running = testRunning(club, clock);
});
afterAll(() => club.close());

/** A reader of the newsletter, with a value for that alone, and one for the membership besides. */
async function reader(besides = false): Promise<PersonId> {
  const person = await club.person();
  await club.database.write(club.id, async (tx) => {
    const value = (field: string, purposes: string[], basis: string) => {
      const v = aValue(field, `${field} của ${person}`);
      return { ...v, origin: { ...v.origin, touchpoint: "join", purposes, basis, collectedAt: clock.now() } };
    };
    await sealValues(tx, person, [
      value("email", ["newsletter"], "consent"),
      ...(besides ? [value("full_name", ["membership"], "contract")] : []),
    ]);
    await lookBy(tx, [person], clock.now());
  });
  await says(person, "given");
  return person;
}
async function says(person: PersonId, said: "given" | "refused") {
  const shown = await shownIn(club.policy, "join", { purpose: "newsletter" }, "vi");
  const by = { kind: "person" } as const;
  const act = answer(club.policy, said, { person, purpose: "newsletter", at: clock.now(), method: "form", by, shown, touchpoint: "join" });
  await club.database.write(club.id, (tx) => recordActs(tx, [act]));
}
const withdraws = (person: PersonId) =>
  club.database.write(club.id, (tx) =>
    withdrawConsent(tx, club.policy, { person, purpose: "newsletter", at: clock.now(), method: "form", by: { kind: "person" } }),
  );
const news = () =>
  runDue(
    club,
    retentionJobs(running).filter((j) => j.task === "retention.look"),
  );
const lines = async (person: PersonId) =>
  (await club.database.read(club.id, (db) => queue(db, { limit: 500 }))).filter((r) => r.person === person);
async function queued(besides = false): Promise<ReviewRow> {
  const person = await reader(besides);
  await withdraws(person);
  await news();
  const [line] = await lines(person);
  if (!line) throw new Error("it went to the queue");
  return line;
}
const decide = (line: ReviewRow, choice: Choice) =>
  club.database.write(club.id, (tx) =>
    decideReview(tx, club.policy, { person: line.person, review: line.id, choice, by: club.staff, now: clock.now() }),
  );
const undo = (line: ReviewRow) =>
  club.database.write(club.id, (tx) => undoReview(tx, { person: line.person, review: line.id, by: club.staff, now: clock.now() }));
const day = (n: number) => new Date(clock.now().getTime() + days(n)).toISOString().slice(0, 10);
const state = (person: PersonId) => club.database.read(club.id, (db) => personState(db, person));
const fields = async (person: PersonId) => (await club.database.read(club.id, (db) => current(db, person))).map((v) => v.field);

describe("Data whose purposes have all ended", () => {
  it("goes to the queue by a withdrawal, with its reason and the policy's term, and what serves another purpose does not", async () => {
    const person = await reader(true);
    await news();
    expect(await lines(person)).toEqual([]);
    await withdraws(person);
    await news();
    expect(await lines(person)).toMatchObject([{ field: "email", reason: "withdrawn", state: "open", owner: null }]);
    const ends = await club.database.read(club.id, (db) => endings(db, club.policy, [person], clock.now()));
    expect([...ends.values()].map((e) => e.state).sort()).toEqual(["live", "review"]);
  });

  it("goes there by an objection to what rested on a contract, too", async () => {
    const person = await reader(true);
    const objected = { person, purpose: "membership", at: clock.now(), method: "form", by: { kind: "person" } } as const;
    await club.database.write(club.id, (tx) => object(tx, club.policy, objected));
    await news();
    expect((await lines(person)).map((l) => [l.field, l.reason])).toEqual([["full_name", "objected"]]);
  });

  it("goes there when the vacancy is over for someone who was hired: nothing is erased by itself", async () => {
    const { person, reference } = await club.database.write(club.id, (tx) =>
      ordering(tx, club, clock.now(), { notes: "hồ sơ" }, { kind: "vacancy" }),
    );
    const of = { kind: "vacancy", reference, by: { kind: "staff", id: club.staff }, at: clock.now() } as const;
    await club.database.write(club.id, (tx) => setOutcome(tx, club.policy, { ...of, person, outcome: "hired" }));
    await club.database.write(club.id, (tx) => recordEvent(tx, club.policy, { ...of, event: "closed", on: day(-3) }));
    await sweep(running, club.id);
    expect(await state(person)).toBe("active");
    expect(await lines(person)).toMatchObject([{ field: "notes", reason: "occasion_over" }]);
  });

  it("leaves the queue when a purpose lives again", async () => {
    const line = await queued();
    await says(line.person, "given");
    await club.database.write(club.id, (tx) => lookBy(tx, [line.person], clock.now()));
    await sweep(running, club.id);
    expect(await lines(line.person)).toEqual([]);
  });

  it("leaves it by the consent itself, given again outside any form; a consent that renews nothing is no news", async () => {
    const line = await queued();
    await says(line.person, "given");
    expect(await waitingJobs(club, "retention.look")).toHaveLength(1);
    await news();
    expect(await lines(line.person)).toEqual([]);
    await says(line.person, "given");
    expect(await waitingJobs(club, "retention.look")).toEqual([]);
  });
});

describe("A decision to erase", () => {
  it("waits half an hour, then erases everything where nothing else is held, with the cause on record", async () => {
    const line = await queued();
    await decide(line, { decision: "erase" });
    await sweep(running, club.id);
    expect(await state(line.person)).toBe("active");
    clock.advance(minutes(31));
    await sweep(running, club.id);
    expect(await state(line.person)).toBe("erased");
    const rows = await club.owner("select 1 from erasure where person_id = $1 and cause = 'review' and scope = 'person'", [line.person]);
    expect(rows).toHaveLength(1);
  });

  it("erases only its field where something else is held", async () => {
    const line = await queued(true);
    await decide(line, { decision: "erase" });
    clock.advance(hours(1));
    await sweep(running, club.id);
    expect(await fields(line.person)).toEqual(["full_name"]);
  });

  it("may be taken back until then, and not after", async () => {
    const [kept, gone] = [await queued(), await queued()];
    await decide(kept, { decision: "erase" });
    await decide(gone, { decision: "erase" });
    await undo(kept);
    clock.advance(minutes(31));
    await expect(undo(gone)).rejects.toMatchObject({ code: "review.acted" });
    await sweep(running, club.id);
    expect([await state(kept.person), await state(gone.person)]).toEqual(["active", "erased"]);
    expect(await lines(kept.person)).toMatchObject([{ state: "open" }]);
  });

  it("is not carried out over a consent given meanwhile, though it is being written at that very moment", async () => {
    const line = await queued();
    await decide(line, { decision: "erase" });
    clock.advance(minutes(31));
    const shown = await shownIn(club.policy, "join", { purpose: "newsletter" }, "vi");
    const by = { kind: "person" } as const;
    const act = answer(club.policy, "given", { person: line.person, purpose: "newsletter", at: clock.now(), method: "form", by, shown });
    let written: () => void = () => {};
    const inside = new Promise<void>((r) => {
      written = r;
    });
    const giving = club.database.write(club.id, async (tx) => {
      await recordActs(tx, [act]);
      written();
      for (let i = 0; i < 100; i++) {
        const waiting = await club.owner("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
        if (waiting.length > 0) return;
        await new Promise((r) => setTimeout(r, 20));
      }
      throw new Error("the erasure did not wait");
    });
    await inside;
    const [carried] = await Promise.all([carryOutOne(running, club.id, line), giving]);
    expect(carried).toBe(false);
    expect([await state(line.person), await lines(line.person)]).toEqual(["active", []]);
  });
});

describe("A decision to keep", () => {
  it("names a purpose that is declared for the field and stands for the person, and a day to look again", async () => {
    const line = await queued();
    await expect(decide(line, { decision: "keep", purpose: "gone", nextLook: day(30) })).rejects.toMatchObject({ code: "review.purpose" });
    await expect(decide(line, { decision: "keep", purpose: "newsletter", nextLook: day(30) })).rejects.toMatchObject({
      code: "review.purpose",
    });
    await expect(decide(line, { decision: "keep", purpose: "membership", nextLook: day(0) })).rejects.toMatchObject({
      code: "review.next_look",
    });
    await decide(line, { decision: "keep", purpose: "membership", nextLook: day(30) });
    const ends = await club.database.read(club.id, (db) => endings(db, club.policy, [line.person], clock.now()));
    expect([...ends.values()].map((e) => e.state)).toEqual(["live"]);
    clock.advance(days(32));
    await sweep(running, club.id);
    expect(await lines(line.person)).toMatchObject([{ state: "open" }]);
  });

  it("for a duty of the law becomes a hold, which outlives an erasure", async () => {
    const line = await queued();
    await decide(line, { decision: "hold", article: "88/2015/QH13 art. 41", until: day(3000), nextLook: day(300) });
    await decide(line, { decision: "erase" });
    clock.advance(hours(1));
    await sweep(running, club.id);
    expect((await club.database.read(club.id, (db) => heldUnder(db, line.person))).map((h) => h.field)).toEqual(["email"]);
  });
});
