import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestHouse, type TestIdentity, testIdentity } from "../../test/identity.js";
import { person } from "../../test/person.js";
import { record, refused } from "../evidence/index.js";
import { minutes } from "../platform/index.js";
import { inForce } from "../policy/index.js";
import { cancelAccount } from "./account/lock.js";
import { identityChecks } from "./checks.js";
import { deviceHash, startSession } from "./session/start.js";
import { stepUp } from "./session/step-up.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

async function run(house: TestHouse, control: string, parameters: Record<string, unknown>) {
  const check = identityChecks.find((c) => c.control === control);
  const policy = await inForce(t.running, house.id);
  const promise = policy.policy.promises[0];
  if (!check || !promise) throw new Error("it is registered");
  const now = t.clock.now();
  return t.db.database.read(house.id, (db) =>
    check.run({ db, organisation: { id: house.id, slug: house.slug }, policy, promise, parameters, since: new Date(0), now }),
  );
}

const browser = { device: undefined, agent: "" };
async function member() {
  const house = await t.house();
  const who = await t.db.database.write(house.id, (tx) => person(tx, t.clock.now()).with("email", "an@mau.example").withAccount().made());
  const signIn = (device?: string) =>
    t.db.database.write(house.id, (tx) => startSession(tx, who.id, "code", { ...browser, device }, t.clock.now()));
  return { house, id: who.id, contact: who.values.get("email"), signIn };
}

describe("identity.step_up", () => {
  const ask = (house: TestHouse) => run(house, "identity.step_up", { deeds: ["cancel"] });
  const cancel = (m: Awaited<ReturnType<typeof member>>) =>
    t.db.database.write(m.house.id, (tx) => cancelAccount(tx, m.id, { kind: "person", id: m.id }, t.clock.now()));

  it("is not exercised before anybody cancels, and kept when a fresh proof stands behind it", async () => {
    const m = await member();
    const { session } = await m.signIn();
    expect((await ask(m.house)).state).toBe("not_exercised");
    t.clock.advance(minutes(60));
    await t.db.database.write(m.house.id, (tx) => stepUp(tx, m.id, session, "code", t.clock.now()));
    t.clock.advance(minutes(9));
    await cancel(m);
    expect(await ask(m.house)).toMatchObject({ state: "kept", done: 1, violations: [] });
  });

  it("breaks when the proof was old, or there was none", async () => {
    const stale = await member();
    await stale.signIn();
    t.clock.advance(minutes(10));
    await cancel(stale);
    expect(await ask(stale.house)).toMatchObject({ state: "broken", done: 0 });
    const none = await member();
    await cancel(none);
    expect((await ask(none.house)).state).toBe("broken");
    const borrowed = await member();
    await t.db.database.write(borrowed.house.id, (tx) =>
      record(tx, {
        type: "identity.account_cancelled",
        at: t.clock.now(),
        actor: { kind: "person", id: borrowed.id },
        about: [borrowed.id],
        detail: { proof: "019a0000-0000-7000-8000-000000000000" },
      }),
    );
    expect((await ask(borrowed.house)).violations).toHaveLength(1);
  });
});

describe("security.sign_in", () => {
  const ask = (house: TestHouse) => run(house, "security.sign_in", { alerts: true, lock: true, throttle: true });

  it("is kept while new devices are told of", async () => {
    const m = await member();
    await m.signIn();
    await m.signIn();
    expect(await ask(m.house)).toMatchObject({ state: "kept", done: 2 });
  });

  it("breaks when a new device was not told of", async () => {
    const m = await member();
    await m.signIn();
    await m.signIn();
    await t.db.owner(
      `insert into device select organisation_id, person_id, gen_random_uuid(), $2, label, false, seen_at, known_at from device
       where organisation_id = $1 limit 1`,
      [m.house.id, deviceHash("another")],
    );
    const result = await ask(m.house);
    expect(result.state).toBe("broken");
    expect(result.violations).toEqual([expect.stringMatching(/^device:/)]);
  });

  it("breaks when a locked account has a live session", async () => {
    const m = await member();
    await m.signIn();
    await t.db.owner("update account set state = 'locked', locked_at = now() where organisation_id = $1", [m.house.id]);
    expect((await ask(m.house)).violations).toEqual([expect.stringMatching(/^session:/)]);
  });

  it("breaks when somebody guessed on past the limit, and not before", async () => {
    const m = await member();
    await m.signIn();
    const guess = (n: number, reason: string, known = false) =>
      Promise.all(
        Array.from({ length: n }, () =>
          refused(t.db.database, m.house.id, {
            type: "identity.sign_in_refused",
            at: t.clock.now(),
            actor: { kind: "visitor" },
            about: [m.id],
            detail: { way: "password", reason, known },
          }),
        ),
      );
    await guess(20, "wrong");
    await guess(30, "throttled");
    await guess(5, "wrong", true);
    expect(await ask(m.house)).toMatchObject({ state: "kept", refused: 55 });
    await guess(1, "wrong");
    expect(await ask(m.house)).toMatchObject({ state: "broken" });
  });
});

describe("collection.confirmed", () => {
  const ask = (house: TestHouse, touchpoint = "join") => run(house, "collection.confirmed", { touchpoint, channel: "email" });

  it("is kept for accounts that were confirmed first, whoever merely waits", async () => {
    const m = await member();
    await m.signIn();
    await t.db.database.write(m.house.id, (tx) =>
      person(tx, t.clock.now()).with("email", "b@mau.example").withAccount(undefined, "pending").made(),
    );
    expect(await ask(m.house)).toMatchObject({ state: "kept", done: 1, violations: [] });
    expect((await ask(m.house, "elsewhere")).state).toBe("not_exercised");
  });

  it("breaks when an account was entered before its contact was proved", async () => {
    const m = await member();
    await m.signIn();
    await t.db.owner("update session set signed_in_at = signed_in_at - interval '1 day' where organisation_id = $1", [m.house.id]);
    expect(await ask(m.house)).toMatchObject({ state: "broken", violations: [`account:${m.id}`] });
  });

  it("breaks when the contact of an open account is not proved", async () => {
    const m = await member();
    await t.db.owner("update value set verified_at = null where organisation_id = $1 and id = $2", [m.house.id, m.contact]);
    expect((await ask(m.house)).state).toBe("broken");
  });
});
