import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Member, type TestAccount, testAccount } from "../../test/account.js";
import { runCheck } from "../../test/check.js";
import { record } from "../evidence/index.js";
import { newId } from "../platform/index.js";
import { keepFile, receiveFile } from "../vault/index.js";
import { accessChecks, vaultChecks } from "./index.js";

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
    };
    d.fields.cv = { type: "file", text: { vi: "Hồ sơ", en: "CV" }, category: "basic", basic: 11, file: { types: ["txt"], max_mib: 1 } };
  });
  m = await club.member((p) => p.with("phone", "+84903115824"));
});
afterAll(() => club.db.close());

const check = (control: string, parameters: Record<string, unknown> = {}) =>
  runCheck(club.db, [...accessChecks, ...vaultChecks], control, {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters,
    now: club.clock.now(),
  });
const plant = (roles: string[], fields: string[], purpose: string) =>
  club.db.database.write(club.id, (tx) =>
    record(tx, {
      type: "value.read",
      at: club.clock.now(),
      actor: { kind: "staff", id: newId() },
      about: [m.id],
      purpose,
      fields,
      detail: { roles },
    }),
  );
const unplant = (id: string) => club.db.owner("delete from event where id = $1", [id]);

describe("the check of access.roles", () => {
  const named = { roles: ["secretary", "doorkeeper"] };

  it("is kept by readings through the gate, and counts what it refused", async () => {
    expect((await check("access.roles", named)).state).toBe("not_exercised");
    club.caller = club.staff(["doorkeeper"]);
    expect((await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" })).status).toBe(200);
    expect((await club.call("POST", `/people/${m.id}:read`, { purpose: "newsletter" })).status).toBe(403);
    expect(await check("access.roles", named)).toMatchObject({ state: "kept", done: 1, refused: 1 });
  });

  it.each([
    ["another role", ["stranger"], ["full_name"], "membership"],
    ["a field outside the role", ["doorkeeper"], ["full_name", "email"], "membership"],
    ["a purpose outside the role", ["doorkeeper"], ["full_name"], "newsletter"],
    ["a role the promise does not name", ["board"], ["full_name"], "membership"],
    ["nobody's role", [], ["full_name"], "membership"],
  ])("is broken by a reading by %s", async (_what, roles, fields, purpose) => {
    const planted = await plant(roles, fields, purpose);
    expect(await check("access.roles", named)).toMatchObject({ state: "broken", violations: [planted] });
    await unplant(planted);
    expect((await check("access.roles", named)).state).toBe("kept");
  });
});

describe("the check of purpose.limited", () => {
  const purposes = { purposes: ["membership", "newsletter"] };

  it("is kept by what the gate lets through, and not counted by codes and alerts", async () => {
    expect(await check("purpose.limited", purposes)).toMatchObject({ state: "kept", violations: [] });
  });

  it("is broken by a purpose that the promise does not name, and by one that nobody declared", async () => {
    expect((await check("purpose.limited", { purposes: ["newsletter"] })).state).toBe("broken");
    const planted = await plant(["secretary"], ["full_name"], "curiosity");
    expect(await check("purpose.limited", { purposes: [...purposes.purposes, "curiosity"] })).toMatchObject({
      state: "broken",
      violations: [planted],
    });
    await unplant(planted);
  });

  it("is broken by a message that serves no purpose and is neither code nor alert", async () => {
    const queue = (kind: string) =>
      club.db.database.write(club.id, (tx) =>
        record(tx, { type: "message.queued", at: club.clock.now(), actor: { kind: "system" }, about: [m.id], detail: { kind } }),
      );
    const code = await queue("code.sign_in");
    expect((await check("purpose.limited", purposes)).state).toBe("kept");
    const planted = await queue("greeting");
    expect(await check("purpose.limited", purposes)).toMatchObject({ state: "broken", violations: [planted] });
    await unplant(planted);
    await unplant(code);
  });
});

describe("the check of security.at_rest", () => {
  it("is kept after real use", async () => {
    await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Thị Ngọc Anh" });
    expect(await check("security.at_rest")).toMatchObject({ state: "kept", violations: [] });
  });

  it.each([
    ["in clear", "0903115824"],
    ["in hex", Buffer.from("903115824").toString("hex")],
    ["in base64", Buffer.from("903115824").toString("base64")],
  ])("is broken by a value that stands in an event %s", async (_how, text) => {
    const id = newId();
    await club.db.owner("insert into event (organisation_id, id, type, at, canonical) values ($1, $2, 'planted', now(), $3)", [
      club.id,
      id,
      JSON.stringify({ text }),
    ]);
    expect(await check("security.at_rest")).toMatchObject({ state: "broken", violations: ["event.canonical"] });
    await unplant(id);
    expect((await check("security.at_rest")).state).toBe("kept");
  });

  it("is broken by a value that was moved to another person, and by one stored in clear", async () => {
    const other = await club.member();
    await club.db.owner("update value set person_id = $1 where id = $2", [other.id, m.value("phone")]);
    expect(await check("security.at_rest")).toMatchObject({ state: "broken", violations: [m.value("phone")] });
    await club.db.owner("update value set person_id = $1 where id = $2", [m.id, m.value("phone")]);
    expect((await check("security.at_rest")).state).toBe("kept");
    await club.db.owner("alter table message disable row level security");
    await club.db.owner(
      "insert into message (organisation_id, person_id, id, kind, state, sealed, created_at) values ($1, $2, $3, 'x', 'waiting', convert_to(repeat('Xin chào. ', 20), 'UTF8'), now())",
      [club.id, m.id, newId()],
    );
    await club.db.owner("alter table message enable row level security");
    expect(await check("security.at_rest")).toMatchObject({ state: "broken", violations: ["message.sealed"] });
    await club.db.owner("delete from message");
  });
});

describe("the check of documents.sealed", () => {
  it("is kept by a file that opens with its person's key, and broken by one that lies there unsealed", async () => {
    expect((await check("documents.sealed", { fields: ["cv"] })).state).toBe("not_exercised");
    async function* text() {
      yield Buffer.from("Tôi xin ứng tuyển. ".repeat(20));
    }
    const received = await receiveFile(club.db.roots.data, club.id, "cv.txt", { kinds: ["txt"], most: 1_000_000 }, text());
    const of = { field: "cv", submissionId: null, occasionId: null, at: club.clock.now() };
    const id = await club.db.database.write(club.id, (tx) => keepFile(tx, m.id, received, of));
    expect(await check("documents.sealed", { fields: ["cv"] })).toMatchObject({ state: "kept", done: 1 });
    const folder = join(club.db.roots.data, "files", club.id);
    for (const name of await readdir(folder)) await writeFile(join(folder, name), "Tôi xin ứng tuyển. ".repeat(20));
    expect(await check("documents.sealed", { fields: ["cv"] })).toMatchObject({ state: "broken", violations: [id] });
  });
});
