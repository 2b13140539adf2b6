import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestAccount, testAccount } from "../../test/account.js";
import { createHolderStaff } from "../../test/holder.js";
import { newId, type PersonId, type StaffId } from "../platform/index.js";

let club: TestAccount;
let clerk: StaffId;

beforeAll(async () => {
  club = await testAccount((d) => {
    const text = { vi: "Vai", en: "Role" };
    const reads = [{ purposes: ["membership"], fields: ["full_name" as const, "email" as const] }];
    d.roles = { ...d.roles, clerk: { text, reads, may: ["find", "requests"] }, desk: { text, reads, may: ["find"] } };
  });
  clerk = await createHolderStaff(club, ["clerk"]);
});
afterAll(() => club.db.close());

const as = (role: string) => {
  club.caller = { kind: "staff", id: clerk, sessionId: newId(), roles: [role], fresh: true };
};
const read = (person: PersonId) => {
  as("desk");
  return club.call("POST", `/people/${person}:read`, { purpose: "membership" });
};
const say = (person: PersonId, verb: "restrict" | "unrestrict", body: object = {}, role = "clerk") => {
  as(role);
  return club.call("POST", `/people/${person}:${verb}`, { proof: "call_back", ...body });
};
const standing = async (person: PersonId) => {
  as("desk");
  return (await club.call("GET", `/people/${person}/restrictions`)).body;
};

describe("restricting by the account", () => {
  it("closes everything to staff at one press, says since when, and opens again when it is lifted", async () => {
    const m = await club.member();
    expect((await read(m.id)).status).toBe(200);
    const done = await m.browser.post(club.at("/restrict"));
    expect([done.status, done.to]).toEqual([303, `${club.at()}?done=restrict`]);
    expect(await read(m.id)).toMatchObject({ status: 403, body: { code: "read.restriction" } });
    const page = (await m.browser.get(club.at())).text;
    expect(page).toContain("Đang hạn chế, từ");
    expect(page).toContain(`action="${club.at("/unrestrict")}"`);
    expect((await m.browser.post(club.at("/unrestrict"))).to).toBe(`${club.at()}?done=unrestrict`);
    expect((await read(m.id)).status).toBe(200);
    const after = (await m.browser.get(club.at())).text;
    expect(after).not.toContain("Đang hạn chế, từ");
    expect(after).toContain(`action="${club.at("/restrict")}"`);
  });

  it("lifts a restriction that staff recorded for one purpose, by the button of that purpose", async () => {
    const m = await club.member();
    await say(m.id, "restrict", { purpose: "membership" });
    expect((await m.browser.get(club.at())).text).toContain(`action="${club.at("/purposes/membership/unrestrict")}"`);
    await m.browser.post(club.at("/purposes/membership/unrestrict"));
    expect((await read(m.id)).status).toBe(200);
    expect(await standing(m.id)).toEqual({ restrictions: [] });
  });
});

describe("restricting by staff", () => {
  it("closes one purpose on proof of right, on record and in the person's timeline, and lifts only that", async () => {
    const m = await club.member();
    expect(await say(m.id, "restrict", { purpose: "membership" })).toMatchObject({ status: 200, body: { changed: true } });
    expect((await say(m.id, "restrict", { purpose: "membership" })).body).toEqual({ changed: false });
    expect(await read(m.id)).toMatchObject({ status: 403, body: { code: "read.restriction" } });
    expect(await standing(m.id)).toMatchObject({ restrictions: [{ purpose: "membership" }] });
    expect((await club.events("consent.restricted")).at(-1)).toMatchObject({
      actor: { kind: "staff", id: clerk },
      detail: { method: "api", proof: "call_back" },
    });
    // Lifting all of it leaves what was asked for one purpose.
    expect((await say(m.id, "unrestrict")).body).toEqual({ changed: false });
    expect((await read(m.id)).status).toBe(403);
    expect((await say(m.id, "unrestrict", { purpose: "membership" })).body).toEqual({ changed: true });
    expect((await read(m.id)).status).toBe(200);
  });

  it("is refused without a proof, for who may not handle requests, and for nobody known", async () => {
    const m = await club.member();
    expect((await say(m.id, "restrict", { proof: undefined })).status).toBe(422);
    expect((await say(m.id, "restrict", {}, "desk")).body).toMatchObject({ code: "access.forbidden" });
    expect((await say(m.id, "unrestrict", {}, "desk")).body).toMatchObject({ code: "access.forbidden" });
    const [nobody, other] = [newId(), await club.member()];
    as("clerk");
    expect((await club.call("POST", `/people/${nobody}:restrict`, { proof: "document" })).body).toMatchObject({ code: "person.unknown" });
    expect((await read(m.id)).status).toBe(200);
    expect((await read(other.id)).status).toBe(200);
  });
});
