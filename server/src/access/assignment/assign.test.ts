import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Member, type TestAccount, testAccount } from "../../../test/account.js";
import { runCheck } from "../../../test/check.js";
import { createHolderStaff } from "../../../test/holder.js";
import { record } from "../../evidence/index.js";
import { newId, type StaffId, staffId } from "../../platform/index.js";
import { openOccasion } from "../../retention/index.js";
import { erasePerson } from "../../vault/index.js";
import { accessChecks } from "../index.js";
import { accessJobs } from "../jobs.js";

let club: TestAccount;
let boss: StaffId;
let seller: StaffId;
let m: Member;
const minute = 60_000;

beforeAll(async () => {
  club = await testAccount((d) => {
    const text = { vi: "Vai", en: "Role" };
    d.occasions = { order: { text: { vi: "Đơn", en: "Order" } } };
    d.roles = {
      ...d.roles,
      seller: { text, reads: [{ purposes: ["membership"], fields: ["full_name", "email"] }], assigned: true, may: ["find"] },
      boss: { text, may: ["find", "assign", "staff"] },
    };
  });
  boss = await createHolderStaff(club, ["boss"]);
  seller = await createHolderStaff(club, ["seller"]);
});
afterAll(() => club.db.close());

const as = (id: StaffId, ...roles: string[]) => {
  club.caller = { kind: "staff", id, sessionId: newId(), roles, fresh: true };
};
const read = () => {
  as(seller, "seller");
  return club.call("POST", `/people/${m.id}:read`, { purpose: "membership" });
};
const assign = (body: object = {}) => {
  as(boss, "boss");
  return club.call("POST", `/people/${m.id}:assign`, { staff: seller, ...body });
};
const assignments = async () => {
  as(boss, "boss");
  const { body } = await club.call("GET", `/people/${m.id}/assignments`);
  return body as { assignments: { assignment: string; name: string }[]; occasions: { id: string }[] };
};
const check = () =>
  runCheck(club.db, accessChecks, "access.roles", {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters: { roles: ["seller"], assigned: true },
    now: club.clock.now(),
  });

describe("a role that reads only its own people", () => {
  it("reads nobody who is not assigned, says so, and has it on record", async () => {
    m = await club.member();
    expect(await read()).toMatchObject({ status: 403, body: { code: "read.assignment" } });
    expect((await club.events("value.read_refused")).at(-1)?.detail).toMatchObject({ reason: "assignment" });
    as(seller, "seller");
    const { body } = await club.call("GET", `/people/${m.id}`);
    expect((body as { purposes: { purpose: string }[] }).purposes.find((p) => p.purpose === "membership")).toMatchObject({
      allowed: false,
      reason: "assignment",
    });
  });

  it("reads who is assigned, from then until it ends", async () => {
    m = await club.member();
    const made = await assign();
    expect(made.status).toBe(200);
    expect((await read()).status).toBe(200);
    expect(await assign()).toMatchObject({ status: 409, body: { code: "assignment.stands" } });
    const [row] = (await assignments()).assignments;
    expect(row?.name).toBe("Nguyễn Văn Mẫu");
    expect((await club.call("POST", `/assignments/${row?.assignment}:end`)).status).toBe(200);
    expect(await club.call("POST", `/assignments/${row?.assignment}:end`)).toMatchObject({ body: { code: "assignment.unknown" } });
    expect(await read()).toMatchObject({ body: { code: "read.assignment" } });
    expect((await check()).state).toBe("kept");
  });

  it("reads no longer once the term of the assignment is over", async () => {
    m = await club.member();
    const until = new Date(club.clock.now().getTime() + 10 * minute).toISOString();
    expect((await assign({ until })).status).toBe(200);
    expect((await read()).status).toBe(200);
    club.clock.advance(11 * minute);
    expect(await read()).toMatchObject({ body: { code: "read.assignment" } });
    expect(await assign({ until })).toMatchObject({ body: { code: "assignment.past" } });
  });

  it("reads everyone of an occasion that is assigned, those who join later too", async () => {
    m = await club.member();
    const reference = `DH-${randomBytes(3).toString("hex")}`;
    const open = () =>
      club.db.database.write(club.id, (tx) =>
        openOccasion(tx, club.policy, {
          kind: "order",
          reference,
          open: false,
          person: m.id,
          by: { kind: "staff", id: boss },
          at: club.clock.now(),
        }),
      );
    const { id } = await open();
    expect((await assign({ occasion: newId() })).body).toMatchObject({ code: "occasion.unknown" });
    expect((await assign({ occasion: id })).status).toBe(200);
    expect((await read()).status).toBe(200);
    m = await club.member();
    expect((await read()).status).toBe(403);
    await open();
    expect((await read()).status).toBe(200);
    expect((await check()).state).toBe("kept");
    as(seller, "seller");
    const { body } = await club.call("GET", "/assignments/mine");
    expect((body as { people: { person: string; occasion: { reference: string } }[] }).people).toContainEqual(
      expect.objectContaining({ person: m.id, occasion: expect.objectContaining({ reference }) }),
    );
  });

  it("reads nobody by an API key, for people are assigned to people", async () => {
    m = await club.member();
    club.caller = { kind: "key", id: newId(), roles: ["seller"] };
    expect(await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" })).toMatchObject({ body: { code: "read.assignment" } });
  });

  it("ends for who leaves", async () => {
    m = await club.member();
    const leaver = await createHolderStaff(club, ["seller"]);
    await assign({ staff: leaver });
    const [job] = accessJobs(club.running);
    await job?.run(club.id, { staff: leaver });
    expect((await assignments()).assignments).toEqual([]);
    await club.db.owner("update staff set state = 'disabled', disabled_at = now() where id = $1", [leaver]);
    expect(await assign({ staff: leaver })).toMatchObject({ body: { code: "staff.unknown" } });
  });

  it("breaks the promise where somebody was read without being assigned, whatever the gate thought", async () => {
    m = await club.member();
    const plant = () =>
      club.db.database.write(club.id, (tx) =>
        record(tx, {
          type: "value.read",
          at: club.clock.now(),
          actor: { kind: "staff", id: seller },
          about: [m.id],
          purpose: "membership",
          fields: ["email"],
          detail: { roles: ["seller"] },
        }),
      );
    const early = await plant();
    expect(await check()).toMatchObject({ state: "broken", violations: [early] });
    club.clock.advance(minute);
    await assign();
    expect(await check()).toMatchObject({ state: "broken", violations: [early] });
    await club.db.owner("delete from event where id = $1", [early]);
    club.clock.advance(minute);
    const covered = await plant();
    expect((await check()).state).toBe("kept");
    const [row] = (await assignments()).assignments;
    await club.db.owner("update assigned_person set ended_at = from_at where id = $1", [row?.assignment]);
    expect(await check()).toMatchObject({ state: "broken", violations: [covered] });
  });

  it("leaves nothing of an assignment behind when the person is erased", async () => {
    m = await club.member();
    await assign();
    await club.db.database.write(club.id, (tx) => erasePerson(tx, m.id, "asked", club.clock.now()));
    await club.runJobs();
    expect(await club.db.owner("select 1 from assigned_person where person_id = $1", [m.id])).toEqual([]);
    expect(staffId.parse(seller)).toBe(seller);
  });
});
