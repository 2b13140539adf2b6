import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Club, testClub } from "../../../test/club.js";
import { runDue, waitingJobs } from "../../../test/jobs.js";
import { ordering, withOrders } from "../../../test/ordered.js";
import { testRunning } from "../../../test/running.js";
import { aValue } from "../../../test/vault.js";
import { eventsOf } from "../../evidence/index.js";
import { days, hours, minutes, type PersonId, type Running, TestClock } from "../../platform/index.js";
import { current, erasuresOf, followErasure, heldUnder, personState, placeHold, registerErasure, sealValues } from "../../vault/index.js";
import { endings, recordEvent, retentionErasing, setOutcome, sweep } from "../index.js";
import { retentionJobs } from "../jobs.js";
import { newestSweep } from "./store.js";
import { sweepPerson } from "./sweep.js";
import { walk } from "./walk.js";

let club: Club;
let running: Running;
const clock = new TestClock(new Date("2026-11-22T02:00:00Z"));
beforeAll(async () => {
  club = await testClub(withOrders);
  registerErasure("retention", retentionErasing);
  running = testRunning(club, clock);
});
afterAll(() => club.close());

const by = () => ({ kind: "staff", id: club.staff }) as const;
const order = (values: Record<string, string>, more: Parameters<typeof ordering>[4] = {}) =>
  club.database.write(club.id, (tx) => ordering(tx, club, clock.now(), values, more));
const happened = (reference: string, event: string, on: string, kind = "order") =>
  club.database.write(club.id, (tx) => recordEvent(tx, club.policy, { kind, reference, event, on, by: by(), at: clock.now() }));
const done = async (reference: string, on: string) => {
  await happened(reference, "warranty_ends", on);
  await happened(reference, "maintenance_ends", "2026-01-01");
};
const state = (person: PersonId) => club.database.read(club.id, (db) => personState(db, person));
const fields = async (person: PersonId) => (await club.database.read(club.id, (db) => current(db, person))).map((v) => v.field).sort();
const run = () => sweep(running, club.id);
const keeping = async (person: PersonId) =>
  (
    await club.owner<{ on: string | null; look: Date | null; told: string | null }>(
      "select ends_on::text as on, look_at as look, told_of::text as told from keeping where person_id = $1",
      [person],
    )
  )[0];

describe("The sweep", () => {
  it("erases a person whose orders are over, the day after the later of both dates, with rule and date on record", async () => {
    const { person, reference } = await order({ email: "an@mau.example", full_name: "An" });
    await happened(reference, "maintenance_ends", "2026-11-20");
    await happened(reference, "warranty_ends", "2026-11-22");
    await run();
    expect(await state(person)).toBe("active");
    clock.advance(days(1));
    await run();
    expect(await state(person)).toBe("erased");
    const [event] = await club.database.read(club.id, (db) => eventsOf(db, person, 1));
    expect(JSON.parse(event?.canonical ?? "{}")).toMatchObject({
      type: "person.erased",
      actor: { kind: "system" },
      detail: { cause: "retention", rules: ["warranty_over"], on: "2026-11-22", fields: ["email", "full_name"] },
    });
    const [erasure] = await club.database.read(club.id, (db) => erasuresOf(db, person));
    if (!erasure) throw new Error("there is an erasure");
    await followErasure(club.database, club.id, person, erasure.id, clock.now());
    expect(await keeping(person)).toBeUndefined();
  });

  it("erases only the fields whose time is over, and a field given again for a newer order stays", async () => {
    const first = await order({ email: "binh@mau.example", notes: "cổng sau" });
    await order({ email: "binh2@mau.example" }, { person: first.person });
    await done(first.reference, "2026-11-01");
    await run();
    expect(await fields(first.person)).toEqual(["email", "email"]);
    expect(await state(first.person)).toBe("active");
    const [event] = await club.database.read(club.id, (db) => eventsOf(db, first.person, 1));
    expect(JSON.parse(event?.canonical ?? "{}")).toMatchObject({ type: "field.erased", fields: ["notes"], detail: { cause: "retention" } });
    expect((await keeping(first.person))?.on).toBe("2028-11-23");
  });

  it("leaves the hired, and erases those who were not", async () => {
    const vacancy = { kind: "vacancy", reference: "TD-2026-01" };
    const [hired, other] = [await order({ full_name: "Chi" }, vacancy), await order({ full_name: "Dũng" }, vacancy)];
    const outcome = { kind: "vacancy", reference: "TD-2026-01", person: hired.person, outcome: "hired", by: by(), at: clock.now() };
    await club.database.write(club.id, (tx) => setOutcome(tx, club.policy, outcome));
    await happened("TD-2026-01", "closed", "2026-11-10", "vacancy");
    await run();
    expect([await state(hired.person), await state(other.person)]).toEqual(["active", "erased"]);
  });

  it("leaves what a hold covers under the hold's key", async () => {
    const { person, reference, occasion } = await order({ email: "em@mau.example", amount: "1.000" });
    await club.database.write(club.id, (tx) =>
      placeHold(tx, {
        person,
        kind: "legal_duty",
        fields: ["amount"],
        occasion,
        purpose: "accounting",
        article: "88/2015/QH13 art. 41",
        reason: "Hoá đơn",
        until: "2036-12-30",
        by: "system",
        now: clock.now(),
      }),
    );
    await done(reference, "2026-11-01");
    expect((await run()).held).toBe(1);
    expect(await state(person)).toBe("erased");
    expect((await club.database.read(club.id, (db) => heldUnder(db, person))).map((h) => h.field)).toEqual(["amount"]);
  });

  it("does nothing about what nothing is due of, and looks again on its day only", async () => {
    const { person, reference } = await order({ email: "giang@mau.example" });
    await done(reference, "2027-06-30");
    await run();
    expect(await keeping(person)).toMatchObject({ on: "2027-06-30", look: new Date("2027-06-15T17:00:00Z"), told: null });
    expect((await run()).looked).toBe(0);
  });

  it("has the person told fourteen days before, once", async () => {
    const { person, reference } = await order({ email: "hoa@mau.example" });
    await done(reference, "2026-12-01");
    await run();
    await run();
    const told = (await waitingJobs(club, "messaging.keeping_ends")).filter((j) => j.payload.person === person);
    expect(told.map((j) => j.payload.on)).toEqual(["2026-12-01"]);
    await happened(reference, "warranty_ends", "2026-12-05");
    await run();
    expect((await waitingJobs(club, "messaging.keeping_ends")).filter((j) => j.payload.person === person)).toHaveLength(2);
  });

  it("has a person told at once of a day nearer than that, and erases on the day all the same; a day that is past is not announced", async () => {
    const asked = async (person: PersonId) =>
      (await waitingJobs(club, "messaging.keeping_ends")).filter((j) => j.payload.person === person).map((j) => j.payload.on);
    const today = new Date(clock.now().getTime() + hours(7)).toISOString().slice(0, 10);
    const near = await order({ email: "kim@mau.example" });
    await done(near.reference, today);
    const past = await order({ email: "lien@mau.example" });
    await done(past.reference, "2026-11-01");
    await run();
    expect([await asked(near.person), await asked(past.person)]).toEqual([[today], []]);
    expect([await state(near.person), await state(past.person)]).toEqual(["active", "erased"]);
    clock.advance(days(1));
    await run();
    expect(await state(near.person)).toBe("erased");
    clock.advance(-days(1));
  });

  it("follows a new version of the policy, whose publication has everybody looked at anew", async () => {
    const { person, reference } = await order({ email: "van@mau.example" });
    await done(reference, "2027-06-30");
    await run();
    await club.republish((d) => {
      for (const r of d.retention ?? []) if (r.id === "warranty_over") r.period = "1 month";
    });
    await runDue(
      club,
      retentionJobs(running).filter((j) => j.task === "retention.walk"),
    );
    expect((await keeping(person))?.on).toBe("2027-07-30");
    await club.republish(() => {});
  });

  it("erases an order without dates by its default end", async () => {
    const { person } = await order({ email: "khoa@mau.example" });
    await run();
    expect((await keeping(person))?.on).toBe("2028-11-23");
    const ends = await club.database.read(club.id, (db) => endings(db, club.policy, [person], new Date("2028-11-24T02:00:00Z")));
    expect([...ends.values()]).toEqual([{ state: "due", on: "2028-11-23", rule: "warranty_over" }]);
  });

  it("refuses to run while the clocks are more than five minutes apart, and says so", async () => {
    const { person, reference } = await order({ email: "lan@mau.example" });
    await done(reference, "2026-11-01");
    const wrong = { ...running, clock: { now: () => new Date(Date.now() + minutes(6)) } };
    expect((await sweep(wrong, club.id)).fault).toBe("clock");
    expect(await state(person)).toBe("active");
    expect(await club.database.read(club.id, newestSweep)).toMatchObject({ fault: "clock" });
    const right = { ...running, clock: { now: () => new Date() } };
    expect((await sweep(right, club.id)).fault).toBeNull();
  });

  it("finds whom no mark tells of, by the nightly walk", async () => {
    const { person, reference } = await order({ email: "mai@mau.example" });
    await done(reference, "2026-11-01");
    await club.owner("delete from keeping where person_id = $1", [person]);
    await run();
    expect(await state(person)).toBe("active");
    await walk(running, club.id);
    clock.advance(hours(2));
    await run();
    expect(await state(person)).toBe("erased");
  });
});

describe("Between the look and the erasure", () => {
  /** Holds the person's row in another transaction while the sweep begins, so that it has to wait for what happens there. */
  async function during(person: PersonId, work: (tx: Parameters<typeof recordEvent>[0]) => Promise<void>) {
    let begun: () => void = () => {};
    const inside = new Promise<void>((r) => {
      begun = r;
    });
    const other = club.database.write(club.id, async (tx) => {
      await work(tx);
      begun();
      // Until the sweep waits for this transaction's locks.
      for (let i = 0; i < 100; i++) {
        const waiting = await club.owner("select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()");
        if (waiting.length > 0) return;
        await new Promise((r) => setTimeout(r, 20));
      }
      throw new Error("the sweep did not wait");
    });
    await inside;
    const swept = sweepPerson(running, club.id, person);
    await other;
    return swept;
  }

  it("a later date wins", async () => {
    const { person, reference } = await order({ email: "nam@mau.example" });
    await done(reference, "2026-11-01");
    const later = { kind: "order", reference, event: "warranty_ends", on: "2027-11-01", by: by(), at: clock.now() };
    expect(await during(person, async (tx) => void (await recordEvent(tx, club.policy, later)))).toBeUndefined();
    expect(await state(person)).toBe("active");
  });

  it("what is given for a new order wins", async () => {
    const { person, reference } = await order({ email: "oanh@mau.example" });
    await done(reference, "2026-11-01");
    await during(person, async (tx) => void (await ordering(tx, club, clock.now(), { email: "oanh@mau.example" }, { person })));
    expect(await state(person)).toBe("active");
  });

  it("a hold wins", async () => {
    const { person, reference } = await order({ email: "phuc@mau.example" });
    await done(reference, "2026-11-01");
    const hold = {
      person,
      kind: "dispute",
      fields: null,
      occasion: null,
      purpose: null,
      article: null,
      reason: "Tranh chấp đơn",
      until: "2027-06-30",
      by: club.staff,
      now: clock.now(),
    } as const;
    expect(await during(person, async (tx) => void (await placeHold(tx, hold)))).toMatchObject({ held: true });
    expect((await club.database.read(club.id, (db) => heldUnder(db, person))).map((h) => h.field)).toEqual(["email"]);
  });

  it("a value written meanwhile is not lost with the key: the person stays", async () => {
    const { person, reference } = await order({ email: "quy@mau.example" });
    await done(reference, "2026-11-01");
    const fresh = aValue("notes", "giao buổi chiều");
    await during(
      person,
      async (tx) =>
        void (await sealValues(tx, person, [{ ...fresh, origin: { ...fresh.origin, touchpoint: "join", purposes: ["membership"] } }])),
    );
    expect([await state(person), await fields(person)]).toEqual(["active", ["notes"]]);
  });

  it("two sweeps erase once", async () => {
    const { person, reference } = await order({ email: "son@mau.example" });
    await done(reference, "2026-11-01");
    await Promise.all([run(), run(), sweepPerson(running, club.id, person)]);
    expect(await club.database.read(club.id, (db) => erasuresOf(db, person))).toHaveLength(1);
  });
});

it("The jobs of retention sweep and look, and look at nobody without need", async () => {
  const { person, reference } = await order({ email: "tam@mau.example" });
  await done(reference, "2026-11-01");
  const jobs = retentionJobs(running);
  await jobs.find((j) => j.task === "retention.look")?.run(club.id, { person });
  expect((await keeping(person))?.on).toBe("2026-11-01");
  clock.advance(hours(2));
  await jobs.find((j) => j.task === "retention.sweep")?.run(club.id, {});
  expect(await state(person)).toBe("erased");
});
