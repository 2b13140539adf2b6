import { policy } from "@kept/language";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Member, type TestAccount, testAccount } from "../../../test/account.js";
import { runCheck } from "../../../test/check.js";
import { createHolderStaff } from "../../../test/holder.js";
import { smallPolicy } from "../../../test/policy.js";
import { record } from "../../evidence/index.js";
import { newId, type StaffId } from "../../platform/index.js";
import { watchChecks } from "../index.js";
import { oddHour, watchRules } from "./rules.js";

let club: TestAccount;
let m: Member;
const hour = 3_600_000;
const parameters = { reads_per_hour: 3, within: "6 hours" };

beforeAll(async () => {
  club = await testAccount((d) => {
    const text = { vi: "Vai", en: "Role" };
    d.roles = {
      ...d.roles,
      reader: { text, reads: [{ purposes: ["membership"], fields: ["full_name"] }], may: ["find"] },
      guard: { text, may: ["watch"] },
    };
    d.promises = [
      {
        id: `${d.organisation.id}-1`,
        text: { vi: "Có theo dõi", en: "Watched" },
        about: "security",
        kept_by: [{ control: "access.watched", with: parameters }],
      },
    ];
  });
  m = await club.member();
});
afterAll(() => club.db.close());

const as = (id: StaffId, ...roles: string[]) => {
  club.caller = { kind: "staff", id, sessionId: newId(), roles, fresh: true };
};
const read = async (reader: StaffId, times: number) => {
  as(reader, "reader");
  for (let i = 0; i < times; i++) expect((await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" })).status).toBe(200);
};
interface Alarm {
  alarm: string;
  kind: string;
  reader: { id: string; name: string };
  readings: number | null;
  mine: boolean;
}
const alarms = async (reader: StaffId, guard: StaffId): Promise<Alarm[]> => {
  as(guard, "guard");
  const { body } = await club.call("GET", "/alarms");
  return (body as { alarms: Alarm[] }).alarms.filter((a) => a.reader.id === reader);
};
const settle = (alarm: string, guard: StaffId, finding = "justified") => {
  as(guard, "guard");
  return club.call("POST", `/alarms/${alarm}:settle`, { finding });
};
const check = (since?: Date) =>
  runCheck(club.db, watchChecks, "access.watched", {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters,
    now: club.clock.now(),
    ...(since ? { since } : {}),
  });

describe("watched reading", () => {
  it("raises one alarm for an hour of more readings than the policy allows, and none for fewer", async () => {
    const [reader, guard] = [await createHolderStaff(club, ["reader"]), await createHolderStaff(club, ["guard"])];
    await read(reader, 3);
    expect(await alarms(reader, guard)).toEqual([]);
    await read(reader, 3);
    expect(await alarms(reader, guard)).toMatchObject([{ kind: "bulk", readings: 4, mine: false, reader: { name: "Nguyễn Văn Mẫu" } }]);
  });

  it("counts over the hour that passed, not the hour of the clock", async () => {
    const [reader, guard] = [await createHolderStaff(club, ["reader"]), await createHolderStaff(club, ["guard"])];
    // From 9:00 on: 9:50 and 10:20 lie in two hours of the clock.
    club.clock.advance(50 * 60_000);
    await read(reader, 2);
    club.clock.advance(30 * 60_000);
    await read(reader, 2);
    expect(await alarms(reader, guard)).toMatchObject([{ kind: "bulk", readings: 4 }]);
    club.clock.advance(2 * hour);
    await read(reader, 2);
    expect(await alarms(reader, guard)).toHaveLength(1);
  });

  it("raises an alarm for reading when nobody is usually at work, once a day of it", async () => {
    const [reader, guard] = [await createHolderStaff(club, ["reader"]), await createHolderStaff(club, ["guard"])];
    club.clock.advance(10 * hour);
    await read(reader, 2);
    expect(await alarms(reader, guard)).toMatchObject([{ kind: "odd_hour", readings: null }]);
  });

  it("is settled by somebody else, once, and an attempt on one's own is refused and recorded", async () => {
    const reader = await createHolderStaff(club, ["reader", "guard"]);
    const guard = await createHolderStaff(club, ["guard"]);
    await read(reader, 4);
    for (const { alarm } of await alarms(reader, guard)) {
      expect(await settle(alarm, reader)).toMatchObject({ status: 403, body: { code: "alarm.self" } });
      expect((await club.events("access.refused")).at(-1)?.detail).toMatchObject({ code: "alarm.self", alarm });
      expect((await settle(alarm, guard)).status).toBe(200);
      expect(await settle(alarm, guard)).toMatchObject({ status: 409, body: { code: "alarm.settled" } });
    }
    expect((await settle(newId(), guard)).body).toMatchObject({ code: "alarm.unknown" });
  });
});

describe("the check of access.watched", () => {
  const all = async (guard: StaffId) => {
    as(guard, "guard");
    const { body } = await club.call("GET", "/alarms");
    for (const a of (body as { alarms: (Alarm & { settled_at: string | null })[] }).alarms) if (!a.settled_at) await settle(a.alarm, guard);
  };

  it("is kept while alarms are looked at in time, at risk when the time runs out, broken when it is over", async () => {
    const [reader, guard] = [await createHolderStaff(club, ["reader"]), await createHolderStaff(club, ["guard"])];
    await all(guard);
    club.clock.advance(7 * hour);
    const since = club.clock.now();
    await read(reader, 4);
    const [raised] = await alarms(reader, guard);
    expect((await check(since)).state).toBe("kept");
    club.clock.advance(5 * hour);
    expect((await check(since)).state).toBe("at_risk");
    club.clock.advance(2 * hour);
    expect(await check(since)).toMatchObject({ state: "broken", violations: expect.arrayContaining([raised?.alarm]) });
    await all(guard);
    // Looked at, but too late: the promise was not kept in this time.
    expect((await check(since)).state).toBe("broken");
    expect((await check(new Date(club.clock.now().getTime() + 1))).state).not.toBe("broken");
  });

  it("is broken by much reading that raised no alarm, however that came about", async () => {
    const guard = await createHolderStaff(club, ["guard"]);
    await all(guard);
    club.clock.advance(7 * hour);
    const since = club.clock.now();
    const reader = await createHolderStaff(club, ["reader"]);
    let last = "";
    for (let i = 0; i < 4; i++) {
      last = await club.db.database.write(club.id, (tx) =>
        record(tx, {
          type: "value.read",
          at: club.clock.now(),
          actor: { kind: "staff", id: reader },
          about: [m.id],
          purpose: "membership",
          fields: ["full_name"],
          detail: { roles: ["reader"] },
        }),
      );
    }
    expect(await check(since)).toMatchObject({ state: "broken", violations: [last] });
  });
});

describe("what is unusual", () => {
  const rules = watchRules(policy.parse({ ...smallPolicy("club"), promises: [] }));
  it.each([
    ["a working morning", "2026-11-20T01:00:00Z", false],
    ["just before seven in Vietnam", "2026-11-19T23:59:00Z", true],
    ["seven in the evening", "2026-11-20T12:00:00Z", true],
    ["a Sunday at noon", "2026-11-22T05:00:00Z", true],
    ["a Saturday at noon", "2026-11-21T05:00:00Z", false],
  ])("is told: %s", (_when, at, odd) => {
    expect(oddHour(new Date(at), rules).odd).toBe(odd);
  });

  it("follows the hours the policy gives", () => {
    const night = { ...rules, usual: { from: 18, to: 24, sunday: true } };
    expect(oddHour(new Date("2026-11-22T12:00:00Z"), night).odd).toBe(false);
    expect(oddHour(new Date("2026-11-22T05:00:00Z"), night).odd).toBe(true);
  });
});
