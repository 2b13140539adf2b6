import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Member, type TestAccount, testAccount } from "../../../test/account.js";
import { runCheck } from "../../../test/check.js";
import { createHolderStaff } from "../../../test/holder.js";
import { object, restrict } from "../../consent/index.js";
import { newId, type StaffId } from "../../platform/index.js";
import { eraseField } from "../../vault/index.js";
import { accessChecks } from "../index.js";

let club: TestAccount;
let asker: StaffId;
let second: StaffId;
let m: Member;
const minute = 60_000;
const reason = "Khách bị nạn, người nhà gọi đến hỏi";

beforeAll(async () => {
  club = await testAccount((d) => {
    const text = { vi: "Vai", en: "Role" };
    d.roles = {
      ...d.roles,
      desk: { text, reads: [{ purposes: ["membership"], fields: ["full_name", "email"] }], may: ["find"] },
      guard: { text, may: ["find", "break_glass", "watch"] },
    };
  });
  asker = await createHolderStaff(club, ["guard"]);
  second = await createHolderStaff(club, ["guard"]);
});
afterAll(() => club.db.close());

const as = (id: StaffId, ...roles: string[]) => {
  club.caller = { kind: "staff", id, sessionId: newId(), roles: roles.length > 0 ? roles : ["guard"], fresh: true };
};
const ask = async (minutes = 30) => {
  as(asker);
  const { body } = await club.call("POST", `/people/${m.id}/break-glass`, { purpose: "membership", reason, minutes });
  return (body as { grant: string }).grant;
};
const answer = (grant: string, verb: "agree" | "refuse" | "end", who = second) => {
  as(who);
  return club.call("POST", `/break-glass/${grant}:${verb}`);
};
const read = (purpose = "membership") => {
  as(asker);
  return club.call("POST", `/people/${m.id}:read`, { purpose });
};
const listed = async (grant: string) => {
  as(second);
  const { body } = await club.call("GET", "/break-glass");
  return (body as { grants: { grant: string; state: string; reason: string | null; mine: boolean }[] }).grants.find(
    (g) => g.grant === grant,
  );
};
const check = () =>
  runCheck(club.db, accessChecks, "access.roles", {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters: { roles: ["desk"] },
    now: club.clock.now(),
  });

describe("emergency access", () => {
  it("opens nothing until a second person agrees, then what roles read for that purpose, marked in each reading", async () => {
    m = await club.member();
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    const grant = await ask();
    expect(await listed(grant)).toMatchObject({ state: "asked", reason, mine: false });
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    expect((await answer(grant, "agree")).status).toBe(200);
    const opened = await read();
    expect(opened.status).toBe(200);
    const values = (opened.body as { values: { field: string; value?: string }[] }).values;
    expect(values.find((v) => v.field === "full_name")?.value).toBe("Trần Thị Ngọc Ánh");
    expect((await club.events("value.read")).at(-1)?.detail).toMatchObject({ break_glass: grant });
    expect((await check()).state).toBe("kept");
    expect(await read("newsletter")).toMatchObject({ status: 403 });
  });

  it("cannot be agreed to by whoever asked, and the attempt is recorded", async () => {
    m = await club.member();
    const grant = await ask();
    expect(await answer(grant, "agree", asker)).toMatchObject({ status: 403, body: { code: "grant.same_person" } });
    expect((await club.events("access.refused")).at(-1)?.detail).toMatchObject({ code: "grant.same_person", grant });
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    await expect(
      club.db.owner("update break_glass set decided_at = now(), decided_by = staff_id, agreed = true, until = now() where id = $1", [
        grant,
      ]),
    ).rejects.toThrow(/check constraint/);
  });

  it("closes when its minutes are over, when it is ended, when it is refused, and when nobody answers within the hour", async () => {
    m = await club.member();
    const over = await ask(5);
    await answer(over, "agree");
    club.clock.advance(5 * minute);
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    expect(await listed(over)).toMatchObject({ state: "over" });
    const ended = await ask();
    await answer(ended, "agree");
    expect((await answer(ended, "end", asker)).status).toBe(200);
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    const turned = await ask();
    expect((await answer(turned, "refuse")).status).toBe(200);
    expect(await answer(turned, "agree")).toMatchObject({ status: 409, body: { code: "grant.closed" } });
    const lapsed = await ask();
    club.clock.advance(60 * minute);
    expect(await answer(lapsed, "agree")).toMatchObject({ body: { code: "grant.closed" } });
    expect(await read()).toMatchObject({ body: { code: "read.role" } });
    expect((await check()).state).toBe("kept");
  });

  it("never opens what the person's objection or restriction closes", async () => {
    m = await club.member();
    await answer(await ask(), "agree");
    expect((await read()).status).toBe(200);
    const said = { person: m.id, purpose: "membership", at: club.clock.now(), method: "form" as const, by: { kind: "person" as const } };
    await club.db.database.write(club.id, (tx) => restrict(tx, said));
    expect(await read()).toMatchObject({ body: { code: "read.restriction" } });
    await club.db.database.write(club.id, (tx) => object(tx, club.policy, said));
    expect(await read()).toMatchObject({ body: { code: "read.objection" } });
  });

  it("raises an alarm, which the asker cannot settle", async () => {
    m = await club.member();
    const grant = await ask();
    await answer(grant, "agree");
    as(asker);
    const { body } = await club.call("GET", "/alarms");
    const [alarm] = (body as { alarms: { alarm: string; kind: string; mine: boolean }[] }).alarms;
    expect(alarm).toMatchObject({ kind: "break_glass", mine: true });
    expect(await club.call("POST", `/alarms/${alarm?.alarm}:settle`, { finding: "justified" })).toMatchObject({
      body: { code: "alarm.self" },
    });
  });

  it("raises an alarm that whoever agreed settles only where nobody else watches", async () => {
    m = await club.member();
    const grant = await ask();
    await answer(grant, "agree");
    const { body } = await club.call("GET", "/alarms");
    const [alarm] = (body as { alarms: { alarm: string }[] }).alarms;
    const third = await createHolderStaff(club, ["guard"]);
    as(second);
    expect(await club.call("POST", `/alarms/${alarm?.alarm}:settle`, { finding: "justified" })).toMatchObject({
      body: { code: "alarm.self" },
    });
    await club.db.owner("update staff set state = 'disabled', disabled_at = now() where id = $1", [third]);
    expect((await club.call("POST", `/alarms/${alarm?.alarm}:settle`, { finding: "justified" })).status).toBe(200);
  });

  it("keeps its reason sealed, and gives it up with the first field that is erased", async () => {
    m = await club.member();
    const grant = await ask();
    const [row] = await club.db.owner<{ reason_sealed: Buffer }>("select reason_sealed from break_glass where id = $1", [grant]);
    expect(row?.reason_sealed.includes(Buffer.from("Khách"))).toBe(false);
    await club.db.database.write(club.id, (tx) => eraseField(tx, m.id, "full_name", "asked", club.clock.now()));
    expect(await listed(grant)).toMatchObject({ reason: null, state: "asked" });
  });

  it("breaks the promise where a reading names a grant that nobody agreed to, or that was over", async () => {
    m = await club.member();
    await answer(await ask(), "agree");
    await read();
    expect((await check()).state).toBe("kept");
    await club.db.owner("update break_glass set until = decided_at where person_id = $1", [m.id]);
    const reading = (await club.events("value.read")).at(-1)?.id;
    expect(await check()).toMatchObject({ state: "broken", violations: [reading] });
  });
});
