import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCheck } from "../../../test/check.js";
import { type Club, testClub } from "../../../test/club.js";
import { ordering, withOrders } from "../../../test/ordered.js";
import { testRunning } from "../../../test/running.js";
import { aValue } from "../../../test/vault.js";
import { withdrawConsent } from "../../consent/index.js";
import { days, type Running, TestClock } from "../../platform/index.js";
import { registerErasure, sealValues } from "../../vault/index.js";
import { decideReview, lookBy, recordEvent, retentionChecks, retentionErasing, sweep } from "../index.js";
import { walk } from "../sweep/walk.js";

let club: Club;
let running: Running;
const clock = new TestClock(new Date());
beforeAll(async () => {
  registerErasure("retention", retentionErasing);
});
async function anew(change: Parameters<typeof testClub>[0] = () => {}) {
  await club?.close();
  club = await testClub((d) => {
    withOrders(d);
    change?.(d);
  });
  running = testRunning(club, clock);
}
afterAll(() => club.close());

const found = (control: string, parameters: Record<string, unknown>) =>
  runCheck(club, retentionChecks, control, {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters,
    now: clock.now(),
  });
const ended = () => found("retention.after_event", { rules: ["warranty_over", "maintenance_over"] });
const day = (n: number) => new Date(clock.now().getTime() + days(n)).toISOString().slice(0, 10);
async function overSince(n: number) {
  const { person, reference } = await club.database.write(club.id, (tx) => ordering(tx, club, clock.now(), { email: "an@mau.example" }));
  for (const event of ["warranty_ends", "maintenance_ends"]) {
    const happened = { kind: "order", reference, event, on: day(-n), by: { kind: "staff", id: club.staff }, at: clock.now() } as const;
    await club.database.write(club.id, (tx) => recordEvent(tx, club.policy, happened));
  }
  return person;
}

describe("retention.after_event", () => {
  beforeAll(() => anew());

  it("is kept once the sweep has erased what was due, and counts it", async () => {
    expect((await ended()).state).toBe("not_exercised");
    await overSince(10);
    await sweep(running, club.id);
    expect(await ended()).toMatchObject({ state: "kept", done: 1 });
  });

  it("breaks when something past its day is left, even if every note of the sweep says that nothing is due", async () => {
    const person = await overSince(10);
    await club.owner("update keeping set look_at = null, ends_on = null where person_id = $1", [person]);
    await sweep(running, club.id);
    expect(await ended()).toMatchObject({ state: "broken", violations: [person] });
    await walk(running, club.id);
    clock.advance(days(1));
    await sweep(running, club.id);
    expect((await ended()).state).toBe("kept");
  });

  it("breaks when an order without dates outlives its default", async () => {
    const { person } = await club.database.write(club.id, (tx) =>
      ordering(tx, club, new Date(clock.now().getTime() - days(800)), { email: "cu@mau.example" }),
    );
    expect(await ended()).toMatchObject({ state: "broken", violations: [person] });
    await sweep(running, club.id);
    expect((await ended()).state).toBe("kept");
  });

  it("is at risk while no sweep runs", async () => {
    clock.advance(days(1));
    expect((await ended()).state).toBe("at_risk");
    await sweep({ ...running, clock: { now: () => new Date(Date.now() + 600_000) } }, club.id);
    clock.advance(-days(1));
    expect((await ended()).state).toBe("at_risk");
    clock.advance(days(1));
  });

  it("breaks over an occasion that has neither date nor default", async () => {
    await anew((d) => {
      for (const rule of d.retention ?? []) delete rule.default;
    });
    const { occasion, reference } = await club.database.write(club.id, (tx) => ordering(tx, club, clock.now(), { email: "b@mau.example" }));
    expect(await ended()).toMatchObject({ state: "broken", violations: [occasion] });
    for (const event of ["warranty_ends", "maintenance_ends"]) {
      const happened = { kind: "order", reference, event, on: day(90), by: { kind: "staff", id: club.staff }, at: clock.now() } as const;
      await club.database.write(club.id, (tx) => recordEvent(tx, club.policy, happened));
    }
    expect((await ended()).violations).toEqual([]);
  });
});

describe("retention.reviewed", () => {
  beforeAll(() => anew());
  const look = () => found("retention.reviewed", { rule: "no_purpose" });

  async function withoutPurpose() {
    const person = await club.person();
    const value = aValue("email", `${person}@mau.example`);
    await club.database.write(club.id, async (tx) => {
      const origin = { ...value.origin, touchpoint: "join", purposes: ["newsletter"], collectedAt: clock.now() };
      await sealValues(tx, person, [{ ...value, origin }]);
      const by = { kind: "person" } as const;
      await withdrawConsent(tx, club.policy, { person, purpose: "newsletter", at: clock.now(), method: "form", by });
    });
    return person;
  }

  it("breaks when data without a purpose stands outside the queue for a day, and is kept once it is in it", async () => {
    expect((await look()).state).toBe("not_exercised");
    const person = await withoutPurpose();
    expect((await look()).state).toBe("not_exercised");
    clock.advance(days(2));
    expect((await look()).state).toBe("broken");
    await club.database.write(club.id, (tx) => lookBy(tx, [person], clock.now()));
    await sweep(running, club.id);
    expect((await look()).state).toBe("kept");
  });

  it("is at risk near a line's term, and breaks past it", async () => {
    clock.advance(days(8));
    expect((await look()).state).toBe("at_risk");
    clock.advance(days(3));
    expect(await look()).toMatchObject({ state: "broken" });
  });

  it("breaks when something is kept for a purpose the policy does not declare any more", async () => {
    await club.owner("update review set state = 'kept', keep_for = 'membership', next_look = $1", [day(100)]);
    expect((await look()).state).toBe("kept");
    await club.owner("update review set keep_for = 'gone'");
    expect((await look()).state).toBe("broken");
  });

  it("takes a decision as the end of it", async () => {
    await anew();
    const person = await withoutPurpose();
    await club.database.write(club.id, (tx) => lookBy(tx, [person], clock.now()));
    await sweep(running, club.id);
    const [line] = await club.owner<{ id: string }>("select id from review where person_id = $1", [person]);
    const choice = { decision: "erase" } as const;
    const decided = { person, review: line?.id ?? "", choice, by: club.staff, now: clock.now() };
    await club.database.write(club.id, (tx) => decideReview(tx, club.policy, decided));
    clock.advance(days(2));
    await sweep(running, club.id);
    expect(await look()).toMatchObject({ state: "kept", done: 1 });
  });
});
