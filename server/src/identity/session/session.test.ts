import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestIdentity, testIdentity } from "../../../test/identity.js";
import { waitingJobs } from "../../../test/jobs.js";
import { person } from "../../../test/person.js";
import { days, minutes, type PersonId } from "../../platform/index.js";
import { lockAccount } from "../account/lock.js";
import { endSession } from "./end.js";
import { provePerson } from "./prove.js";
import { startSession } from "./start.js";
import { sessionsOf } from "./store.js";

let t: TestIdentity;
beforeAll(async () => {
  t = await testIdentity();
});
afterAll(() => t.db.close());

const agent = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36";

async function member() {
  const house = await t.house();
  const who = await t.db.database.write(house.id, (tx) => person(tx, t.clock.now()).with("email", "an@mau.example").withAccount().made());
  const signIn = (device?: string) =>
    t.db.database.write(house.id, (tx) => startSession(tx, who.id, "code", { device, agent }, t.clock.now()));
  const prove = (cookie: string) => provePerson(t.db.database, house.id, cookie, t.clock.now());
  return { house, id: who.id, signIn, prove };
}

async function wake(house: { id: string }, id: PersonId) {
  return (await waitingJobs(t.db, "messaging.alert")).filter((j) => j.payload.organisation === house.id && j.payload.person === id);
}

describe("a session", () => {
  it("proves its person by the cookie, and only its hash is stored", async () => {
    const m = await member();
    const { cookie, session } = await m.signIn();
    expect(await m.prove(cookie)).toEqual({ kind: "person", id: m.id, sessionId: session, fresh: true });
    const secret = Buffer.from(cookie.split(".")[1] ?? "", "base64url").subarray(16);
    const stored = await t.db.owner<{ row: string }>("select session::text as row from session where organisation_id = $1", [m.house.id]);
    expect(stored).toHaveLength(1);
    expect(stored[0]?.row).not.toContain(secret.toString("hex"));
    expect(stored[0]?.row).not.toContain("Mozilla");
  });

  it("proves nobody in another organisation, nor with a changed byte", async () => {
    const m = await member();
    const other = await t.house();
    const { cookie } = await m.signIn();
    expect(await provePerson(t.db.database, other.id, cookie, t.clock.now())).toBeUndefined();
    const moved = `${other.id}.${cookie.split(".")[1]}`;
    expect(await provePerson(t.db.database, other.id, moved, t.clock.now())).toBeUndefined();
    const flipped = cookie.slice(0, -2) + (cookie.endsWith("AA") ? "BB" : "AA");
    expect(await m.prove(flipped)).toBeUndefined();
    for (const junk of ["", ".", "x.y", m.house.id, `${m.house.id}.`, `${m.house.id}.${"A".repeat(64)}`])
      expect(await m.prove(junk)).toBeUndefined();
  });

  it("is fresh for ten minutes, ends after two idle weeks, and after ninety days whatever is done", async () => {
    const m = await member();
    const { cookie } = await m.signIn();
    t.clock.advance(minutes(10));
    expect(await m.prove(cookie)).toMatchObject({ fresh: false });
    t.clock.advance(days(13));
    expect(await m.prove(cookie)).toBeDefined();
    t.clock.advance(days(14));
    expect(await m.prove(cookie)).toBeUndefined();
    const second = await m.signIn();
    for (let week = 0; week < 12; week++) {
      t.clock.advance(days(7));
      expect(await m.prove(second.cookie), `week ${week}`).toBeDefined();
    }
    t.clock.advance(days(6));
    expect(await m.prove(second.cookie)).toBeUndefined();
  });

  it("is listed and ended by its person, and by nobody else", async () => {
    const m = await member();
    const stranger = await t.db.database.write(m.house.id, (tx) => person(tx).with("email", "binh@mau.example").withAccount().made());
    const a = await m.signIn();
    const b = await m.signIn(a.device);
    expect((await t.db.database.read(m.house.id, (db) => sessionsOf(db, m.id, t.clock.now()))).map((s) => [s.id, s.label])).toEqual(
      expect.arrayContaining([
        [a.session, "Chrome, Windows"],
        [b.session, "Chrome, Windows"],
      ]),
    );
    const end = (who: PersonId) => t.db.database.write(m.house.id, (tx) => endSession(tx, who, a.session, "person", t.clock.now()));
    expect(await end(stranger.id)).toBe(false);
    expect(await m.prove(a.cookie)).toBeDefined();
    expect(await end(m.id)).toBe(true);
    expect(await m.prove(a.cookie)).toBeUndefined();
    expect(await m.prove(b.cookie)).toBeDefined();
  });

  it("from a new device alerts its person once; from the first device, or a known one, it does not", async () => {
    const m = await member();
    const first = await m.signIn();
    await m.signIn(first.device);
    expect(await wake(m.house, m.id)).toHaveLength(0);
    const second = await m.signIn("a cookie of somebody else");
    expect(second.newDevice).toBe(true);
    await m.signIn(second.device);
    expect((await wake(m.house, m.id)).map((j) => j.payload)).toMatchObject([{ alert: "new_device", session: second.session }]);
    expect((await t.events(m.house, "identity.new_device_alerted")).map((e) => e.detail.session)).toEqual([second.session]);
    expect(await t.events(m.house, "identity.signed_in")).toHaveLength(4);
  });

  it("ends at once when the account is locked, and no other opens", async () => {
    const m = await member();
    const a = await m.signIn();
    const b = await m.signIn();
    await t.db.database.write(m.house.id, (tx) => lockAccount(tx, m.id, t.clock.now()));
    expect(await m.prove(a.cookie)).toBeUndefined();
    expect(await m.prove(b.cookie)).toBeUndefined();
    const again = await m.signIn();
    expect(await m.prove(again.cookie)).toBeUndefined();
    expect(await t.events(m.house, "identity.locked")).toHaveLength(1);
    const ended = await t.events(m.house, "identity.session_ended");
    expect(ended[0]?.detail).toMatchObject({ by: "lock" });
  });
});
