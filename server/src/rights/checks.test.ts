import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestAccount, testAccount } from "../../test/account.js";
import { runCheck } from "../../test/check.js";
import { record } from "../evidence/index.js";
import { days, newId } from "../platform/index.js";
import { rightsChecks } from "./index.js";

let club: TestAccount;
beforeAll(async () => {
  club = await testAccount();
});
afterAll(() => club.db.close());

const check = (control: string, parameters: Record<string, unknown> = {}) =>
  runCheck(club.db, rightsChecks, control, {
    organisation: { id: club.id, slug: club.slug },
    policy: club.policy,
    parameters,
    now: club.clock.now(),
  });

describe("the check of rights.self_service", () => {
  const rights = { rights: ["see", "correct", "erase", "withdraw", "object", "copy"] };

  it("says nothing until somebody used a right, then that it is kept", async () => {
    expect((await check("rights.self_service", rights)).state).toBe("not_exercised");
    const m = await club.member();
    await m.browser.post(club.at(`/values/${m.value("full_name")}/correct`), { value: "Trần Ánh" });
    await m.browser.post(club.at("/purposes/newsletter/object"));
    expect(await check("rights.self_service", rights)).toMatchObject({ state: "kept", done: 2, violations: [] });
  });

  it("counts a refusal that stands, and stays kept", async () => {
    const m = await club.member();
    expect((await m.browser.post(club.at(`/values/${m.value("email")}/erase`), { confirm: "yes" })).status).toBe(409);
    expect(await check("rights.self_service", rights)).toMatchObject({ state: "kept", refused: 1 });
  });

  it("is broken where a right ended undone because the server failed", async () => {
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    await club.db.owner(
      "update value set sealed = set_byte(sealed, 60, (get_byte(sealed, 60) + 1) % 256) where person_id = $1 and field = 'full_name'",
      [m.id],
    );
    expect((await m.browser.post(club.at(`/values/${m.value("phone")}/erase`), { confirm: "yes" })).status).toBe(500);
    const [undone] = (await club.events("right.undone")).slice(-1);
    expect(await check("rights.self_service", rights)).toMatchObject({ state: "broken", violations: [undone?.id] });
    await club.db.owner("delete from event where type = 'right.undone'");
  });

  it("is broken where a withdrawal is told of and stands nowhere", async () => {
    const m = await club.member();
    const happening = {
      type: "consent.withdrawn",
      at: club.clock.now(),
      actor: { kind: "person" as const, id: m.id },
      about: [m.id],
      purpose: "newsletter",
    };
    const planted = await club.db.database.write(club.id, (tx) => record(tx, happening));
    expect(await check("rights.self_service", rights)).toMatchObject({ state: "broken", violations: [planted] });
    await club.db.owner("delete from event where id = $1", [planted]);
    expect((await check("rights.self_service", rights)).state).toBe("kept");
  });
});

describe("the check of rights.assisted", () => {
  it("is kept by corrections and erasures with their proof, and broken by one without", async () => {
    expect((await check("rights.assisted")).state).toBe("not_exercised");
    const m = await club.member((p) => p.with("phone", "+84903115824"));
    club.caller = club.staff(["secretary"]);
    const correct = await club.call("POST", `/people/${m.id}/values/${m.value("full_name")}:correct`, {
      value: "Trần Ánh",
      proof: "call_back",
    });
    expect(correct).toMatchObject({ status: 200, body: { verified: true } });
    expect((await club.call("POST", `/people/${m.id}:erase`, { field: "phone", proof: "document" })).status).toBe(200);
    expect(await check("rights.assisted")).toMatchObject({ state: "kept", done: 2 });
    const actor = { kind: "staff" as const, id: newId(), role: "secretary" };
    const planted = await club.db.database.write(club.id, (tx) =>
      record(tx, {
        type: "field.erased",
        at: club.clock.now(),
        actor,
        about: [m.id],
        fields: ["phone"],
        detail: { erasures: [newId()], cause: "asked" },
      }),
    );
    expect(await check("rights.assisted", { rights: ["erase"] })).toMatchObject({ state: "broken", violations: [planted] });
    expect((await check("rights.assisted", { rights: ["correct"] })).state).toBe("kept");
    await club.db.owner("delete from event where id = $1", [planted]);
  });
});

describe("the check of rights.objected", () => {
  it("is kept while the gate refuses, and broken by a use after the objection", async () => {
    const purposes = { purposes: ["membership"] };
    const m = await club.member();
    await m.browser.post(club.at("/purposes/membership/object"));
    club.caller = club.staff(["secretary"]);
    expect(await club.call("POST", `/people/${m.id}:read`, { purpose: "membership" })).toMatchObject({
      status: 403,
      body: { code: "read.objection" },
    });
    expect(await check("rights.objected", purposes)).toMatchObject({ state: "kept", refused: 1, violations: [] });
    club.clock.advance(1000);
    const planted = await club.db.database.write(club.id, (tx) =>
      record(tx, { type: "message.queued", at: club.clock.now(), actor: { kind: "system" }, about: [m.id], purpose: "membership" }),
    );
    expect(await check("rights.objected", purposes)).toMatchObject({ state: "broken", violations: [planted] });
    await club.db.owner("delete from event where id = $1", [planted]);
  });

  it("lets a use before the objection, and one after it was lifted, stand", async () => {
    const m = await club.member();
    club.caller = club.staff(["secretary"]);
    const read = () => club.call("POST", `/people/${m.id}:read`, { purpose: "membership" });
    expect((await read()).status).toBe(200);
    club.clock.advance(1000);
    await m.browser.post(club.at("/purposes/membership/object"));
    club.clock.advance(1000);
    await m.browser.post(club.at("/purposes/membership/lift"));
    club.clock.advance(1000);
    expect((await read()).status).toBe(200);
    expect((await check("rights.objected", { purposes: ["membership"] })).state).toBe("kept");
  });
});

describe("the check of retention.until_asked", () => {
  it("is kept when whoever cancels is erased with a cause", async () => {
    const m = await club.member();
    await m.browser.post(club.at("/erase"), { confirm: "yes" });
    await club.runJobs();
    expect(await check("retention.until_asked", { rule: "members" })).toMatchObject({ state: "kept", violations: [] });
  });

  it("is broken by a cancellation that erased nobody within a day", async () => {
    const m = await club.member();
    const happening = {
      type: "identity.account_cancelled",
      at: club.clock.now(),
      actor: { kind: "person" as const, id: m.id },
      about: [m.id],
    };
    const planted = await club.db.database.write(club.id, (tx) => record(tx, happening));
    expect((await check("retention.until_asked")).state).toBe("kept");
    club.clock.advance(days(2));
    expect(await check("retention.until_asked")).toMatchObject({ state: "broken", violations: [planted] });
    await club.db.owner("delete from event where id = $1", [planted]);
    await club.db.owner("delete from event_person where event_id = $1", [planted]);
  });

  it("is broken by an erasure that no event gives a cause for", async () => {
    const id = newId();
    await club.db.owner(
      "insert into erasure (organisation_id, person_id, id, scope, cause, key_version, at, finished_at) values ($1, $2, $3, 'person', 'asked', 1, $4, $4)",
      [club.id, newId(), id, club.clock.now()],
    );
    expect(await check("retention.until_asked")).toMatchObject({ state: "broken", violations: [id] });
    await club.db.owner("delete from erasure where id = $1", [id]);
    expect((await check("retention.until_asked")).state).toBe("kept");
  });
});

describe("the check of identity.reverified", () => {
  const fields = { fields: ["email", "phone"] };

  it("is kept while a changed contact waits for its code, and once it was entered", async () => {
    const m = await club.member();
    await m.browser.post(club.at(`/values/${m.value("email")}/correct`), { value: "moi@thu.example" });
    expect(await check("identity.reverified", fields)).toMatchObject({ state: "kept", done: 0, refused: 1 });
    const mailed = await club.mailedCode();
    await m.browser.post(club.at("/code"), { code: mailed?.code ?? "", to: club.at() });
    expect(await check("identity.reverified", fields)).toMatchObject({ state: "kept", done: 1, refused: 0 });
  });

  it("is broken by a contact that took a proved one's place unproved", async () => {
    const m = await club.member();
    await m.browser.post(club.at(`/values/${m.value("email")}/correct`), { value: "khac@thu.example" });
    const [waiting] = await club.db.owner<{ id: string }>(
      "update value set pending = false where person_id = $1 and pending returning id",
      [m.id],
    );
    expect(await check("identity.reverified", fields)).toMatchObject({ state: "broken", violations: [waiting?.id] });
  });
});
