import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Member, type TestAccount, testAccount } from "../../test/account.js";
import { newId } from "../platform/index.js";
import { openOccasion } from "../retention/index.js";
import { current, personState } from "../vault/index.js";

let club: TestAccount;
let m: Member;
beforeAll(async () => {
  club = await testAccount((d) => {
    d.roles = {
      ...d.roles,
      doorkeeper: {
        text: { vi: "Người gác cửa", en: "Doorkeeper" },
        reads: [{ purposes: ["membership"], fields: ["full_name"] }],
        may: ["find"],
      },
      visitor: { text: { vi: "Khách", en: "Visitor" }, reads: [], may: [] },
    };
    d.occasions = { visit: { text: { vi: "Buổi thăm", en: "Visit" }, events: {} } };
    d.touchpoints.visit = {
      text: { vi: "Đăng ký thăm", en: "Visit" },
      channels: ["api"],
      for: "membership",
      fields: { full_name: { purposes: ["membership"] } },
      occasion: "visit",
    };
  });
  m = await club.member((p) => p.with("full_name", "Nguyễn Đình Thảo").with("phone", "+84903115824"));
});
afterAll(() => club.db.close());

const list = z.object({ people: z.array(z.object({ person: z.string(), label: z.string(), matched: z.array(z.string()) })) });
const find = async (text: string) => list.parse((await club.call("POST", "/people:find", { text })).body).people;

describe("finding people", () => {
  it.each([
    ["the whole phone, as people write it", "0903 115 824", "phone"],
    ["its last digits", "5824", "phone_tail"],
    ["its last six digits", "115 824", "phone_tail"],
    ["its last seven digits", "3115824", "phone_tail"],
    ["words of the name without accents", "dinh thao", "name"],
    ["the name as written", "Nguyễn Đình Thảo", "name"],
  ])("works by %s, and shows nothing in clear", async (_how, text, by) => {
    club.caller = club.staff(["doorkeeper"]);
    const people = await find(text);
    expect(people.find((p) => p.person === m.id)?.matched).toEqual([by]);
    expect(JSON.stringify(people)).not.toMatch(/Thảo|0903|903115|anh\./);
  });

  it("finds nobody by last digits of which only four are right", async () => {
    club.caller = club.staff(["doorkeeper"]);
    expect(await find("995824")).toEqual([]);
  });

  it("works by the reference of an occasion", async () => {
    club.caller = club.staff(["secretary"]);
    const by = { kind: "staff" as const, id: newId() };
    const opening = { kind: "visit", reference: "TH-0042", open: false, person: m.id, by, at: club.clock.now() };
    await club.db.database.write(club.id, (tx) => openOccasion(tx, club.policy, opening));
    expect(await find("TH-0042")).toMatchObject([{ person: m.id, matched: ["reference"] }]);
  });

  it("records who looked and what came of it, never the text", async () => {
    club.caller = club.staff(["secretary"]);
    const before = (await club.events("person.found")).length;
    await find("0903 115 824");
    const [event, ...more] = (await club.events("person.found")).slice(before);
    expect(more).toEqual([]);
    expect(event?.detail).toEqual({ by: ["phone"], found: 1 });
    expect(JSON.stringify(event)).not.toMatch(/903|5824/);
    expect((await m.browser.get(club.at("/timeline?kind=reading"))).text).toContain("Thư ký tìm thấy hồ sơ của bạn");
  });

  it("says so where too many match", async () => {
    club.caller = club.staff(["secretary"]);
    await club.db.database.write(club.id, async (tx) => {
      const { person } = await import("../../test/person.js");
      for (let i = 0; i < 31; i++) await person(tx).with("full_name", `Lê Văn Số${i}`).made();
    });
    expect(await club.call("POST", "/people:find", { text: "le van" })).toMatchObject({ status: 422, body: { code: "people.too_many" } });
  });

  it("is for those whose role may", async () => {
    club.caller = club.staff(["visitor"]);
    expect((await club.call("POST", "/people:find", { text: "dinh thao" })).status).toBe(403);
  });
});

describe("a person's page", () => {
  it("masks everything and says which purposes would open something, and why not", async () => {
    club.caller = club.staff(["doorkeeper"]);
    const { status, body } = await club.call("GET", `/people/${m.id}`);
    expect(status).toBe(200);
    expect(JSON.stringify(body)).not.toMatch(/Thảo|0903|\+84903/);
    expect(body).toMatchObject({
      state: "active",
      purposes: [
        { purpose: "membership", allowed: true },
        { purpose: "newsletter", allowed: false, reason: "role" },
      ],
    });
    expect((await club.call("GET", `/people/${newId()}`)).status).toBe(404);
  });

  it("opens for a purpose what the role may read, and nothing besides", async () => {
    club.caller = club.staff(["doorkeeper"]);
    const { body } = await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" });
    const { values } = z
      .object({ values: z.array(z.object({ field: z.string(), value: z.string().optional(), reason: z.string().optional() })) })
      .parse(body);
    expect(values.find((v) => v.field === "full_name")?.value).toBe("Nguyễn Đình Thảo");
    expect(values.find((v) => v.field === "phone")).toMatchObject({ reason: "role" });
    expect((await club.call("POST", `/people/${m.id}:read`, { purpose: "Trần 0903" })).status).toBe(422);
  });

  it("says when each value ends: by the policy's rule in words where no date is set", async () => {
    club.caller = club.staff(["doorkeeper"]);
    const { body } = await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" });
    expect(body).toMatchObject({ values: expect.arrayContaining([expect.objectContaining({ until: "Giữ đến khi bạn ra khỏi hội." })]) });
  });

  it("tells the timeline in the words the person reads", async () => {
    club.caller = club.staff(["doorkeeper"]);
    const { body } = await club.call("GET", `/people/${m.id}/timeline?limit=2`);
    expect(body).toMatchObject({ events: [{ type: "value.read", text: { vi: "Người gác cửa đọc họ và tên để nhận hội viên" } }, {}] });
  });
});

describe("rights that staff exercise for somebody", () => {
  it("correct a value with the proof on record, and leave a proved contact standing until it is proved anew", async () => {
    const person = await club.member();
    club.caller = club.staff(["secretary"]);
    const email = await club.call("POST", `/people/${person.id}/values/${person.value("email")}:correct`, {
      value: "moi@thu.example",
      proof: "call_back",
    });
    expect(email).toMatchObject({ status: 200, body: { verified: false } });
    const held = await club.db.database.read(club.id, (db) => current(db, person.id));
    expect(held.filter((v) => v.field === "email").map((v) => v.id)).toEqual([person.value("email")]);
    expect((await club.events("value.corrected")).at(-1)).toMatchObject({ fields: ["email"], detail: { proof: "call_back", waits: true } });
    const wrong = await club.call("POST", `/people/${person.id}/values/${person.value("full_name")}:correct`, {
      value: " ",
      proof: "call_back",
    });
    expect(wrong).toMatchObject({ status: 422, body: { code: "request.invalid", faults: [{ path: "value" }] } });
    const unproved = await club.call("POST", `/people/${person.id}/values/${person.value("full_name")}:correct`, { value: "An" });
    expect(unproved.status).toBe(422);
  });

  it("leave a trace even where they type just what is held: who does so learns that it is", async () => {
    const person = await club.member((p) => p.with("phone", "+84903000113"));
    club.caller = club.staff(["secretary"]);
    const guess = { value: "0903 000 113", proof: "call_back" };
    const answer = await club.call("POST", `/people/${person.id}/values/${person.value("phone")}:correct`, guess);
    expect(answer).toMatchObject({ status: 200, body: { value: person.value("phone") } });
    expect((await club.events("value.corrected")).at(-1)).toMatchObject({ fields: ["phone"], detail: { same: true, proof: "call_back" } });
  });

  it("erase everything only with fresh proof of who does it", async () => {
    const person = await club.member();
    club.caller = club.staff(["secretary"], false);
    expect(await club.call("POST", `/people/${person.id}:erase`, { proof: "document" })).toMatchObject({
      status: 403,
      body: { code: "access.step_up" },
    });
    club.caller = club.staff(["secretary"]);
    expect((await club.call("POST", `/people/${person.id}:erase`, { field: "phone", proof: "document" })).status).toBe(404);
    expect((await club.call("POST", `/people/${person.id}:erase`, { proof: "document" })).status).toBe(200);
    expect(await club.db.database.read(club.id, (db) => personState(db, person.id))).toBe("erased");
    expect((await person.browser.get(club.at())).status).toBe(303);
  });
});
